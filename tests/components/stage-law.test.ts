/** The stage's law: near and far as level, reverb and tone together. */
import { describe, expect, it } from 'vitest';
import {
  distanceOf,
  distanceWord,
  levelChangeDb,
  placedAt,
} from '../../src/components/cells/Stage/stage-law.ts';

const all = Array.from({ length: 101 }, (_, pct) => pct);

describe('stage law', () => {
  it('every step away is quieter or alike, more reverberant and duller', () => {
    for (const pct of all.slice(1)) {
      const here = placedAt(pct);
      const before = placedAt(pct - 1);
      expect(here.sendDb).toBeGreaterThan(before.sendDb);
      expect(here.levelDb).toBeLessThanOrEqual(before.levelDb);
      expect(here.cutHz!).toBeLessThan(before.cutHz ?? Infinity);
    }
  });
  it('cuts nothing at the very front, where the level is its own', () => {
    expect(placedAt(0)).toEqual({ sendDb: -20, levelDb: 0, cutHz: null });
    expect(placedAt(100)).toEqual({ sendDb: -2, levelDb: -9, cutHz: 5000 });
  });
  it('a place can be read back from its send', () => {
    for (const pct of all) expect(distanceOf(placedAt(pct).sendDb)).toBe(pct);
  });
  it('what is dry stands in front, what is drowned at the wall', () => {
    expect(distanceOf(-100)).toBe(0);
    expect(distanceOf(10)).toBe(100);
  });
  it('a way in steps changes the level as the straight way does, and the way back undoes it', () => {
    for (const to of [1, 33, 67, 100]) {
      let sum = 0;
      for (let pct = 0; pct < to; pct++) sum += levelChangeDb(pct, pct + 1);
      expect(sum).toBeCloseTo(levelChangeDb(0, to), 9);
      expect(levelChangeDb(to, 0)).toBeCloseTo(-levelChangeDb(0, to), 9);
    }
  });
  it('never moves by less than the mixer shows', () => {
    for (const pct of all) {
      const { sendDb, levelDb } = placedAt(pct);
      for (const db of [sendDb, levelDb]) expect(Math.abs(db * 10 - Math.round(db * 10))).toBeLessThan(1e-9);
    }
  });
  it('says it in a word', () => {
    expect([0, 50, 100].map(distanceWord)).toEqual(['near', 'middle', 'far']);
  });
});
