/** A kept series of answers: goes on after a reload where it was, and can be taken again. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { newSeed } from '../../../course/ear/random.ts';
import { forgetEarRun, keepEarRun, readEarRun } from '../../../state/ear-runs.ts';
import type { EarRun, Round } from '../../../state/ear-runs.ts';

export interface OpenRun {
  /** Seed of the round; 0 before the device has answered (and on the server). */
  seed: number;
  answers: readonly string[];
  /** Finished rounds before this one, oldest first. */
  past: readonly Round[];
  /** False until what the device keeps was read. */
  restored: boolean;
  answer: (...given: string[]) => void;
  /** Puts the finished round with the past ones and deals a new one. */
  again: () => void;
  /** Forgets everything and begins anew. */
  forget: () => void;
}

const fresh = (): Round => ({ seed: newSeed(), answers: [], at: new Date().toISOString() });

/** `id` is unique among the tests of a lesson. */
export function useRun(lesson: string | null, id: string): OpenRun {
  const run = useSignal<EarRun | null>(null);
  useEffect(() => {
    let gone = false;
    void readEarRun(lesson, id).then((kept) => {
      if (!gone) run.value = kept ?? { now: fresh(), past: [] };
    });
    return () => {
      gone = true;
    };
  }, [lesson, id]);

  const set = (next: EarRun) => {
    run.value = next;
    void keepEarRun(lesson, id, next);
  };
  const now = run.value?.now;
  return {
    seed: now?.seed ?? 0,
    answers: now?.answers ?? [],
    past: run.value?.past ?? [],
    restored: run.value !== null,
    answer(...given) {
      const before = run.peek();
      if (!before) return;
      const answers = [...before.now.answers, ...given];
      set({ ...before, now: { ...before.now, answers, at: new Date().toISOString() } });
    },
    again() {
      const before = run.peek();
      if (before) set({ now: fresh(), past: [...before.past, before.now] });
    },
    forget() {
      run.value = { now: fresh(), past: [] };
      void forgetEarRun(lesson, id);
    },
  };
}
