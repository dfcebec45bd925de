/** What is going on, in words: what does not work and the way on, what is waited for. Nothing when all is well. */
import type { EngineEvent, LoadState } from '../../engine/facade.ts';

interface SaysProps {
  fault: Extract<EngineEvent, { kind: 'fault' }> | null;
  loading: readonly LoadState[];
  waiting: boolean;
  onRetry: (stem: string) => void;
  onClose: () => void;
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export function Says({ fault, loading, waiting, onRetry, onClose }: SaysProps) {
  const failed = loading.filter(({ error }) => error !== null);
  const missing = loading.filter(({ error, loadedS, totalS }) => error === null && loadedS < totalS);
  return (
    // Always in the page, so that what comes to stand in it is read out.
    <div role="status">
      {failed.length > 0 && (
        <div class="transport-says fault">
          <p>
            {listOf(failed.map(({ label }) => label))} did not load: {failed[0]?.error} The rest plays without{' '}
            {failed.length === 1 ? 'it' : 'them'}.
          </p>
          <button type="button" onClick={() => failed.forEach(({ id }) => onRetry(id))}>
            Try again
          </button>
        </div>
      )}
      {fault && !(fault.code === 'stem' && failed.length > 0) && (
        <div class="transport-says fault">
          <p>{fault.sentence}</p>
          <button type="button" onClick={onClose}>
            Close
          </button>
        </div>
      )}
      {waiting && (
        <div class="transport-says">
          <p>Waiting for the sound to arrive.</p>
          <ul>
            {missing.map(({ id, label, loadedS, totalS }) => (
              <li key={id}>
                {label} <progress aria-label={`${label} loaded`} value={loadedS} max={totalS} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
