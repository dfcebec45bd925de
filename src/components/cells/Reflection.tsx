/** "Your mix may differ and be better: write down why." Kept on this device, never graded. */
import { LONGEST_NOTE } from '../../state/notes.ts';
import type { Mix } from '../../state/types.ts';
import { useNote } from './use-note.ts';

export function Reflection({ lesson, mix }: { lesson: string | null; mix: Mix }) {
  const { name, text, write, said } = useNote(lesson, `mix-${mix.spec.exercise ?? 'own'}`);
  return (
    <details class="reflection" open={text !== ''}>
      <summary>Your mix may differ and be better: write down why</summary>
      <label>
        <span>What did you do differently, and what does it do for the song?</span>
        <textarea
          name={name}
          maxLength={LONGEST_NOTE}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </label>
      <span role="status">{said}</span>
    </details>
  );
}
