/**
 * Chance that can be repeated: blind tests, drills and matches are dealt from a seed that is kept with the answers, so
 * that a test goes on after a reload as it began, and every learner gets another one.
 */
import { chanceOf } from '../seeded/chance.ts';

/** Evenly distributed numbers from 0 up to 1. */
export type Random = () => number;

/** The same numbers for the same seed. */
export const seededRandom: (seed: number) => Random = chanceOf;

/** A seed nobody knows beforehand, 0 to 2³² − 1. */
export const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] as number;

/** A new seed that follows from one and a number: the n-th question of a series. */
export const seedOf = (seed: number, n: number): number =>
  Math.floor(seededRandom((seed ^ Math.imul(n + 1, 0x9e3779b1)) >>> 0)() * 2 ** 32);

/** A whole number from 0 to `count` − 1. */
export const pickIndex = (random: Random, count: number): number =>
  Math.min(count - 1, Math.floor(random() * count));

/** In another order, every order as likely as any other (Fisher and Yates). The list itself stays as it is. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = pickIndex(random, i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** `count` times yes or no, half of them each (one more of either where the count is odd), in any order. */
export function balancedFlips(random: Random, count: number): boolean[] {
  const odd = count % 2 === 1 && random() < 0.5 ? 1 : 0;
  const yes = Math.floor(count / 2) + odd;
  return shuffled(
    random,
    Array.from({ length: count }, (_, i) => i < yes),
  );
}
