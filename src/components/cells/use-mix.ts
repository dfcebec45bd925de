/** The mix that a cell works on, and the exercise that judges it. */
import { useMemo } from 'preact/hooks';
import type { Exercise } from '../../course/types.ts';
import { openMix } from '../../state/mix.ts';
import { pageData } from '../../state/page-data.ts';
import type { Mix } from '../../state/types.ts';

/** Cells of one lesson with the same `on` share one working session. */
export const useMix = (lesson: string | null, on: string): Mix =>
  useMemo(() => openMix(lesson, on), [lesson, on]);

/** The exercise of a mix. Throws, which fails the build, when the lesson's `mixes` name none for it. */
export function exerciseOf(lesson: string | null, mix: Mix): Exercise {
  const id = mix.spec.exercise;
  const exercise = id ? pageData(lesson).exercises[id] : undefined;
  if (!exercise)
    throw new Error(
      `${mix.id}: this mix has no exercise. Write "exercise: <id>" beside it in the lesson's mixes.`,
    );
  return exercise;
}
