/** What is worked out of a mix anew after each edit: once the hand rests, and only for as long as it is still asked for. */
import { effect } from '@preact/signals';
import type { Session } from '../../session/document.ts';
import type { Mix } from '../../state/types.ts';

/** After the last edit; a drag is not measured on its way. */
const HAND_RESTS_MS = 300;

interface AfterEdits {
  /** Aborted by the next edit, and at the end. */
  work: (session: Session, signal: AbortSignal) => Promise<void>;
  /** A sentence for the learner, when work failed that was not aborted. */
  failed: (sentence: string) => void;
  /** What is said of an error that has no sentence itself. */
  otherwise: string;
  /** Whether it is asked for now; it follows the signals that this reads. Always, unless told. */
  wanted?: () => boolean;
}

/** Works at once for the first session, and after each edit. Returns the way to stop. */
export function afterEdits(
  mix: Mix,
  { work, failed, otherwise, wanted = () => true }: AfterEdits,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();
  /** The session that was worked on last; after a failure none, so that it is tried again. */
  let last: Session | null = null;
  const stop = effect(() => {
    const session = mix.session.value;
    if (!wanted() || session === last) return;
    const isFirst = last === null;
    last = session;
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    timer = setTimeout(
      () => {
        work(session, signal).catch((error: unknown) => {
          if (signal.aborted) return;
          last = null;
          failed(error instanceof Error ? error.message : otherwise);
        });
      },
      isFirst ? 0 : HAND_RESTS_MS,
    );
  });
  return () => {
    stop();
    clearTimeout(timer);
    abort.abort();
  };
}
