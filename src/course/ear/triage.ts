/** What is done with a mix that arrives at mastering: how mixes are dealt, and how the decisions are judged. */
import type { CheckResult, Passage } from '../types.ts';
import type { Patch } from '../../session/document.ts';
import { seededRandom, seedOf, shuffled } from './random.ts';

/** What can be done with a mix that arrives. */
export const DECISIONS = {
  'send-back': 'Send it back to the mixer',
  master: 'Master it',
  'leave-alone': 'Leave it alone: only a level',
} as const;
export type Decision = keyof typeof DECISIONS;

/** A mix to be judged, as the page knows it. */
export interface ArrivedMix {
  id: string;
  song: string;
  base: string;
  patch: Patch;
  /** Key of the reasons. */
  reason: string;
  verdict: Decision;
  passage: Passage;
  says: string;
}

/** Mixes of a test, those among them without a fault, and how many have to be right. */
export const DEALT = 8;
export const FAULTLESS = 2;
export const NEEDED = 6;
/** Mixes that mastering mends, at least: else sending all back would do. */
const TO_MASTER = 2;

/** Eight of them in any order, two of them faultless. */
export function dealMixes(seed: number, mixes: readonly ArrivedMix[]): ArrivedMix[] {
  const random = seededRandom(seedOf(seed, 0));
  const of = (verdict: Decision) =>
    shuffled(
      random,
      mixes.filter((mix) => mix.verdict === verdict),
    );
  const good = of('leave-alone').slice(0, FAULTLESS);
  const mend = of('master');
  const back = of('send-back');
  const first = mend.slice(0, TO_MASTER);
  const more = shuffled(random, [...back, ...mend.slice(TO_MASTER)]).slice(
    0,
    DEALT - good.length - first.length,
  );
  return shuffled(random, [...good, ...first, ...more]);
}

/** An answer: the decision and the reason, kept as "send-back vocal-buried". */
export interface Decided {
  decision: Decision;
  reason: string;
}

/** A decision as the device keeps it. */
export const writeDecided = ({ decision, reason }: Decided): string => `${decision} ${reason}`;

/** A kept decision; null for what is none. */
export function readDecided(text: string): Decided | null {
  const [decision = '', reason = ''] = text.split(' ');
  return Object.hasOwn(DECISIONS, decision) && reason !== ''
    ? { decision: decision as Decision, reason }
    : null;
}

export type TriageVerdict = 'right' | 'wrong-reason' | 'wrong';

/** How right a decision is. */
export const judgeOne = (mix: ArrivedMix, { decision, reason }: Decided): TriageVerdict =>
  decision !== mix.verdict ? 'wrong' : reason === mix.reason ? 'right' : 'wrong-reason';

/** What is asked, as checks. */
export const TRIAGE_ASKED = {
  decided: { label: `Decided rightly, with the right reason: ${NEEDED} of ${DEALT}` },
};

/** Verdicts of a test. */
export function judgeTriage(dealt: readonly ArrivedMix[], answers: readonly Decided[]): CheckResult[] {
  const verdicts = answers.map((answer, i) => judgeOne(dealt[i] as ArrivedMix, answer));
  const value = verdicts.filter((verdict) => verdict === 'right').length;
  const halves = verdicts.filter((verdict) => verdict === 'wrong-reason').length;
  const overdone = answers.some(
    ({ decision }, i) => dealt[i]?.verdict === 'leave-alone' && decision !== 'leave-alone',
  );
  const verdict =
    value >= NEEDED ? 'met' : value + halves >= NEEDED || value === NEEDED - 1 ? 'close' : 'not-yet';
  return [
    {
      check: 'decided',
      label: TRIAGE_ASKED.decided.label,
      value,
      unit: 'cases',
      range: { atLeast: NEEDED },
      verdict,
      hint:
        verdict === 'met'
          ? null
          : overdone
            ? 'A mix without a fault was treated. Before you reach for a tool, ask what would be missing if you did nothing.'
            : 'Ask first: is it one part, or is it everything? One part goes back. Everything can be mastered.',
    },
  ];
}
