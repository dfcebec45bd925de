/** One of a few, side by side. Arrow keys move the choice, as in any radio group. */
import { useRef } from 'preact/hooks';
import { newGesture } from './gesture.ts';
import type { Change } from './value.ts';
import './controls.css';

interface ChoiceProps<C extends string> {
  /** What is chosen, for a screen reader. */
  name: string;
  choices: readonly { id: C; label: string }[];
  value: C;
  onChange: Change<C>;
  disabled?: boolean;
  /** `list` stands one above the other, `row` side by side. */
  layout?: 'row' | 'list';
}

export function Choice<C extends string>({
  name,
  choices,
  value,
  onChange,
  disabled,
  layout = 'row',
}: ChoiceProps<C>) {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || disabled) return;
    event.preventDefault();
    event.stopPropagation();
    const index = choices.findIndex((c) => c.id === value);
    const next = (index + step + choices.length) % choices.length;
    onChange(choices[next]!.id, newGesture());
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  const none = !choices.some((c) => c.id === value);
  return (
    <div class={`choice choice-${layout}`} role="radiogroup" aria-label={name} ref={group} onKeyDown={move}>
      {choices.map((choice, i) => (
        <button
          key={choice.id}
          type="button"
          role="radio"
          aria-checked={choice.id === value}
          tabindex={choice.id === value || (none && i === 0) ? 0 : -1}
          disabled={disabled}
          onClick={() => choice.id !== value && onChange(choice.id, newGesture())}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
