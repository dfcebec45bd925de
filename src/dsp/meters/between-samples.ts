/** Where a wave rises highest between its samples: the place in a recording that shows what a sample peak misses. */
import { gainOf } from '../core/decibels.ts';
import { waveThrough, WAVE_POINTS } from './true-peak.ts';

/** Samples before the peak and after it that are shown. */
const BEFORE = 6;
const AFTER = 7;
/** Samples under this part of the highest are not looked at: no wave rises so far above both its neighbours in music. */
const WORTH_A_LOOK = 0.85;
/** Of the peaks that are this near to the highest, the one that stands out most from its samples is shown. */
const AMONG_THE_HIGHEST = gainOf(-0.2);

export interface BetweenSamples {
  /** Frame of the last sample before the peak. */
  frame: number;
  side: 'left' | 'right';
  /** Upright: a peak that points down is turned over. Linear, one value a sample, from six before the peak on. */
  samples: Float64Array;
  /** The wave through them, `WAVE_POINTS` a sample. */
  wave: Float64Array;
  /** The higher of the two samples beside the peak, and the peak. */
  sampleDb: number;
  waveDb: number;
}

const largest = (wave: Float64Array): number => wave.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** Of the highest peaks, the one that rises furthest above its samples; null for silence. */
export function highestBetween(left: Float32Array, right: Float32Array): BetweenSamples | null {
  let samplePeak = 0;
  for (const x of [left, right]) for (const v of x) samplePeak = Math.max(samplePeak, Math.abs(v));
  if (samplePeak === 0) return null;
  const found: { x: Float32Array; frame: number; beside: number; peak: number }[] = [];
  let highest = 0;
  for (const x of [left, right]) {
    for (let n = 0; n + 1 < x.length; n++) {
      const beside = Math.max(Math.abs(x[n]!), Math.abs(x[n + 1]!));
      if (beside < WORTH_A_LOOK * samplePeak) continue;
      const peak = largest(waveThrough(x, n, 1));
      highest = Math.max(highest, peak);
      found.push({ x, frame: n, beside, peak });
    }
  }
  const { x, frame, beside, peak } = found
    .filter((each) => each.peak >= AMONG_THE_HIGHEST * highest)
    .reduce((best, each) => (each.peak / each.beside > best.peak / best.beside ? each : best));
  const wave = waveThrough(x, frame - BEFORE, BEFORE + AFTER);
  const top = wave.subarray(BEFORE * WAVE_POINTS, (BEFORE + 1) * WAVE_POINTS + 1);
  const upright = top.reduce((most, v) => (Math.abs(v) > Math.abs(most) ? v : most), 0) < 0 ? -1 : 1;
  return {
    frame,
    side: x === left ? 'left' : 'right',
    samples: Float64Array.from({ length: BEFORE + AFTER + 1 }, (_, i) => upright * wave[i * WAVE_POINTS]!),
    wave: wave.map((v) => upright * v),
    sampleDb: 20 * Math.log10(beside),
    waveDb: 20 * Math.log10(peak),
  };
}
