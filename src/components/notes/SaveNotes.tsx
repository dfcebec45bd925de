/** A button that saves what the learner wrote and predicted as a text file. */
import { useSignal } from '@preact/signals';
import { writtenText } from '../../course/written.ts';
import type { Asked } from '../../course/written.ts';
import { allWritten } from '../../state/written.ts';

/** The browser has taken the file by then. */
const FORGET_MS = 60_000;

export function SaveNotes({ asked }: { asked: Asked[] }) {
  const said = useSignal('');
  const save = async () => {
    const text = writtenText(asked, await allWritten());
    if (text === null) {
      said.value = 'Nothing has been written on this device yet.';
      return;
    }
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'headroom-notes.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), FORGET_MS);
    said.value = 'Saved as headroom-notes.txt.';
  };
  return (
    <p>
      <button type="button" class="paper-button" onClick={() => void save()}>
        Save my notes as a text file
      </button>{' '}
      <span role="status">{said.value}</span>
    </p>
  );
}
