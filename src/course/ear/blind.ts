/**
 * Blind comparisons: how the sounds are dealt, and what the answers say. A difference that was not shown is not a
 * proof that there is none, so the words never claim one.
 */
import { coinAsUneven, guessedAtLeast, inWords, neededFor, SHOWN_BELOW } from './binomial.ts';
import { balancedFlips, seededRandom, shuffled } from './random.ts';

/** Behind which sounds are hidden. */
export const LETTERS = ['A', 'B', 'C', 'D'] as const;
export type Letter = (typeof LETTERS)[number];

/**
 * ABX (Munson and Gardner 1950; Clark, JAES 30, 1982): A and B are known, X is one of them. Which, in each trial;
 * each of them half of the time.
 */
export const abxPlan = (seed: number, trials: number): ('A' | 'B')[] =>
  balancedFlips(seededRandom(seed), trials).map((flip) => (flip ? 'A' : 'B'));

/** Which sound stands behind each letter: a list of the sounds' own ids, in the letters' order. */
export const lettered = (seed: number, ids: readonly string[]): string[] => shuffled(seededRandom(seed), ids);

export interface AbxResult {
  right: number;
  trials: number;
  /** That guessing does as well or better. */
  p: number;
  shown: boolean;
  /** One or two sentences for the learner. */
  says: string;
}

/** How many were right, how likely that is by guessing, and both in words. */
export function abxResult(plan: readonly ('A' | 'B')[], answers: readonly ('A' | 'B')[]): AbxResult {
  const trials = answers.length;
  const right = answers.filter((answer, i) => answer === plan[i]).length;
  const p = guessedAtLeast(right, trials);
  const shown = p <= SHOWN_BELOW;
  const needed = neededFor(trials);
  const guessing = `Guessing does as well ${inWords(p)}.`;
  const says = shown
    ? `${right} of ${trials} right. ${guessing} So it is very likely that you heard a difference.`
    : `${right} of ${trials} right. ${guessing} A difference is not shown. That does not prove that there is none: ` +
      (needed === null
        ? 'with so few trials nothing could be shown.'
        : `with ${trials} trials it takes ${needed} right answers to show one, and a small difference needs more trials.`);
  return { right, trials, p, shown, says };
}

/** One pair of `pairs`: the first sound is played as `firstDb`, the second as `secondDb`, both 0 or less. */
export interface Pair {
  /** Distance of the two in dB, as the lesson asked for it; null where the sounds are two different ones. */
  apartDb: number | null;
  /** Which letter is the louder (or, of two different sounds, the one named first in the lesson). */
  marked: 'A' | 'B';
}

/** Pairs of one sound with itself, `apartDb` apart each, in the lesson's order; which is louder is dealt evenly. */
export const pairPlan = (seed: number, apartDb: readonly (number | null)[]): Pair[] => {
  const flips = balancedFlips(seededRandom(seed), apartDb.length);
  return apartDb.map((apart, i) => ({ apartDb: apart, marked: flips[i] ? 'A' : 'B' }));
};

/** How often the marked one was chosen, over all pairs and for each distance. */
export interface PairsResult {
  chosen: number;
  pairs: number;
  /** That someone without any preference chooses as unevenly. */
  p: number;
  shown: boolean;
  byDistance: { apartDb: number | null; chosen: number; pairs: number }[];
}

/** How often the marked one was chosen, in all and by distance. */
export function pairsResult(plan: readonly Pair[], answers: readonly ('A' | 'B')[]): PairsResult {
  const done = plan.slice(0, answers.length);
  const byDistance: PairsResult['byDistance'] = [];
  let chosen = 0;
  for (const [i, { apartDb, marked }] of done.entries()) {
    let row = byDistance.find((known) => known.apartDb === apartDb);
    if (!row) byDistance.push((row = { apartDb, chosen: 0, pairs: 0 }));
    row.pairs++;
    if (answers[i] !== marked) continue;
    row.chosen++;
    chosen++;
  }
  const p = coinAsUneven(chosen, done.length);
  return { chosen, pairs: done.length, p, shown: p <= SHOWN_BELOW, byDistance };
}

/**
 * How many pairs of a ranking stand in the asked order, out of all pairs: 1 is the same order, 0 the reverse
 * (Kendall's distance, counted as agreement).
 */
export function orderAgreement(ranked: readonly string[], asked: readonly string[]): number {
  let alike = 0;
  let pairs = 0;
  for (let i = 0; i < ranked.length; i++) {
    for (let j = i + 1; j < ranked.length; j++) {
      pairs++;
      if (asked.indexOf(ranked[i] as string) < asked.indexOf(ranked[j] as string)) alike++;
    }
  }
  return pairs === 0 ? 1 : alike / pairs;
}
