/** A figure that can be typed: one tap opens a field with steps down and up, which is also the way without dragging. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { format } from '../../dsp/core/params.ts';
import type { NumberParam } from '../../dsp/core/params.ts';
import { gestureRun, newGesture } from './gesture.ts';
import { nudge, parseTyped } from './value.ts';
import type { Change } from './value.ts';
import './controls.css';

interface FieldProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** What it sets, for a screen reader: "Vocal level". */
  name: string;
  disabled?: boolean;
  /** Another way to write the value than the parameter's own (a pan: L 60). */
  write?: (value: number) => { figure: string; unit: string };
  /** Reads what `write` wrote; null when it cannot. */
  read?: (text: string) => number | null;
}

export function Field({ param, value, onChange, name, disabled, write, read }: FieldProps) {
  const [open, setOpen] = useState(false);
  const [bad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const run = useRef<(() => string) | null>(null);
  run.current ??= gestureRun();
  const shown = write ? write(value) : format(param, value);
  const text = shown.figure + (shown.unit ? ` ${shown.unit}` : '');

  // Before the next key press, or its first digits would be lost.
  useLayoutEffect(() => {
    if (open) input.current?.select();
  }, [open]);
  // A step changes the value under an open field; what is being typed stays otherwise.
  useEffect(() => {
    if (open && input.current && document.activeElement !== input.current) input.current.value = text;
  }, [open, text]);

  const commit = (): boolean => {
    const typed = input.current?.value ?? '';
    if (typed === text) return true;
    const next = read?.(typed) ?? parseTyped(param, typed);
    setBad(next === null);
    if (next !== null && next !== value) onChange(next, newGesture());
    return next !== null;
  };
  const close = () => {
    setOpen(false);
    setBad(false);
    button.current?.focus({ preventScroll: true });
  };
  const step = (direction: 1 | -1) => () => {
    const next = nudge(param, value, direction, 'normal');
    if (next !== value) onChange(next, run.current!());
  };

  return (
    <span class="field" ref={box}>
      <button
        ref={button}
        type="button"
        class="field-figure"
        disabled={disabled}
        aria-expanded={open}
        title="Type a value"
        onClick={() => setOpen(!open)}
      >
        <span class="visually-hidden">{name}: </span>
        {shown.figure}
        {shown.unit && <small> {shown.unit}</small>}
      </button>
      {open && (
        <span
          class="field-pop"
          onFocusOut={(event) => {
            if (!box.current?.contains(event.relatedTarget as Node | null)) {
              if (event.target === input.current) commit();
              setOpen(false);
              setBad(false);
            }
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') close();
            else if (event.key === 'Enter' && event.target === input.current) {
              // Or the same key press would go on to the button that gets the focus back, and open the field again.
              event.preventDefault();
              if (commit()) close();
            } else if (
              event.target === input.current &&
              (event.key === 'ArrowUp' || event.key === 'ArrowDown')
            ) {
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
              onChange(next, run.current!());
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
      )}
    </span>
  );
}
