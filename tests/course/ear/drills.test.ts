import { describe, expect, it } from 'vitest';
import { DRILLS } from '../../../src/course/ear/drills/registry.ts';
import { BAND_SETS } from '../../../src/course/ear/drills/bands.ts';
import { drillState, judgeDrill, readAnswer, writeAnswer } from '../../../src/course/ear/drills/progress.ts';
import { seededRandom } from '../../../src/course/ear/random.ts';
import { legal } from '../../../src/dsp/core/params.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';

describe.each(DRILLS.map((drill) => [drill.id, drill] as const))('drill %s', (_id, drill) => {
  it('asks what can be answered, with values that the effects take as they are', () => {
    for (let level = 0; level < drill.levels.length; level++) {
      const answers = new Set<string>();
      for (let seed = 0; seed < 120; seed++) {
        const question = drill.question(seededRandom(seed), level);
        const ids = question.choices.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toContain(question.answer);
        answers.add(question.answer);
        for (const { effect, values } of question.chains.flat()) {
          const params = effectById(effect)!.params as Record<string, Parameters<typeof legal>[0]>;
          for (const [id, value] of Object.entries(values)) {
            expect(params[id], `${effect} ${id}`).toBeDefined();
            expect(legal(params[id]!, value), `${effect} ${id}`).toBe(value);
          }
        }
        expect(question.truth).not.toBe('');
        // A clue is a sentence of its own, after the one that says what was done.
        expect(question.listenFor).toMatch(/^[A-Z].*\.$/);
        expect(question.listenFor).not.toContain('undefined');
      }
      // No answer can be ruled out.
      const { choices } = drill.question(seededRandom(0), level);
      expect(answers.size, drill.levels[level]).toBe(choices.length);
    }
  });

  it('is dealt from its seed', () => {
    expect(drill.question(seededRandom(5), 1)).toEqual(drill.question(seededRandom(5), 1));
  });
});

describe('bands', () => {
  it('asks four bands, then six, then eight; boosts before cuts; 12 dB down to 6', () => {
    const { levels } = DRILLS[0]!;
    expect(BAND_SETS.map(({ freqsHz }) => freqsHz.length)).toEqual([4, 6, 8]);
    expect(levels.slice(0, 6)).toEqual([
      '4 bands, boosts of 12 dB',
      '4 bands, boosts of 9 dB',
      '4 bands, boosts of 6 dB',
      '4 bands, cuts of 12 dB',
      '4 bands, cuts of 9 dB',
      '4 bands, cuts of 6 dB',
    ]);
    expect(levels.at(-1)).toBe('8 bands, cuts of 6 dB');
  });
});

describe('a series of answers', () => {
  const series = (...levels: number[]) => levels.map((level) => ({ level, right: true, given: '500' }));

  it('is kept and read again', () => {
    const answer = { level: 12, right: false, given: '3150' };
    expect(readAnswer(writeAnswer(answer))).toEqual(answer);
    expect(readAnswer('nonsense')).toBeNull();
  });

  it('gives the next level by the staircase', () => {
    expect(drillState(series(0, 0), 17).level).toBe(1);
    expect(drillState([...series(0, 0), { level: 1, right: false, given: 'x' }], 17).level).toBe(0);
  });

  it('asks for twenty, and for more than the first ten', () => {
    const first = series(0, 0, 0, 0, 1, 1, 1, 1, 2, 2);
    const verdicts = (...more: number[]) =>
      judgeDrill([...first, ...series(...more)]).map(({ verdict }) => verdict);
    expect(verdicts()).toEqual(['not-yet', 'not-yet']);
    expect(verdicts(2, 2, 3, 3, 3, 3, 3, 3, 3, 3)).toEqual(['met', 'met']);
    expect(verdicts(0, 0, 0, 0, 1, 1, 1, 1, 2, 2)).toEqual(['met', 'close']);
    expect(verdicts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).toEqual(['met', 'not-yet']);
  });
});
