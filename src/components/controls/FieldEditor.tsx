/** The field that a figure opens: typed values, steps down and up, arrows. Loaded when the first figure is tapped. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { format } from '../../dsp/core/params.ts';
import type { FieldProps } from './field-props.ts';
import { gestureRun, newGesture } from './gesture.ts';
import { parseTyped } from './typed.ts';
import { nudge } from './value.ts';

interface FieldEditorProps extends Omit<FieldProps, 'disabled'> {
  /** The figure and this field: who leaves both has done. */
  box: RefObject<HTMLElement>;
  /** `back`: the focus goes back to the figure. */
  onClose: (back: boolean) => void;
}

export function FieldEditor({ param, value, onChange, name, write, read, box, onClose }: FieldEditorProps) {
  const [bad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const run = useMemo(() => gestureRun(), []);
  const shown = write ? write(value) : format(param, value);
  const text = shown.figure + (shown.unit ? ` ${shown.unit}` : '');

  // Before the next key press, or its first digits would be lost.
  useLayoutEffect(() => input.current?.select(), []);
  // On a Mac, Safari and Firefox give a pressed button no focus, so that the field would seem to be left and close
  // before the step or the figure is clicked.
  useEffect(() => {
    const within = box.current;
    if (!within) return;
    const press = (event: MouseEvent) => {
      const button = (event.target as Element).closest('button');
      if (event.button !== 0 || !button) return;
      event.preventDefault();
      button.focus({ preventScroll: true });
    };
    within.addEventListener('mousedown', press);
    return () => within.removeEventListener('mousedown', press);
  }, [box]);
  // A step changes the value under an open field; what is being typed stays otherwise.
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = text;
  }, [text]);

  const commit = (): boolean => {
    const typed = input.current?.value ?? '';
    if (typed === text) return true;
    const next = read?.(typed) ?? parseTyped(param, typed);
    setBad(next === null);
    if (next !== null && next !== value) onChange(next, newGesture());
    return next !== null;
  };
  const step = (direction: 1 | -1) => () => {
    const next = nudge(param, value, direction, 'normal');
    if (next !== value) onChange(next, run());
  };

  return (
    <span
      class="field-pop"
      onFocusOut={(event) => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) {
          if (event.target === input.current) commit();
          onClose(false);
        }
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose(true);
        else if (event.key === 'Enter' && event.target === input.current) {
          // Or the same key press would go on to the button that gets the focus back, and open the field again.
          event.preventDefault();
          if (commit()) onClose(true);
        } else if (event.target === input.current && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          event.preventDefault();
          const from = read?.(input.current!.value) ?? parseTyped(param, input.current!.value) ?? value;
          const next = nudge(
            param,
            from,
            event.key === 'ArrowUp' ? 1 : -1,
            event.shiftKey ? 'fine' : 'normal',
          );
          const figure = write ? write(next) : format(param, next);
          input.current!.value = figure.figure + (figure.unit ? ` ${figure.unit}` : '');
          onChange(next, run());
        }
      }}
    >
      <button type="button" class="field-step" aria-label={`${name} down`} onClick={step(-1)}>
        −
      </button>
      <input
        ref={input}
        class="field-input"
        type="text"
        inputMode="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={name}
        aria-invalid={bad}
        defaultValue={text}
      />
      <button type="button" class="field-step" aria-label={`${name} up`} onClick={step(1)}>
        +
      </button>
      {bad && (
        <span class="field-bad" role="alert">
          Type a number, such as {text}.
        </span>
      )}
    </span>
  );
}
