/** Text that the learner writes: read from the device, kept there a moment after writing pauses. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { keepNote, readNote } from '../../state/notes.ts';

/** Writing pauses this long before it is kept. */
const PAUSE_MS = 600;

export interface OpenNote {
  text: string;
  write: (text: string) => void;
  /** "Kept on this device.", or why not, or nothing yet. */
  said: string;
}

/** The note of that name in a lesson. */
export function useNote(lesson: string | null, id: string): OpenNote {
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const pending = useRef<string | null>(null);
  const touched = useRef(false);
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
  useEffect(() => {
    void readNote(lesson, id).then((kept) => {
      if (kept !== null && !touched.current) setText(kept);
    });
    return () => {
      clearTimeout(timer.current);
      keep();
    };
  }, [lesson, id]);
  return {
    text,
    said,
    write(next) {
      touched.current = true;
      pending.current = next;
      setText(next);
      setSaid('');
      clearTimeout(timer.current);
      timer.current = setTimeout(keep, PAUSE_MS);
    },
  };
}
