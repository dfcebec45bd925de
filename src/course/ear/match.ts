/** Matching two sounds in loudness by ear: what is dealt, and how it is judged. */
import type { CheckResult } from '../types.ts';
import { pickIndex, seededRandom, seedOf, shuffled } from './random.ts';

/** The fader's travel; its figures are hidden, so its scale is only places. */
export const TRAVEL = 100;
/** dB from one place to the next. */
const DB_PER_PLACE = 0.3;
/** How far under its own level the fixed sound is played, so that the other can be too loud as well as too quiet. */
const ROOM_DB = 8;
/** The match lies away from the fader's ends, and the fader begins away from the match (places). */
const MATCH_FROM = 30;
const MATCH_TO = 70;
const START_AWAY = [18, 28] as const;

/** One round: A stays, B is moved. */
export interface MatchRound {
  /** Indices of the two sounds. */
  a: number;
  b: number;
  /** dB taken from A. */
  trimADb: number;
  /** Place where B's fader begins. */
  start: number;
  /** dB taken from B at a place; never above 0. */
  trimBDb: (place: number) => number;
}

/**
 * Deals a round. Two different sounds where there are two; the fader's scale is moved by chance, so that the eye
 * learns nothing from one round to the next.
 * @param lufs integrated loudness of each sound over what is played of it
 */
export function matchRound(seed: number, round: number, lufs: readonly number[]): MatchRound {
  const random = seededRandom(seedOf(seed, round));
  const order = shuffled(
    random,
    lufs.map((_, i) => i),
  );
  const a = order[0] as number;
  const b = order[1] ?? a;
  const target = Math.min(lufs[a] as number, lufs[b] as number) - ROOM_DB;
  const match = MATCH_FROM + pickIndex(random, MATCH_TO - MATCH_FROM + 1);
  const away = START_AWAY[0] + random() * (START_AWAY[1] - START_AWAY[0]);
  const start = Math.round(match + (random() < 0.5 ? -away : away));
  const needed = target - (lufs[b] as number);
  return {
    a,
    b,
    trimADb: target - (lufs[a] as number),
    start,
    trimBDb: (place) => Math.min(0, needed + (place - match) * DB_PER_PLACE),
  };
}

/** How much louder B is than A, in LU, with the fader at a place. */
export const differenceLu = (round: MatchRound, place: number, lufs: readonly number[]): number =>
  (lufs[round.b] as number) + round.trimBDb(place) - (lufs[round.a] as number) - round.trimADb;

/** How far off a round may be, LU: for the test, and for its stretch. */
export const WITHIN_LU = 1;
export const STRETCH_LU = 0.5;
/** Rounds of a test, and how many of them have to be met. */
export const ROUNDS = 4;
export const NEEDED = 3;

/** What is asked of a finished match, in the words of a check list. */
export const MATCH_ASKED = {
  within: { label: `Rounds within ${WITHIN_LU} LU: ${NEEDED} of ${ROUNDS}` },
  stretch: { label: `Rounds within ${STRETCH_LU} LU: ${NEEDED} of ${ROUNDS}`, further: true },
};

/** Judges a finished match by the differences in LU of its rounds. */
export function judgeMatch(differencesLu: readonly number[]): CheckResult[] {
  const count = (limit: number) => differencesLu.filter((lu) => Math.abs(lu) <= limit).length;
  const signed = differencesLu.reduce((sum, lu) => sum + lu, 0) / Math.max(1, differencesLu.length);
  const check = (id: keyof typeof MATCH_ASKED, limit: number, hint: string): CheckResult => {
    const value = count(limit);
    const verdict = value >= NEEDED ? 'met' : value === NEEDED - 1 ? 'close' : 'not-yet';
    return {
      check: id,
      label: MATCH_ASKED[id].label,
      value,
      unit: 'rounds',
      range: { atLeast: NEEDED },
      verdict,
      hint: verdict === 'met' ? null : hint,
    };
  };
  const habit =
    Math.abs(signed) < WITHIN_LU
      ? 'Switch more often, and stop at the place where you no longer know which one you hear.'
      : signed > 0
        ? 'You tend to leave B too loud. Come from above and stop when A and B trade places as the louder one.'
        : 'You tend to leave B too quiet. Go on until B is clearly too loud, then come back half way.';
  return [
    check('within', WITHIN_LU, habit),
    check('stretch', STRETCH_LU, 'Listen to one instrument in both, such as the snare, and match that.'),
  ];
}
