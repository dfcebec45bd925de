/**
 * Which trap a learner fell into, by what was measured. Each trap names the check that it fails. It is thought of
 * when that check is not met now and misses its range on the same side as the trap did on the course's version. Of
 * these the nearest in the space of all measured values is the one, unless the start itself is nearer: then too
 * little was done to name a trap. Values count by how far they miss their range, in units of what would be "close",
 * on a logarithmic scale, so that one wild figure does not drown the others.
 */
import type { Check, Exercise } from '../types.ts';
import { finite, outside } from './verdict.ts';

/** What lies this far outside counts as one step: what is still close, else a part of the range. */
function stepOf({ closeBy, atLeast, atMost }: Check): number {
  if (closeBy !== undefined) return closeBy;
  if (atLeast !== undefined && atMost !== undefined) return (atMost - atLeast) / 2;
  return Math.max(Math.abs(atLeast ?? atMost ?? 0) / 4, 1e-3);
}

/** Where a check's value lies in the space in which traps are compared. */
function coordinate(check: Check, value: number): number {
  const off = outside(finite(value), check);
  return Math.sign(off) * Math.log1p(Math.abs(off) / stepOf(check));
}

const distance = (checks: Exercise['checks'], a: Record<string, number>, b: Record<string, number>): number =>
  Math.hypot(
    ...Object.entries(checks).map(
      ([id, check]) => coordinate(check, a[id] ?? NaN) - coordinate(check, b[id] ?? NaN),
    ),
  );

/** The trap that these values speak of, or null. Without a measured table there is none to be recognised. */
export function recogniseTrap(
  { checks, traps, measured }: Exercise,
  values: Record<string, number>,
): string | null {
  if (!measured) return null;
  const applying = Object.entries(traps).filter(([id, trap]) => {
    const check = checks[trap.fails];
    const was = measured.traps[id]?.[trap.fails];
    if (!check || was === undefined) return false;
    const now = outside(finite(values[trap.fails] ?? NaN), check);
    return now !== 0 && Math.sign(now) === Math.sign(outside(was, check));
  });
  let nearest: string | null = null;
  let least = distance(checks, values, measured.start);
  for (const [id] of applying) {
    const far = distance(checks, values, measured.traps[id] as Record<string, number>);
    if (far >= least) continue;
    least = far;
    nearest = id;
  }
  return nearest;
}
