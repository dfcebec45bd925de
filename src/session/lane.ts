/**
 * A lane of automation as a list of points that one edits: read at any time, points added, moved and taken away, a
 * whole passage set at once. Pure; every function gives a new list, in order of time.
 */
import type { AutomationPoint } from './document.ts';

/** How strongly a curve of ±1 bends: e^4 between the slopes at both ends. */
const BEND = 4;

/** The way from one point to the next, 0 to 1, bent by `curve` (−1 to 1, 0 is straight). */
export function bent(t: number, curve: number): number {
  if (curve === 0) return t;
  const k = BEND * curve;
  return Math.expm1(k * t) / Math.expm1(k);
}

/** Value at a time; before the first point its value holds, after the last that one's. 0 without points. */
export function valueAt(points: readonly AutomationPoint[], atS: number): number {
  const next = points.findIndex(([pointS]) => pointS > atS);
  if (next < 0) return points.at(-1)?.[1] ?? 0;
  const after = points[next]!;
  const before = points[next - 1];
  if (!before) return after[1];
  const t = (atS - before[0]) / (after[0] - before[0]);
  return before[1] + (after[1] - before[1]) * bent(t, before[2]);
}

/** A point on the line, so that nothing changes yet; with its place in the list. */
export function addPoint(
  points: readonly AutomationPoint[],
  atS: number,
  value = valueAt(points, atS),
): { points: AutomationPoint[]; index: number } {
  const index = points.filter(([pointS]) => pointS <= atS).length;
  return { points: [...points.slice(0, index), [atS, value, 0], ...points.slice(index)], index };
}

/** One point elsewhere; it cannot pass its neighbours. */
export function movePoint(
  points: readonly AutomationPoint[],
  index: number,
  atS: number,
  value: number,
  durationS: number,
): AutomationPoint[] {
  const from = points[index - 1]?.[0] ?? 0;
  const to = points[index + 1]?.[0] ?? durationS;
  return points.map((point, i) =>
    i === index ? [Math.min(to, Math.max(from, atS)), value, point[2]] : point,
  );
}

/** The line without one of its points. */
export const removePoint = (points: readonly AutomationPoint[], index: number): AutomationPoint[] =>
  points.filter((_, i) => i !== index);

/**
 * A passage at one value, what is before and after as it was; the ways there and back take `rampS` each, outside the
 * passage, so that it is whole.
 */
export function setPassage(
  points: readonly AutomationPoint[],
  fromS: number,
  toS: number,
  value: number,
  rampS: number,
): AutomationPoint[] {
  const beginS = Math.max(0, fromS - rampS);
  const endS = toS + rampS;
  const before = points.filter(([atS]) => atS < beginS);
  const after = points.filter(([atS]) => atS > endS);
  const way: AutomationPoint[] = [];
  if (fromS > 0) way.push([beginS, valueAt(points, beginS), 0]);
  way.push([fromS, value, 0], [toS, value, 0], [endS, valueAt(points, endS), 0]);
  return [...before, ...way, ...after];
}

/** Largest minus smallest value within a passage. */
export function moveWithin(points: readonly AutomationPoint[], fromS: number, toS: number): number {
  const values = [
    valueAt(points, fromS),
    valueAt(points, toS),
    ...points.filter(([atS]) => atS >= fromS && atS <= toS).map(([, value]) => value),
  ];
  return Math.max(...values) - Math.min(...values);
}

/** A change this long before a section begins is its entry, and belongs to it. */
const ENTRY_S = 0.25;

/** How far a lane moves as a section comes in and in it: what its end hands on to the next one does not count. */
export const moveInSection = (
  points: readonly AutomationPoint[],
  { fromS, toS }: { fromS: number; toS: number },
): number => moveWithin(points, Math.max(0, fromS - ENTRY_S), toS - ENTRY_S);

/** What is turned down as far as this is silent: going there or coming back is a mute, not a jump. */
const SILENT_DB = -60;
/** A bent way is looked at this often. */
const BENT_STEPS = 32;

/** Largest change, in dB, that happens within `windowS` anywhere in a lane; ways into and out of silence do not count. */
export function largestStep(points: readonly AutomationPoint[], windowS: number): number {
  const times = points.flatMap(([atS, , curve], i) => {
    const next = points[i + 1];
    if (!next || curve === 0) return [atS];
    return Array.from({ length: BENT_STEPS }, (_, k) => atS + ((next[0] - atS) * k) / BENT_STEPS);
  });
  // The difference over a window is greatest where the window begins or ends at a point.
  const begins = times.flatMap((atS) => [atS - 1e-9, atS, atS - windowS, atS - windowS - 1e-9]);
  let largest = 0;
  for (const beginS of begins) {
    const from = valueAt(points, beginS);
    const to = valueAt(points, beginS + windowS);
    if (from <= SILENT_DB || to <= SILENT_DB) continue;
    // A way into silence passes through everything above it.
    const passesSilence = points.some(
      ([atS, value], i) =>
        value <= SILENT_DB &&
        (points[i - 1]?.[0] ?? atS) <= beginS + windowS &&
        (points[i + 1]?.[0] ?? atS) >= beginS,
    );
    if (!passesSilence) largest = Math.max(largest, Math.abs(to - from));
  }
  return largest;
}
