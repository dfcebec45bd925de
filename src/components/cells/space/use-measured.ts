/** What the worker measures of a mix after each edit: once it was played or changed, and only while its cell is seen. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../../session/document.ts';
import { sounding } from '../../../state/audio.ts';
import type { Mix } from '../../../state/types.ts';
import { afterEdits } from '../after-edits.ts';

export interface Measured<T> {
  value: T | null;
  /** The session that the value is of. */
  of: Session | null;
  busy: boolean;
  /** A sentence for the learner when measuring failed. */
  trouble: string | null;
}

/**
 * @param key what is asked; another one measures anew
 * @param measure asks the worker; an abort is no failure
 */
export function useMeasured<T>(
  mix: Mix,
  element: RefObject<Element>,
  key: string,
  measure: (session: Session, signal: AbortSignal) => Promise<T>,
): ReadonlySignal<Measured<T>> {
  const latest = useRef(measure);
  latest.current = measure;
  const state = useMemo(
    () => signal<Measured<T>>({ value: null, of: null, busy: false, trouble: null }),
    [mix],
  );
  useEffect(() => {
    if (!element.current) return;
    const seen = signal(false);
    const stop = afterEdits(mix, {
      // The recordings are fetched only for those who play or change something.
      wanted: () => seen.value && (sounding.value === mix.id || mix.canUndo.value),
      work: async (session, abort) => {
        state.value = { ...state.peek(), busy: true, trouble: null };
        const value = await latest.current(session, abort);
        if (!abort.aborted) state.value = { value, of: session, busy: false, trouble: null };
      },
      failed: (trouble) => (state.value = { ...state.peek(), busy: false, trouble }),
      otherwise: 'This could not be measured.',
    });
    const observer = new IntersectionObserver(
      (changes) => (seen.value = changes.at(-1)?.isIntersecting ?? false),
      { rootMargin: '64px' },
    );
    observer.observe(element.current);
    return () => {
      stop();
      observer.disconnect();
    };
  }, [mix, key]);
  return state;
}
