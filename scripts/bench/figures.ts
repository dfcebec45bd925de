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

const BLOCKS_PER_S = 375;

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const p99 = (values: Float64Array): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)]!;
};
const worst = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, x), 0);

/** Of times in milliseconds, in order, of blocks that last `blockMs` each. */
export function blockFigures(timesMs: ArrayLike<number>, blockMs: number): BlockFigures {
  const all = Float64Array.from(timesMs);
  let best = all;
  for (let at = 0; at + BLOCKS_PER_S <= all.length; at += BLOCKS_PER_S) {
    const second = all.subarray(at, at + BLOCKS_PER_S);
    if (mean(second) < mean(best)) best = second;
  }
  return {
    timesRealTime: blockMs / mean(all),
    meanMs: mean(all),
    p99Ms: p99(all),
    worstMs: worst(all),
    quietest: { timesRealTime: blockMs / mean(best), p99Ms: p99(best), worstMs: worst(best) },
  };
}
