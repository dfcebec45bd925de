import { describe, expect, it } from 'vitest';
import { loadDecisions } from '../../src/course/content/decisions.ts';
import { follow, judgeDecisions, readCases, writeCase } from '../../src/course/ear/deciding.ts';

const tree = loadDecisions();

/** Every way through the tree. */
function ways(at = tree.start, answers: string[] = []): { answers: string[]; outcome: string }[] {
  const question = tree.questions[at];
  if (!question) return [{ answers, outcome: at }];
  return Object.entries(question.answers).flatMap(([id, { to }]) => ways(to, [...answers, id]));
}

describe('the tree of decisions', () => {
  it('ends in every outcome, in four questions or fewer', () => {
    expect(new Set(ways().map(({ outcome }) => outcome))).toEqual(new Set(Object.keys(tree.outcomes)));
    for (const { answers, outcome } of ways()) {
      expect(answers.length).toBeLessThanOrEqual(4);
      expect(follow(tree, answers)).toBe(outcome);
    }
  });

  it('has eight cases, none of which takes everything', () => {
    expect(Object.keys(tree.cases)).toHaveLength(8);
    for (const { accepts } of Object.values(tree.cases)) {
      expect(Object.keys(accepts).length).toBeGreaterThan(0);
      expect(Object.keys(accepts).length).toBeLessThan(3);
    }
  });

  it('cannot be passed with one outcome for all cases', () => {
    for (const outcome of Object.keys(tree.outcomes)) {
      const all = Object.fromEntries(Object.keys(tree.cases).map((name) => [name, { outcome, reason: '' }]));
      expect(judgeDecisions(tree, all).verdict).toBe('not-yet');
    }
  });

  it('asks for six of eight', () => {
    const names = Object.keys(tree.cases);
    const with_ = (wrong: number) =>
      Object.fromEntries(
        names.map((name, i) => [name, { outcome: i < wrong ? '' : Object.keys(tree.cases[name]!.accepts)[0]!, reason: '' }]),
      );
    expect(judgeDecisions(tree, with_(2)).verdict).toBe('met');
    expect(judgeDecisions(tree, with_(3)).verdict).toBe('close');
    expect(judgeDecisions(tree, with_(4))).toMatchObject({ verdict: 'not-yet', value: 4 });
  });

  it('keeps decisions with the learner’s own reason', () => {
    const kept = writeCase('demo-tonight', { outcome: 'self', reason: 'I like to do it' });
    expect(readCases([kept])).toEqual({ 'demo-tonight': { outcome: 'self', reason: 'I like to do it' } });
    expect(writeCase('x', { outcome: 'self', reason: 'a'.repeat(500) }).length).toBeLessThan(200);
  });
});
