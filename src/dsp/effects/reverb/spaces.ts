/** What makes a room a room: times in milliseconds at a size of 50%. */
import type { Algorithm } from './spec.ts';

/** One early reflection: when, how strong, and whether it comes from the opposite side. */
export type Reflection = readonly [ms: number, gain: number, crossed: boolean];

export interface Space {
  /** Shortest and longest loop; the others lie between them, evenly in octaves. */
  shortestMs: number;
  longestMs: number;
  /** How far every fourth loop sways, so that no mode of the space stands still long enough to ring. */
  swayMs: number;
  /** Level of the late sound that puts the spaces at one loudness. */
  late: number;
  /** By side. Empty: the diffused input itself is what comes early, as from a struck plate. */
  early: { left: readonly Reflection[]; right: readonly Reflection[] };
}

const ROOM_LEFT: readonly Reflection[] = [
  [4.3, 0.84, false],
  [9.1, -0.62, true],
  [13.7, 0.5, false],
  [19.9, 0.43, true],
  [24.3, -0.35, false],
  [31.1, 0.28, true],
];
const ROOM_RIGHT: readonly Reflection[] = [
  [5.2, 0.8, false],
  [8.3, -0.66, true],
  [15.1, -0.48, false],
  [18.2, 0.45, true],
  [26.9, 0.33, false],
  [33.4, -0.26, true],
];
const HALL_LEFT: readonly Reflection[] = [
  [11.9, 0.7, false],
  [21.4, 0.6, true],
  [29.8, -0.52, false],
  [43.1, 0.44, true],
  [57.7, -0.36, false],
  [71.3, 0.3, true],
];
const HALL_RIGHT: readonly Reflection[] = [
  [13.7, 0.68, false],
  [19.6, -0.62, true],
  [32.9, 0.5, false],
  [40.3, 0.45, true],
  [61.1, 0.35, false],
  [74.9, -0.29, true],
];

/** The spaces that can be chosen. */
export const SPACES: Record<Algorithm, Space> = {
  room: {
    shortestMs: 11,
    longestMs: 41,
    swayMs: 0.12,
    late: 0.19,
    early: { left: ROOM_LEFT, right: ROOM_RIGHT },
  },
  plate: { shortestMs: 9, longestMs: 47, swayMs: 0.2, late: 0.19, early: { left: [], right: [] } },
  hall: {
    shortestMs: 29,
    longestMs: 97,
    swayMs: 0.35,
    late: 0.35,
    early: { left: HALL_LEFT, right: HALL_RIGHT },
  },
};

/** Factor on all lengths: half at 0%, twice at 100%. */
export const scaleOf = (sizePct: number): number => 2 ** (sizePct / 50 - 1);
