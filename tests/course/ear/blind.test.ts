import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinAsUneven, guessedAtLeast, inWords, neededFor } from '../../../src/course/ear/binomial.ts';
import {
  abxPlan,
  abxResult,
  lettered,
  orderAgreement,
  pairPlan,
  pairsResult,
} from '../../../src/course/ear/blind.ts';
import { balancedFlips, seededRandom, seedOf, shuffled } from '../../../src/course/ear/random.ts';

describe('binomial', () => {
  it('agrees with the tables of ten coin tosses', () => {
    // C(10,10)/1024, + C(10,9), + C(10,8), + C(10,7).
    expect(guessedAtLeast(10, 10)).toBeCloseTo(1 / 1024, 12);
    expect(guessedAtLeast(9, 10)).toBeCloseTo(11 / 1024, 12);
    expect(guessedAtLeast(8, 10)).toBeCloseTo(56 / 1024, 12);
    expect(guessedAtLeast(7, 10)).toBeCloseTo(176 / 1024, 12);
    expect(guessedAtLeast(0, 10)).toBe(1);
    expect(guessedAtLeast(0, 0)).toBe(1);
  });

  it('knows other chances than one half', () => {
    // Four bands: all four right by guessing is (1/4)^4.
    expect(guessedAtLeast(4, 4, 0.25)).toBeCloseTo(1 / 256, 12);
    expect(guessedAtLeast(1, 4, 0.25)).toBeCloseTo(1 - 0.75 ** 4, 12);
  });

  it('asks for nine of ten, five of five, and for nothing that cannot be had', () => {
    expect(neededFor(10)).toBe(9);
    expect(neededFor(5)).toBe(5);
    expect(neededFor(4)).toBeNull();
    expect(neededFor(16)).toBe(12);
  });

  it('counts both ends of a preference', () => {
    expect(coinAsUneven(8, 8)).toBeCloseTo(2 / 256, 12);
    expect(coinAsUneven(0, 8)).toBeCloseTo(2 / 256, 12);
    expect(coinAsUneven(4, 8)).toBe(1);
  });

  it('says probabilities as people count', () => {
    expect(inWords(56 / 1024)).toBe('55 times in 1000');
    expect(inWords(1 / 1024)).toBe('1 time in 1000');
    expect(inWords(0.62)).toBe('62 times in 100');
    expect(inWords(0.00001)).toBe('less than once in 1000');
    expect(inWords(1)).toBe('almost always');
  });

  it('falls as more is right, and stays a probability', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (n, chance) => {
          let before = 1 + 1e-9;
          for (let right = 0; right <= n; right++) {
            const p = guessedAtLeast(right, n, chance);
            expect(p).toBeGreaterThanOrEqual(0);
            expect(p).toBeLessThanOrEqual(before);
            before = p;
          }
        },
      ),
    );
  });
});

describe('dealing', () => {
  it('is the same for the same seed and different for others', () => {
    const take = (seed: number) => Array.from({ length: 8 }, seededRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(seedOf(7, 0)).not.toBe(seedOf(7, 1));
    expect(seedOf(7, 3)).toBe(seedOf(7, 3));
  });

  it('is even: every order and every place come about equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffled(seededRandom(seedOf(seed, 1)), ['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });

  it('gives each side half of the trials', () => {
    for (let seed = 0; seed < 200; seed++) {
      const yes = balancedFlips(seededRandom(seed), 10).filter(Boolean).length;
      expect(yes).toBe(5);
      expect([4, 5]).toContain(balancedFlips(seededRandom(seed), 9).filter(Boolean).length);
    }
    expect(abxPlan(3, 10).filter((x) => x === 'A')).toHaveLength(5);
  });

  it('puts every sound behind one letter', () => {
    expect(lettered(5, ['dry', 'wet', 'slap']).toSorted()).toEqual(['dry', 'slap', 'wet']);
  });
});

describe('ABX', () => {
  const plan = abxPlan(11, 10);
  const wrong = (n: number) => plan.map((x, i) => (i < n ? (x === 'A' ? 'B' : 'A') : x));

  it('shows a difference from nine of ten on', () => {
    expect(abxResult(plan, wrong(1))).toMatchObject({ right: 9, trials: 10, shown: true });
    expect(abxResult(plan, wrong(1)).p).toBeCloseTo(11 / 1024, 10);
    expect(abxResult(plan, wrong(2))).toMatchObject({ right: 8, shown: false });
  });

  it('never says that there is no difference', () => {
    for (let n = 2; n <= 10; n++) {
      const { says } = abxResult(plan, wrong(n));
      expect(says).toContain('not shown');
      expect(says).toContain('does not prove that there is none');
    }
    expect(abxResult(plan, wrong(0)).says).not.toContain('not shown');
  });
});

describe('pairs', () => {
  const plan = pairPlan(4, [3, 3, 3, 3, 1, 1, 1, 1]);

  it('deals the louder one evenly and counts by distance', () => {
    expect(plan.filter(({ marked }) => marked === 'A')).toHaveLength(4);
    const answers = plan.map(({ marked }, i) => (i === 7 ? (marked === 'A' ? 'B' : 'A') : marked)) as (
      'A' | 'B'
    )[];
    const result = pairsResult(plan, answers);
    expect(result).toMatchObject({ chosen: 7, pairs: 8 });
    expect(result.byDistance).toEqual([
      { apartDb: 3, chosen: 4, pairs: 4 },
      { apartDb: 1, chosen: 3, pairs: 4 },
    ]);
    // 2 · (8 + 1)/256
    expect(result.p).toBeCloseTo(18 / 256, 10);
    expect(result.shown).toBe(false);
  });

  it('counts only what was answered', () => {
    expect(pairsResult(plan, ['A', 'A']).pairs).toBe(2);
    expect(pairsResult(plan, [])).toMatchObject({ pairs: 0, p: 1, shown: false });
  });
});

describe('ranking', () => {
  it('is 1 for the asked order, 0 for its reverse', () => {
    expect(orderAgreement(['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'])).toBe(1);
    expect(orderAgreement(['d', 'c', 'b', 'a'], ['a', 'b', 'c', 'd'])).toBe(0);
    expect(orderAgreement(['b', 'a', 'c'], ['a', 'b', 'c'])).toBeCloseTo(2 / 3, 12);
  });
});
