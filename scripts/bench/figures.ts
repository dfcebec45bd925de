/** Times of many blocks as figures. */
export interface BlockFigures {
  /** How many times faster than the sound lasts. */
  timesRealTime: number;
  meanMs: number;
  p99Ms: number;
  worstMs: number;
  /** The same over the second that went fastest: what the machine can do while nobody else has it. */
  quietest: { timesRealTime: number; p99Ms: number; worstMs: number };
}

/** Blocks of 128 frames in a second at 48 kHz. */
export const BLOCKS_PER_S = 375;
/** Of a second's true length, what the blocks' times must add up to for their clock to be believed. */
const CREDIBLE = 0.75;

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const p99 = (values: Float64Array): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)]!;
};
const worst = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, x), 0);

/**
 * Of times in milliseconds, in order, of blocks that last `blockMs` each. `lastedMs` says by another clock how long
 * each second's blocks took altogether: a second whose times do not add up to that had a clock that stood still.
 */
export function blockFigures(
  timesMs: ArrayLike<number>,
  blockMs: number,
  lastedMs?: ArrayLike<number>,
): BlockFigures {
  const all = Float64Array.from(timesMs);
  let best: Float64Array | null = null;
  for (let second = 0; (second + 1) * BLOCKS_PER_S <= all.length; second++) {
    const times = all.subarray(second * BLOCKS_PER_S, (second + 1) * BLOCKS_PER_S);
    if (lastedMs && mean(times) * BLOCKS_PER_S < CREDIBLE * lastedMs[second]!) continue;
    if (best === null || mean(times) < mean(best)) best = times;
  }
  return {
    timesRealTime: blockMs / mean(all),
    meanMs: mean(all),
    p99Ms: p99(all),
    worstMs: worst(all),
    quietest: best
      ? { timesRealTime: blockMs / mean(best), p99Ms: p99(best), worstMs: worst(best) }
      : { timesRealTime: NaN, p99Ms: NaN, worstMs: NaN },
  };
}
