/**
 * What is even and what is not: the loudness of 400 ms at a time, in the moments in which something is sung or
 * played, and in the gaps between.
 */
import type { LoudnessSeries } from './loudness-series.ts';
import { percentile } from './percentile.ts';

/** Moments further under the loud ones (the 95th percentile) than this are gaps and the edges of phrases. */
const SOUNDING_RANGE_LU = 18;
/** A gap is this far under the loud moments: between the two lie breaths and endings, which count as neither. */
const GAP_RANGE_LU = 24;

/** Which moments of a series sound and which are gaps. */
export interface Phrases {
  sounding: boolean[];
  gap: boolean[];
}

export function phrases(series: LoudnessSeries): Phrases {
  const levels = series.map(([, lufs]) => lufs);
  const loud = percentile(
    levels.filter((lufs) => lufs > -70),
    95,
  );
  return {
    sounding: levels.map((lufs) => lufs >= loud - SOUNDING_RANGE_LU),
    gap: levels.map((lufs) => !(lufs >= loud - GAP_RANGE_LU)),
  };
}

/** 90th minus 10th percentile of the loudness in the moments marked, LU; NaN when there are none. */
export function loudnessSpan(series: LoudnessSeries, marked: readonly boolean[]): number {
  const levels = series.filter((_, i) => marked[i]).map(([, lufs]) => Math.max(-70, lufs));
  return percentile(levels, 90) - percentile(levels, 10);
}

/** How far the gaps lie under the phrases, by the median of both, LU; −70 LUFS is silence. NaN without a gap. */
export function gapLoudness(series: LoudnessSeries, { sounding, gap }: Phrases): number {
  const median = (marked: readonly boolean[]): number =>
    percentile(
      series.filter((_, i) => marked[i]).map(([, lufs]) => Math.max(-70, lufs)),
      50,
    );
  return median(gap) - median(sounding);
}
