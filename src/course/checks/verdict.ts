/** From a figure and a range to a verdict. */
import type { Range, Verdict } from '../types.ts';

/** Silence, and what is not there at all, in figures that can be shown and kept. */
const FLOOR = -120;
const CEILING = 120;

/** A figure that can be shown: infinities become ±120, what could not be measured becomes −120. */
export const finite = (value: number): number =>
  Number.isNaN(value) ? FLOOR : Math.min(CEILING, Math.max(FLOOR, value));

/** How far outside its range a figure lies: negative below, positive above, 0 inside. */
export function outside(value: number, { atLeast = -Infinity, atMost = Infinity }: Range): number {
  if (value < atLeast) return value - atLeast;
  return value > atMost ? value - atMost : 0;
}

/** Inside is met; outside by at most `closeBy` is close. */
export function verdictOf(value: number, range: Range, closeBy = 0): Verdict {
  const off = Math.abs(outside(value, range));
  if (off === 0) return 'met';
  return off <= closeBy ? 'close' : 'not-yet';
}
