/** What the worker measures of a mix after each edit: once it was played or changed, and only while its cell is seen. */
import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../../session/document.ts';
import { sounding } from '../../../state/audio.ts';
import type { Mix } from '../../../state/types.ts';

/** After the last edit; a drag is not measured on its way. */
const AFTER_MS = 300;

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
    let timer: ReturnType<typeof setTimeout> | null = null;
    let running: AbortController | null = null;
    let asked: Session | null = null;

    const begin = async (session: Session): Promise<void> => {
      const abort = new AbortController();
      running = abort;
      state.value = { ...state.peek(), busy: true, trouble: null };
      try {
        const value = await latest.current(session, abort.signal);
        if (!abort.signal.aborted) state.value = { value, of: session, busy: false, trouble: null };
      } catch (error) {
        if (abort.signal.aborted) return;
        const trouble = error instanceof Error ? error.message : 'This could not be measured.';
        state.value = { ...state.peek(), busy: false, trouble };
        asked = null;
      }
    };
    const stop = effect(() => {
      const session = mix.session.value;
      // The recordings are fetched only for those who play or change something.
      const wanted = seen.value && (sounding.value === mix.id || mix.canUndo.value);
      if (!wanted || session === asked) return;
      running?.abort();
      if (timer !== null) clearTimeout(timer);
      const first = asked === null;
      asked = session;
      timer = setTimeout(() => void begin(session), first ? 0 : AFTER_MS);
    });
    const observer = new IntersectionObserver(
      (changes) => (seen.value = changes.at(-1)?.isIntersecting ?? false),
      { rootMargin: '64px' },
    );
    observer.observe(element.current);
    return () => {
      stop();
      observer.disconnect();
      running?.abort();
      if (timer !== null) clearTimeout(timer);
    };
  }, [mix, key]);
  return state;
}
