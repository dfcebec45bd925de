/** The mix that a cell works on. */
import { useMemo } from 'preact/hooks';
import { openMix } from '../../state/mix.ts';
import type { Mix } from '../../state/types.ts';

/** Cells of one lesson with the same `on` share one working session. */
export const useMix = (lesson: string | null, on: string): Mix => useMemo(() => openMix(lesson, on), [lesson, on]);
