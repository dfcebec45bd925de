/** "Your mix may differ and be better: write down why." Kept on this device, never graded. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { keepNote, LONGEST_NOTE, readNote } from '../../state/notes.ts';
import type { Mix } from '../../state/types.ts';

/** Writing pauses this long before it is kept. */
const PAUSE_MS = 600;

export function Reflection({ lesson, mix }: { lesson: string | null; mix: Mix }) {
  const id = `mix-${mix.spec.exercise ?? 'own'}`;
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    void readNote(lesson, id).then((kept) => {
      if (kept !== null && !touched.current) setText(kept);
    });
    return () => clearTimeout(timer.current);
  }, [lesson, id]);
  const write = (next: string) => {
    touched.current = true;
    setText(next);
    setSaid('');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNote(lesson, id, next).then(() => setSaid('Kept on this device.')), PAUSE_MS);
  };
  return (
    <details class="reflection" open={text !== ''}>
      <summary>Your mix may differ and be better: write down why</summary>
      <label>
        <span>What did you do differently, and what does it do for the song?</span>
        <textarea maxLength={LONGEST_NOTE} value={text} onInput={(event) => write(event.currentTarget.value)} />
      </label>
      <span role="status">{said}</span>
    </details>
  );
}
