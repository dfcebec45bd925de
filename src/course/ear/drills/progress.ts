/** A series of drill answers: what comes next, how it went, and lesson 5's check. */
import type { CheckResult } from '../../types.ts';
import { climb, threshold } from '../staircase.ts';
import type { Staircase } from '../staircase.ts';

/** One answered question. */
export interface Answered {
  level: number;
  right: boolean;
  /** Id of the choice that was given. */
  given: string;
}

/** Kept as one word each: "3 1 500". */
export const writeAnswer = ({ level, right, given }: Answered): string =>
  `${level} ${right ? 1 : 0} ${given}`;

/** A kept answer; null for what is none. */
export function readAnswer(text: string): Answered | null {
  const match = /^(\d{1,2}) ([01]) (\S.*)$/.exec(text);
  return match ? { level: Number(match[1]), right: match[2] === '1', given: match[3] as string } : null;
}

export interface DrillState {
  staircase: Staircase;
  /** Level of the next question. */
  level: number;
  /** Mean level at the last turns of the staircase: where one is right in about seven of ten. */
  standsAt: number | null;
}

/** Where the staircase stands after these answers. */
export function drillState(answers: readonly Answered[], hardest: number): DrillState {
  const staircase = climb(
    answers.map(({ right }) => right),
    hardest,
  );
  return { staircase, level: staircase.level, standsAt: threshold(staircase) };
}

const FIRST = 10;
const NEEDED = 20;

const meanLevel = (answers: readonly Answered[]): number =>
  answers.length === 0 ? 0 : answers.reduce((sum, { level }) => sum + level, 0) / answers.length;

/** What a lesson asks of a series, as checks. */
export const DRILL_ASKED = {
  trials: { label: `${NEEDED} questions answered` },
  better: { label: 'Harder questions in the last ten than in your first ten' },
};

/** Twenty questions, and further up than in one's first ten. */
export function judgeDrill(answers: readonly Answered[]): CheckResult[] {
  const count = answers.length;
  const gain = count < NEEDED ? 0 : meanLevel(answers.slice(-FIRST)) - meanLevel(answers.slice(0, FIRST));
  return [
    {
      check: 'trials',
      label: DRILL_ASKED.trials.label,
      value: count,
      unit: 'questions',
      range: { atLeast: NEEDED },
      verdict: count >= NEEDED ? 'met' : count >= NEEDED - 3 ? 'close' : 'not-yet',
      hint: count >= NEEDED ? null : 'Go on: rest your ears when they get tired, and come back to it.',
    },
    {
      check: 'better',
      label: DRILL_ASKED.better.label,
      value: gain,
      unit: 'steps',
      range: { atLeast: 0.1 },
      verdict: gain >= 0.1 ? 'met' : count >= NEEDED && gain > -0.5 ? 'close' : 'not-yet',
      hint:
        gain >= 0.1
          ? null
          : 'Answer by what changed on one instrument: kick and bass down low, the voice in the middle, cymbals on top.',
    },
  ];
}
