/** An on/off button: its name says what is on, its pressed state whether. */
import type { ComponentChildren } from 'preact';
import { newGesture } from './gesture.ts';
import type { Change } from './value.ts';
import './controls.css';

interface ToggleProps {
  value: boolean;
  onChange: Change<boolean>;
  /** For a screen reader when the children are only a letter: "Mute vocal". */
  name?: string;
  disabled?: boolean;
  /** `hot`: something that must be noticed while it is on (solo, mute). */
  tone?: 'plain' | 'quiet' | 'hot' | 'mute';
  title?: string;
  children: ComponentChildren;
}

export function Toggle({ value, onChange, name, disabled, tone = 'plain', title, children }: ToggleProps) {
  return (
    <button
      type="button"
      class={`toggle toggle-${tone}`}
      aria-pressed={value}
      aria-label={name}
      title={title ?? name}
      disabled={disabled}
      onClick={() => onChange(!value, newGesture())}
    >
      {children}
    </button>
  );
}
