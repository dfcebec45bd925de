/** Order statistics of measured series. */

/** The p-th percentile (0 to 100) by the nearest rank, as EBU Tech 3342 picks it; NaN of nothing. */
export function percentile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.round(((sorted.length - 1) * p) / 100)]!;
}

/** The value at which half of the weight lies below and half above; NaN when no weight is positive. */
export function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values
    .map((_, i) => i)
    .filter((i) => weights[i]! > 0)
    .sort((a, b) => values[a]! - values[b]!);
  const half = order.reduce((sum, i) => sum + weights[i]!, 0) / 2;
  let below = 0;
  for (let j = 0; j < order.length; j++) {
    const i = order[j]!;
    below += weights[i]!;
    if (below > half) return values[i]!;
    if (below === half) return (values[i]! + values[order[j + 1] ?? i]!) / 2;
  }
  return NaN;
}
