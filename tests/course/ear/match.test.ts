import { describe, expect, it } from 'vitest';
import { differenceLu, judgeMatch, matchRound, TRAVEL } from '../../../src/course/ear/match.ts';

const LUFS = [-17.7, -10.8, -20.3];

/** The place where the two are equally loud. */
const matchOf = (round: ReturnType<typeof matchRound>): number => {
  const places = Array.from({ length: TRAVEL + 1 }, (_, i) => i);
  return places.reduce((best, place) =>
    Math.abs(differenceLu(round, place, LUFS)) < Math.abs(differenceLu(round, best, LUFS)) ? place : best,
  );
};

describe('a round of matching', () => {
  it('can always be matched, begins at least 5 LU off, inside the fader, and raises nothing', () => {
    for (let seed = 0; seed < 300; seed++) {
      const round = matchRound(seed, seed % 4, LUFS);
      expect(round.a).not.toBe(round.b);
      expect(round.trimADb).toBeLessThanOrEqual(0);
      expect(round.start).toBeGreaterThanOrEqual(0);
      expect(round.start).toBeLessThanOrEqual(TRAVEL);
      expect(Math.abs(differenceLu(round, matchOf(round), LUFS))).toBeLessThan(0.16);
      expect(Math.abs(differenceLu(round, round.start, LUFS))).toBeGreaterThan(5);
      for (const place of [0, 50, TRAVEL]) expect(round.trimBDb(place)).toBeLessThanOrEqual(0);
      expect(differenceLu(round, TRAVEL, LUFS)).toBeGreaterThan(5);
      expect(differenceLu(round, 0, LUFS)).toBeLessThan(-5);
    }
  });

  it('keeps no place of the fader for the match', () => {
    const places = new Set(Array.from({ length: 60 }, (_, seed) => matchOf(matchRound(seed, 0, LUFS))));
    expect(places.size).toBeGreaterThan(15);
  });

  it('works with one sound against itself', () => {
    const round = matchRound(3, 0, [-18]);
    expect(round.a).toBe(round.b);
    expect(round.trimADb).toBe(-8);
  });
});

describe('judging a match', () => {
  const verdicts = (...lu: number[]) => judgeMatch(lu).map(({ verdict }) => verdict);

  it('asks for three of four within 1 LU; 0.5 LU is further', () => {
    expect(verdicts(0.9, -0.9, 1, 4)).toEqual(['met', 'not-yet']);
    expect(verdicts(0.4, -0.5, 0.1, 4)).toEqual(['met', 'met']);
    expect(verdicts(0.4, 0.9, 1.1, 4)).toEqual(['close', 'not-yet']);
    expect(verdicts(3, -3, 1.1, 4)).toEqual(['not-yet', 'not-yet']);
  });

  it('names the habit', () => {
    expect(judgeMatch([2, 2, 3, 2])[0]?.hint).toContain('too loud');
    expect(judgeMatch([-2, -2, -3, -2])[0]?.hint).toContain('too quiet');
    expect(judgeMatch([2, -2, 2, -2])[0]?.hint).toContain('Switch more often');
    expect(judgeMatch([0, 0, 0, 0])[0]?.hint).toBeNull();
  });
});
