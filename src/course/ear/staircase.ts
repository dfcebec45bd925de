/**
 * How difficult the next question is. Transformed up–down method: H. Levitt, "Transformed up-down methods in
 * psychoacoustics", J. Acoust. Soc. Am. 49 (2B), 1971, 467–477. After two right answers in a row it gets harder, after
 * one wrong answer easier: so the questions settle where one is right in 70.7 % of them.
 */

/** What is known after some answers. `level` counts steps of difficulty, 0 the easiest. */
export interface Staircase {
  level: number;
  /** Right answers in a row since the level last changed. */
  streak: number;
  /** Which way it last moved; null before it moved. */
  towards: 'harder' | 'easier' | null;
  /** Levels at which the way turned. */
  reversals: number[];
}

/** Right answers in a row after which it becomes harder. */
export const RIGHT_IN_A_ROW = 2;
/** Share of right answers at which the rule neither rises nor falls: √½. */
export const SETTLES_AT = Math.SQRT1_2;

/** A staircase that begins at a level. */
export const startStaircase = (level = 0): Staircase => ({
  level,
  streak: 0,
  towards: null,
  reversals: [],
});

/** The staircase after one more answer. `hardest` is the last level there is. */
export function step(before: Staircase, right: boolean, hardest: number): Staircase {
  const streak = right ? before.streak + 1 : 0;
  if (right && streak < RIGHT_IN_A_ROW) return { ...before, streak };
  const towards = right ? 'harder' : 'easier';
  const level = Math.min(hardest, Math.max(0, before.level + (right ? 1 : -1)));
  const turned = before.towards !== null && before.towards !== towards;
  return {
    level,
    streak: 0,
    towards,
    reversals: turned ? [...before.reversals, before.level] : before.reversals,
  };
}

/** The staircase after a whole series of answers. */
export const climb = (answers: readonly boolean[], hardest: number, from = 0): Staircase =>
  answers.reduce((at, right) => step(at, right, hardest), startStaircase(from));

/**
 * Where the listener stands: the mean level of the last reversals (an even number of them, so that peaks and valleys
 * weigh alike); null before there are two.
 */
export function threshold({ reversals }: Staircase, last = 6): number | null {
  const count = Math.min(last, reversals.length) & ~1;
  if (count === 0) return null;
  const used = reversals.slice(-count);
  return used.reduce((sum, level) => sum + level, 0) / count;
}
