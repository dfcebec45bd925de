/** Cases put to a tree of questions, judged by the outcome; the learner's own reason is kept and not judged. */
import type { CheckResult } from '../types.ts';

export interface Tree {
  start: string;
  questions: Record<string, { asks: string; answers: Record<string, { label: string; to: string }> }>;
  outcomes: Record<string, string>;
  atLeast: number;
  cases: Record<string, { says: string; accepts: Record<string, string>; otherwise: string }>;
}

/** Where the answers lead from the start: a question, or an outcome. */
export const follow = (tree: Tree, answers: readonly string[]): string =>
  answers.reduce((at, answer) => tree.questions[at]?.answers[answer]?.to ?? at, tree.start);

/** What was decided on a case; an answer is kept as "case outcome the learner's reason". */
export interface CaseAnswer {
  outcome: string;
  reason: string;
}

/** Longest reason kept, in characters. */
export const LONGEST_REASON = 140;

/** An answer as the device keeps it. */
export const writeCase = (name: string, { outcome, reason }: CaseAnswer): string =>
  `${name} ${outcome} ${reason.slice(0, LONGEST_REASON)}`.trim();

/** The last answer to each case, by its name. */
export function readCases(answers: readonly string[]): Record<string, CaseAnswer> {
  return Object.fromEntries(
    answers.map((text) => {
      const [name = '', outcome = '', ...words] = text.split(' ');
      return [name, { outcome, reason: words.join(' ') }];
    }),
  );
}

export const decidesLabel = ({ cases, atLeast }: Pick<Tree, 'cases' | 'atLeast'>): string =>
  `Decided for a good reason: ${atLeast} of ${Object.keys(cases).length}`;

/** Which cases are decided well, as checks. */
export function judgeDecisions(tree: Tree, decided: Readonly<Record<string, CaseAnswer>>): CheckResult {
  const value = Object.entries(tree.cases).filter(([name, { accepts }]) =>
    Object.hasOwn(accepts, decided[name]?.outcome ?? ''),
  ).length;
  const verdict = value >= tree.atLeast ? 'met' : value === tree.atLeast - 1 ? 'close' : 'not-yet';
  return {
    check: 'decided',
    label: decidesLabel(tree),
    value,
    unit: 'cases',
    range: { atLeast: tree.atLeast },
    verdict,
    hint:
      verdict === 'met'
        ? null
        : 'Ask first whether the mix is finished. Then what is at stake. Only then who has the ears for it.',
  };
}
