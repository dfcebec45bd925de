import { describe, expect, it } from 'vitest';
import {
  ANALYSER_QUESTIONS,
  analyserQuestion,
  analyserResult,
  falseOne,
  shownChain,
} from '../../../src/course/ear/drills/analyser.ts';

const seeds = Array.from({ length: 80 }, (_, i) => i * 7919);
const questions = (seed: number) =>
  Array.from({ length: ANALYSER_QUESTIONS }, (_, n) => analyserQuestion(seed, n));

describe('the round with a false analyser', () => {
  it('is wrong exactly once, never in the first question', () => {
    for (const seed of seeds) {
      expect(questions(seed).filter((q) => q.false)).toHaveLength(1);
      expect(falseOne(seed)).toBeGreaterThan(0);
      for (const q of questions(seed)) {
        const same = JSON.stringify(shownChain(q)) === JSON.stringify(q.question.chains[1]);
        expect(same).toBe(!q.false);
      }
    }
    expect(new Set(seeds.map(falseOne)).size).toBe(ANALYSER_QUESTIONS - 1);
  });

  it('tells the ears from the eyes', () => {
    for (const seed of seeds) {
      const truth = questions(seed).map(({ question }) => question.answer);
      expect(analyserResult(seed, truth)).toMatchObject({ followed: 'ears', rightWithTrue: 4 });
      const seen = questions(seed).map(({ question, shown }) => question.choices[shown]!.id);
      expect(analyserResult(seed, seen)).toMatchObject({ followed: 'eyes', rightWithTrue: 4 });
      const at = falseOne(seed);
      const neither = truth.map((answer, n) =>
        n === at
          ? analyserQuestion(seed, n).question.choices.find(({ id }) => id !== answer && id !== seen[n])!.id
          : answer,
      );
      expect(analyserResult(seed, neither).followed).toBe('neither');
    }
  });
});
