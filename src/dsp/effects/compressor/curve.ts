/** Static curve with a quadratic knee: Giannoulis, Massberg, Reiss, JAES 60 (6), 2012, equation 4. */
import { dbOf, gainOf } from '../../core/decibels.ts';
import type { CompressorValues } from './spec.ts';

/**
 * A curve that moves in straight lines through a piece of the grid: threshold in dB, 1 − 1/ratio, knee in dB
 * (above 0), and the change of each per frame.
 */
export type MovingCurve = Float64Array;
export const CURVE = 6;

/** A hard knee is a very narrow one: no division by nothing. */
export const NARROWEST_KNEE_DB = 1e-6;

/** How much of what is over the threshold is taken away: 0 at 1:1, 1 at ∞:1. */
export const slopeOf = (ratio: number): number => 1 - 1 / ratio;

/** Levels in dB to reductions in dB (0 or more), in place; `phase` counts frames since the grid point. */
export function levelsToReductions(x: Float64Array, frames: number, phase: number, curve: MovingCurve): void {
  const thresholdDb = curve[0];
  const slope = curve[1];
  const kneeDb = curve[2];
  const thresholdStep = curve[3];
  const slopeStep = curve[4];
  const kneeStep = curve[5];
  if (thresholdStep === 0 && slopeStep === 0 && kneeStep === 0) {
    const half = 0.5 * kneeDb;
    const bend = slope / (2 * kneeDb);
    for (let i = 0; i < frames; i++) {
      const over = x[i] - thresholdDb;
      x[i] = over <= -half ? 0 : over >= half ? slope * over : bend * (over + half) * (over + half);
    }
    return;
  }
  for (let i = 0; i < frames; i++) {
    const at = phase + i;
    const knee = kneeDb + at * kneeStep;
    const half = 0.5 * knee;
    const over = x[i] - (thresholdDb + at * thresholdStep);
    const moved = slope + at * slopeStep;
    x[i] =
      over <= -half ? 0 : over >= half ? moved * over : (moved / (2 * knee)) * (over + half) * (over + half);
  }
}

const one = new Float64Array(1);
const still: MovingCurve = new Float64Array(CURVE);

/** Reduction in dB at one level. */
function reductionAt(levelDb: number, thresholdDb: number, ratio: number, kneeDb: number): number {
  one[0] = levelDb;
  still[0] = thresholdDb;
  still[1] = slopeOf(ratio);
  still[2] = Math.max(NARROWEST_KNEE_DB, kneeDb);
  levelsToReductions(one, 1, 0, still);
  return one[0];
}

/** Output level in dB for an input level as the detector measures it: peak, or rms. */
export function transferDb(values: CompressorValues, inputDb: number): number {
  const gainDb = values.makeupDb - reductionAt(inputDb, values.thresholdDb, values.ratio, values.kneeDb);
  const mix = values.mixPct / 100;
  return inputDb + dbOf(1 - mix + mix * gainOf(gainDb));
}
