/** A push button. `primary` is the one thing a cell wants done next. */
import type { ComponentChildren } from 'preact';
import './controls.css';

interface ButtonProps {
  onClick: (event: MouseEvent) => void;
  kind?: 'quiet' | 'plain' | 'primary' | 'round';
  name?: string;
  title?: string;
  disabled?: boolean;
  children: ComponentChildren;
}

export function Button({ onClick, kind = 'plain', name, title, disabled, children }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button button-${kind}`}
      aria-label={name}
      title={title ?? name}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
