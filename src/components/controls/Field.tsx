/** A figure that can be typed: one tap opens a field with steps down and up, which is also the way without dragging. */
import { useRef, useState } from 'preact/hooks';
import { format } from '../../dsp/core/params.ts';
import { asked } from '../../state/late.ts';
import type { FieldProps } from './field-props.ts';
import type { FieldEditor } from './FieldEditor.tsx';
import './controls.css';

export function Field({ param, value, onChange, name, disabled, write, read }: FieldProps) {
  const [open, setOpen] = useState(false);
  /** Fetched by the first tap; the figure stays as it is where that fails, and the next tap tries again. */
  const [editor, setEditor] = useState<{ View: typeof FieldEditor } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const shown = write ? write(value) : format(param, value);

  const toggle = () => {
    setOpen(!open);
    if (open || editor) return;
    void asked(import('./FieldEditor.tsx')).then((late) => {
      if (late) setEditor({ View: late.FieldEditor });
      else setOpen(false);
    });
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
        onClick={toggle}
      >
        <span class="visually-hidden">{name}: </span>
        {shown.figure}
        {shown.unit && <small> {shown.unit}</small>}
      </button>
      {open && editor && (
        <editor.View
          param={param}
          value={value}
          onChange={onChange}
          name={name}
          write={write}
          read={read}
          box={box}
          onClose={(back) => {
            setOpen(false);
            if (back) button.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </span>
  );
}
