/** Text that the learner writes: read from the device, kept there a moment after writing pauses. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { keepNote, readNote } from '../../state/notes.ts';

/** Writing pauses this long before it is kept. */
const PAUSE_MS = 600;

export interface OpenNote {
  /** Name of the field, unique on the page. */
  name: string;
  text: string;
  write: (text: string) => void;
  /** "Kept on this device.", or why not, or nothing yet. */
  said: string;
}

/** What was written before the script had come, which hydration would empty. */
const writtenBefore = (name: string): string => {
  if (typeof document === 'undefined') return '';
  const field = document.getElementsByName(name)[0];
  return field instanceof HTMLTextAreaElement ? field.value : '';
};

/** The note of that name in a lesson. Of a field that only comes with the script, nothing was written before. */
export function useNote(lesson: string | null, id: string): OpenNote {
  const name = `${lesson ?? 'page'}-note-${id}`;
  const [text, setText] = useState(() => writtenBefore(name));
  const [said, setSaid] = useState('');
  const pending = useRef<string | null>(null);
  const written = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const keep = () => {
    if (pending.current === null) return;
    const now = pending.current;
    pending.current = null;
    keepNote(lesson, id, now).then(
      () => setSaid('Kept on this device.'),
      () => setSaid('This browser did not let the page keep it: copy it if you need it.'),
    );
  };
  const write = (next: string) => {
    written.current = next;
    pending.current = next;
    setText(next);
    setSaid('');
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, PAUSE_MS);
  };
  useEffect(() => {
    void readNote(lesson, id).then((kept) => {
      const { current } = written;
      if (kept !== null && current === '') setText(kept);
      else if (current !== '' && current !== kept)
        // What was written meanwhile comes after what was kept: both are the learner's.
        write(kept === null || current.startsWith(kept) ? current : `${kept}\n${current}`);
    });
    return () => {
      clearTimeout(timer.current);
      keep();
    };
  }, [lesson, id]);
  return { name, text, said, write };
}
