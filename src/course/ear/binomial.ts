/** How likely guessing does as well: the binomial distribution of answers that are right by chance. */

/** ln(n!) as a sum: exact enough for the few hundred trials a person can do. */
function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}

/**
 * Probability that a guesser gets exactly `right` of `trials` right.
 * @param chance of one guess, 0 to 1 (0.5: two choices)
 */
function exactly(right: number, trials: number, chance: number): number {
  if (chance <= 0) return right === 0 ? 1 : 0;
  if (chance >= 1) return right === trials ? 1 : 0;
  const ways = logFactorial(trials) - logFactorial(right) - logFactorial(trials - right);
  return Math.exp(ways + right * Math.log(chance) + (trials - right) * Math.log(1 - chance));
}

/**
 * The p-value of a one-sided binomial test: the probability that a guesser gets `right` or more of `trials` right.
 * 1 for no trials.
 */
export function guessedAtLeast(right: number, trials: number, chance = 0.5): number {
  if (right <= 0) return 1;
  let p = 0;
  for (let k = right; k <= trials; k++) p += exactly(k, trials, chance);
  return Math.min(1, p);
}

/**
 * The p-value of a two-sided test of a coin: that one of two equally liked sides gets `chosen` or more, or as few or
 * fewer, of `trials`.
 */
export function coinAsUneven(chosen: number, trials: number): number {
  const most = Math.max(chosen, trials - chosen);
  return Math.min(1, 2 * guessedAtLeast(most, trials));
}

/** What is usually asked for before a difference counts as shown: guessing does it at most once in twenty. */
export const SHOWN_BELOW = 0.05;

/** The fewest right answers with which a difference is shown; null where even all of them are not enough. */
export function neededFor(trials: number, chance = 0.5): number | null {
  for (let right = 0; right <= trials; right++) {
    if (guessedAtLeast(right, trials, chance) <= SHOWN_BELOW) return right;
  }
  return null;
}

/** "1 in 1000", "11 in 1000", "5 in 100": a probability as people count. */
export function inWords(p: number): string {
  if (p > 0.995) return 'almost always';
  if (p >= 0.095) return `${Math.round(p * 100)} times in 100`;
  if (p >= 0.0005) {
    const times = Math.round(p * 1000);
    return `${times} ${times === 1 ? 'time' : 'times'} in 1000`;
  }
  return 'less than once in 1000';
}
