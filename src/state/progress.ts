/** Which lessons were begun and which exercises passed. Nothing depends on it; it is for the learner to see. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { isRecord, own } from '../session/json.ts';
import { keepRecord, readRecord } from './store.ts';

export interface LessonProgress {
  /** When the lesson was first played in, ISO time. */
  startedAt: string;
  /** When each exercise was first passed. */
  passedAt: Record<string, string>;
}

const lessons = signal<Readonly<Record<string, LessonProgress>>>({});

/** Progress by lesson slug. */
export const progress: ReadonlySignal<Readonly<Record<string, LessonProgress>>> = lessons;

/** Resolves when what the device keeps has been read. */
export const progressRestored: Promise<void> = typeof window === 'undefined' ? Promise.resolve() : takeKept();

/** Adds what the device keeps to what is known here: another tab may have kept something since. */
async function takeKept(): Promise<void> {
  const kept = await readRecord('progress', 'course', readProgress);
  if (!kept) return;
  const both = { ...lessons.peek() };
  for (const [lesson, { startedAt, passedAt }] of Object.entries(kept))
    both[lesson] = { startedAt, passedAt: { ...both[lesson]?.passedAt, ...passedAt } };
  lessons.value = both;
}

/** Notes that a lesson was begun. */
export const markStarted = (lesson: string): Promise<void> => change(lesson, (before) => before);

/** Notes that an exercise was passed. */
export const markPassed = (lesson: string, exercise: string): Promise<void> =>
  change(lesson, (before) =>
    Object.hasOwn(before.passedAt, exercise)
      ? before
      : { ...before, passedAt: { ...before.passedAt, [exercise]: new Date().toISOString() } },
  );

async function change(lesson: string, make: (before: LessonProgress) => LessonProgress): Promise<void> {
  await takeKept();
  const known = lessons.peek()[lesson];
  const before = known ?? { startedAt: new Date().toISOString(), passedAt: {} };
  const after = make(before);
  if (after === known) return;
  lessons.value = { ...lessons.peek(), [lesson]: after };
  await keepRecord('progress', 'course', lessons.peek());
}

function readProgress(data: unknown): Record<string, LessonProgress> | null {
  if (!isRecord(data)) return null;
  const made: Record<string, LessonProgress> = {};
  for (const [lesson, entry] of Object.entries(data)) {
    if (!isRecord(entry) || typeof entry['startedAt'] !== 'string' || !isRecord(entry['passedAt'])) continue;
    const passed = Object.entries(entry['passedAt']).filter(
      (row): row is [string, string] => typeof row[1] === 'string',
    );
    made[lesson] = { startedAt: own(entry, 'startedAt') as string, passedAt: Object.fromEntries(passed) };
  }
  return made;
}
