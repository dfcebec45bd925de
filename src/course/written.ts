/** All that a learner has written and predicted, as one text to keep. Pure. */

export type WrittenKind = 'note' | 'prediction';

/** A question that is answered in writing or by a prediction. */
export interface Asked {
  kind: WrittenKind;
  /** Under which its answer is kept: `06-eq/intent`. */
  name: string;
  question: string;
  /** Title of the lesson or page. */
  of: string;
}

/** An answer. */
export interface Written {
  kind: WrittenKind;
  name: string;
  text: string;
}

/** What was written elsewhere: beside an exercise, or to a question that is no longer asked. */
const ELSEWHERE = 'Beside exercises, and elsewhere';

/** Answers in the order of their questions, each under its own; null when there is none. */
export function writtenText(asked: readonly Asked[], written: readonly Written[]): string | null {
  const given = written.filter(({ text }) => text.trim() !== '');
  if (given.length === 0) return null;
  const parts: string[] = ['Headroom: what I wrote'];
  let under = '';
  const put = (of: string, question: string, { kind, text }: Written): void => {
    if (of !== under) parts.push(`${of}\n${'='.repeat(of.length)}`);
    under = of;
    parts.push(`${question}\n${kind === 'prediction' ? 'I predicted: ' : ''}${text.trim()}`);
  };
  for (const { kind, name, question, of } of asked) {
    const answer = given.find((each) => each.kind === kind && each.name === name);
    if (answer) put(of, question, answer);
  }
  for (const answer of given)
    if (!asked.some(({ kind, name }) => kind === answer.kind && name === answer.name))
      put(ELSEWHERE, answer.name, answer);
  return `${parts.join('\n\n')}\n`;
}
