/** How the pictures over time lie: the gain that is taken away above, the wave about its middle below. Pure, in pixels. */
import { gainOf } from '../../../dsp/core/decibels.ts';

export const HISTORY_HEIGHT = 260;
/** The upper part belongs to the gain reduction. */
export const REDUCTION_HEIGHT = 76;
/** Between the reduction's range and the edges of its part. */
const REDUCTION_MARGIN = 4;
/** What the reduction's scale reaches unless told. */
export const REDUCTION_RANGE_DB = 12;

export const WAVE_MIDDLE = REDUCTION_HEIGHT + (HISTORY_HEIGHT - REDUCTION_HEIGHT) / 2;
export const WAVE_HALF = (HISTORY_HEIGHT - REDUCTION_HEIGHT) / 2 - 6;
/** Magnitude at the edge of the wave's part: +3 dBFS, so that what would go over can be seen. */
const WAVE_TOP = gainOf(3);

/** From the top: a gain change of 0 dB or less on a scale that reaches down to a range. */
export const reductionY = (db: number, rangeDb: number): number =>
  REDUCTION_MARGIN + Math.min(1, -db / rangeDb) * (REDUCTION_HEIGHT - 2 * REDUCTION_MARGIN);

/** Height of a magnitude above the middle of the wave. */
export type WaveScale = (magnitude: number) => number;

/** As the wave swings: for peaks. */
export const linearWave: WaveScale = (magnitude) => Math.min(1, magnitude / WAVE_TOP) * WAVE_HALF;
