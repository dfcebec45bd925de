/** Lanes of automation as one edits them. */
import { describe, expect, it } from 'vitest';
import { Lane } from '../../src/engine/core/automation.ts';
import type { AutomationPoint } from '../../src/session/document.ts';
import {
  addPoint,
  largestStep,
  movePoint,
  moveInSection,
  moveWithin,
  removePoint,
  setPassage,
  valueAt,
} from '../../src/session/lane.ts';

const lane: AutomationPoint[] = [
  [1, 0, 0],
  [2, -6, 0.5],
  [4, 3, 0],
];

describe('a lane', () => {
  it('reads as the engine plays it', () => {
    const played = new Lane({ points: lane, mode: 'trim' }, 48_000);
    for (let atS = 0; atS <= 5; atS += 0.125)
      expect(valueAt(lane, atS)).toBeCloseTo(played.at(Math.round(atS * 48_000)), 9);
    expect(valueAt([], 3)).toBe(0);
  });

  it('does not change by a point that is added on a straight way', () => {
    const { points, index } = addPoint(lane, 1.5);
    expect(index).toBe(1);
    expect(points[1]).toEqual([1.5, -3, 0]);
    expect(valueAt(points, 1.75)).toBeCloseTo(valueAt(lane, 1.75));
    expect(removePoint(points, index)).toEqual(lane);
  });

  it('keeps its order: a point stops at its neighbours', () => {
    expect(movePoint(lane, 1, 9, 0, 10)[1]).toEqual([4, 0, 0.5]);
    expect(movePoint(lane, 1, -1, 0, 10)[1]).toEqual([1, 0, 0.5]);
    expect(movePoint(lane, 2, 99, 0, 10)[2]).toEqual([10, 0, 0]);
  });

  it('is one value over a passage, and as it was around it', () => {
    const set = setPassage(lane, 1.5, 3, 2, 0.1);
    for (const atS of [1.5, 2, 3]) expect(valueAt(set, atS)).toBe(2);
    expect(valueAt(set, 1.4)).toBeCloseTo(valueAt(lane, 1.4));
    expect(valueAt(set, 3.1)).toBeCloseTo(valueAt(lane, 3.1));
    expect(valueAt(set, 0.5)).toBe(0);
    expect(setPassage([], 0, 2, -3, 0.1)[0]).toEqual([0, -3, 0]);
    const times = set.map(([atS]) => atS);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('what a lane does', () => {
  it('moves by so much within a passage', () => {
    expect(moveWithin(lane, 0, 1)).toBe(0);
    expect(moveWithin(lane, 0, 1.5)).toBe(3);
    expect(moveWithin(lane, 1, 4)).toBe(9);
    expect(moveWithin([], 0, 9)).toBe(0);
  });

  it('moves in a section when it moves into it', () => {
    const set = setPassage([], 4, 8, 3, 0.12);
    expect(moveInSection(set, { fromS: 0, toS: 4 })).toBe(0);
    expect(moveInSection(set, { fromS: 4, toS: 8 })).toBe(3);
    expect(moveInSection(set, { fromS: 8, toS: 12 })).toBe(3);
    expect(moveInSection(set, { fromS: 12, toS: 14 })).toBe(0);
  });

  it('has a largest step within 50 ms', () => {
    const ramp: AutomationPoint[] = [
      [1, 0, 0],
      [1.1, 8, 0],
    ];
    expect(largestStep(ramp, 0.05)).toBeCloseTo(4);
    const jump: AutomationPoint[] = [
      [1, 0, 0],
      [1, 7, 0],
    ];
    expect(largestStep(jump, 0.05)).toBeCloseTo(7);
    expect(largestStep([[1, 3, 0]], 0.05)).toBe(0);
  });

  it('may fall silent at once: that is a mute', () => {
    const mute: AutomationPoint[] = [
      [1, 0, 0],
      [1.02, -110, 0],
      [2, -110, 0],
      [2.02, 0, 0],
    ];
    expect(largestStep(mute, 0.05)).toBe(0);
    expect(largestStep([...mute, [3, 0, 0], [3, -9, 0]], 0.05)).toBeCloseTo(9);
  });
});
