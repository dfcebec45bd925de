/** What is going on, in words: what does not work and the way on, what is waited for. Nothing when all is well. */
import type { StemInfo } from '../../course/types.ts';
import type { LoadState } from '../../engine/facade.ts';
import type { Fault } from '../../state/audio.ts';

interface SaysProps {
  fault: Fault | null;
  /** The stems of what sounds, for their names. */
  stems: readonly StemInfo[];
  loading: readonly LoadState[];
  waiting: boolean;
  starting: boolean;
  /** What the device's storage and late parts of the page have to say. */
  notices: readonly { sentence: string | null; onClose: () => void }[];
  onRetry: (stem: string) => void;
  onCloseFault: () => void;
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export function Says({
  fault,
  stems,
  loading,
  waiting,
  starting,
  notices,
  onRetry,
  onCloseFault,
}: SaysProps) {
  const nameOf = ({ label }: LoadState) =>
    stems.find(({ id }) => id === label)?.label ?? (label.includes('/') ? 'The recording' : label);
  const failed = loading.filter(({ error }) => error !== null);
  const none = failed.length > 0 && failed.length === loading.length;
  const missing = loading.filter(({ error, loadedS, totalS }) => error === null && loadedS < totalS);
  return (
    // Always in the page, so that what comes to stand in it is read out; only that, not all anew with every stem.
    <div role="status" aria-atomic="false">
      {failed.length > 0 && (
        <div class="transport-says fault">
          <p>
            {none
              ? 'The recordings could not be loaded.'
              : `${listOf(failed.map(nameOf))} could not be loaded; the rest plays without ${failed.length === 1 ? 'it' : 'them'}.`}{' '}
            Check the connection, then try again.
          </p>
          <button type="button" onClick={() => failed.forEach(({ id }) => onRetry(id))}>
            Try again
          </button>
        </div>
      )}
      {fault && !(fault.code === 'stem' && failed.length > 0) && (
        <div class="transport-says fault">
          <p>{fault.sentence}</p>
          <button type="button" onClick={onCloseFault}>
            Close
          </button>
        </div>
      )}
      {notices.map(
        ({ sentence, onClose }) =>
          sentence && (
            <div class="transport-says" key={sentence}>
              <p>{sentence}</p>
              <button type="button" onClick={onClose}>
                Close
              </button>
            </div>
          ),
      )}
      {(starting || (waiting && !none)) && (
        <div class="transport-says">
          <p>{starting ? 'Starting the sound.' : 'Waiting for the sound to arrive.'}</p>
          {missing.length > 0 && (
            <ul>
              {missing.map((state) => (
                <li key={state.id}>
                  {nameOf(state)}{' '}
                  <progress aria-label={`${nameOf(state)} loaded`} value={state.loadedS} max={state.totalS} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
