/** Sounds that a cell makes when they are asked for: how far they are, and why they could not be made. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';

/** Told how much is done, 0 to 1. */
export type Say = (done: number) => void;

/** The i-th of so many things of which each takes about as long. */
export const partOf =
  (say: Say, i: number, of: number): Say =>
  (done) =>
    say((i + done) / of);

export interface Making {
  /** 0 to 1 from the first word of the work that is under way; null while nothing is being made. */
  progress: number | null;
  /** A sentence when it could not be made. */
  trouble: string | null;
  /** Whether something is being made at this moment. */
  busy: () => boolean;
  /**
   * Does the work. Null when it failed or the page was left, which aborts the signal.
   * @param failed what is said of an error that has no sentence itself
   */
  make: <T>(work: (say: Say, signal: AbortSignal) => Promise<T>, failed: string) => Promise<T | null>;
}

/** What one cell makes. */
export function useMaking(): Making {
  const progress = useSignal<number | null>(null);
  const trouble = useSignal<string | null>(null);
  const running = useRef(0);
  const leaving = useMemo(() => new AbortController(), []);
  useEffect(() => () => leaving.abort(), []);
  return {
    progress: progress.value,
    trouble: trouble.value,
    busy: () => running.current > 0,
    make: async (work, failed) => {
      const { signal } = leaving;
      running.current++;
      trouble.value = null;
      try {
        const made = await work((done) => (progress.value = done), signal);
        return signal.aborted ? null : made;
      } catch (error) {
        if (!signal.aborted) trouble.value = error instanceof Error ? error.message : failed;
        return null;
      } finally {
        running.current--;
        progress.value = null;
      }
    },
  };
}
