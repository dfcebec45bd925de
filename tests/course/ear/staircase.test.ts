import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/course/ear/random.ts';
import { climb, SETTLES_AT, startStaircase, step, threshold } from '../../../src/course/ear/staircase.ts';

describe('staircase', () => {
  it('gets harder after two right answers, easier after one wrong', () => {
    expect(climb([true], 9).level).toBe(0);
    expect(climb([true, true], 9).level).toBe(1);
    expect(climb([true, true, true, false], 9).level).toBe(0);
    expect(climb([true, false, true, true], 9).level).toBe(1);
  });

  it('stays between its ends', () => {
    expect(climb([false, false, false], 9).level).toBe(0);
    expect(climb(Array(40).fill(true), 3).level).toBe(3);
  });

  it('notes where it turns', () => {
    // up to 2, down to 1, up to 2 again: turns at 2 and at 1.
    expect(climb([true, true, true, true, false, true, true], 9).reversals).toEqual([2, 1]);
    expect(threshold(climb([true, true, true, true, false, true, true], 9))).toBe(1.5);
    expect(threshold(startStaircase())).toBeNull();
  });

  it('settles where a listener is right in 70.7 % of the questions', () => {
    // A listener whose share of right answers falls evenly from 1 at level 0 to 0.5 at level 20.
    const share = (level: number) => 1 - level / 40;
    const expected = (1 - SETTLES_AT) * 40;
    const random = seededRandom(2026);
    let at = startStaircase();
    const levels: number[] = [];
    for (let n = 0; n < 6000; n++) {
      levels.push(at.level);
      at = step(at, random() < share(at.level), 20);
    }
    const mean = levels.slice(200).reduce((sum, level) => sum + level, 0) / (levels.length - 200);
    expect(Math.abs(mean - expected)).toBeLessThan(0.8);
    expect(Math.abs((threshold(at, 400) ?? NaN) - expected)).toBeLessThan(1.2);
  });
});
