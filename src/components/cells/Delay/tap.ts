/** A delay's time from taps of a hand: the mean of the last intervals. Pure. */

/** A longer pause begins anew. */
const PAUSE_MS = 2500;
const INTERVALS = 4;

/** The taps that still count after another one. */
export function tapped(taps: readonly number[], nowMs: number): number[] {
  const last = taps.at(-1);
  const goOn = last !== undefined && nowMs - last < PAUSE_MS;
  return [...(goOn ? taps.slice(-INTERVALS) : []), nowMs];
}

/** Mean interval of taps in milliseconds; null for less than two. */
export function tapMs(taps: readonly number[]): number | null {
  if (taps.length < 2) return null;
  return (taps.at(-1)! - taps[0]!) / (taps.length - 1);
}
