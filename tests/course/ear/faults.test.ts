import { describe, expect, it } from 'vitest';
import { loadFaultyMixes } from '../../../src/course/content/faulty-mixes.ts';
import {
  dealFaults,
  faultyFile,
  FILES,
  judgeMarks,
  judgeQuality,
  readMark,
  WHOLE,
  writeMark,
} from '../../../src/course/ear/quality.ts';
import type { FileLetter, Mark } from '../../../src/course/ear/quality.ts';
import { seededRandom } from '../../../src/course/ear/random.ts';
import { dealMixes, judgeTriage, readDecided, writeDecided } from '../../../src/course/ear/triage.ts';
import type { Decided } from '../../../src/course/ear/triage.ts';
import { SEEDED_KINDS } from '../../../src/course/seeded/types.ts';
import type { Seeded } from '../../../src/course/seeded/types.ts';

const { mixes } = loadFaultyMixes();

describe('mixes that arrive', () => {
  it('are eight, two of them faultless, two or more to be mastered, none twice', () => {
    for (let seed = 0; seed < 200; seed++) {
      const dealt = dealMixes(seed, mixes);
      expect(dealt).toHaveLength(8);
      expect(new Set(dealt.map(({ id }) => id)).size).toBe(8);
      expect(dealt.filter(({ verdict }) => verdict === 'leave-alone')).toHaveLength(2);
      expect(dealt.filter(({ verdict }) => verdict === 'master').length).toBeGreaterThanOrEqual(2);
    }
    expect(dealMixes(3, mixes)).toEqual(dealMixes(3, mixes));
  });

  const dealt = dealMixes(1, mixes);
  const truth: Decided[] = dealt.map(({ verdict, reason }) => ({ decision: verdict, reason }));
  const verdictOf = (answers: Decided[]) => judgeTriage(dealt, answers)[0]!.verdict;

  it('need the right decision with the right reason, six times', () => {
    expect(verdictOf(truth)).toBe('met');
    const other = (i: number): Decided => ({ ...truth[i]!, reason: 'another' });
    expect(verdictOf(truth.map((answer, i) => (i < 2 ? other(i) : answer)))).toBe('met');
    expect(verdictOf(truth.map((answer, i) => (i < 4 ? other(i) : answer)))).toBe('close');
  });

  it('cannot be passed with one answer for all', () => {
    for (const decision of ['send-back', 'master', 'leave-alone'] as const) {
      for (const { reason } of mixes)
        expect(verdictOf(truth.map(() => ({ decision, reason })))).not.toBe('met');
    }
  });

  it('says when something faultless was treated', () => {
    const treated = truth.map(() => ({ decision: 'master', reason: 'dull' }) as const);
    expect(judgeTriage(dealt, treated)[0]!.hint).toContain('without a fault');
  });

  it('keeps a decision as it was', () => {
    expect(readDecided(writeDecided(truth[0]!))).toEqual(truth[0]);
    expect(readDecided('throw-away x')).toBeNull();
  });
});

const RATE = 48_000;
/** Ten seconds of something that rises and falls and dies away at the end, wider on the left. */
const sound = (() => {
  const random = seededRandom(5);
  const left = new Float32Array(10 * RATE);
  const right = new Float32Array(10 * RATE);
  for (let i = 0; i < left.length; i++) {
    const t = i / RATE;
    const level = 0.2 * (1.2 + Math.sin(2 * t)) * (t > 8 ? Math.exp(-(t - 8) * 4) : 1);
    left[i] = level * Math.sin(2 * Math.PI * 220 * t) + 0.02 * level * (random() - 0.5);
    right[i] = 0.6 * level * Math.sin(2 * Math.PI * 330 * t);
  }
  return { left, right };
})();

describe('quality control', () => {
  it('deals each of the six faults to one of three files', () => {
    for (let seed = 0; seed < 50; seed++) {
      const dealt = dealFaults(seed);
      expect(FILES.flatMap((file) => dealt[file]).sort()).toEqual([...SEEDED_KINDS].sort());
      for (const file of FILES) expect(dealt[file]).toHaveLength(2);
    }
  });

  it('puts two faults of one file apart, and changes the sound there', () => {
    for (let seed = 0; seed < 6; seed++) {
      const made = faultyFile(sound, ['click', 'dropout'], RATE, seed);
      const [a, b] = made.faults.toSorted((x, y) => x.fromS - y.fromS);
      expect(b!.fromS - a!.toS).toBeGreaterThan(1);
      for (const { fromS, toS } of made.faults) {
        const from = Math.floor(fromS * RATE);
        const to = Math.ceil(toS * RATE);
        let changed = 0;
        for (let i = from; i < to; i++)
          changed = Math.max(
            changed,
            Math.abs(made.left[i]! - sound.left[i]!),
            Math.abs(made.right[i]! - sound.right[i]!),
          );
        expect(changed).toBeGreaterThan(0.003);
      }
    }
    const whole = faultyFile(sound, ['swapped', 'cut-tail'], RATE, 1);
    expect(whole.left[RATE]).toBe(sound.right[RATE]);
    expect(whole.faults.map(({ kind }) => kind)).toEqual(['cut-tail', 'swapped']);
  });

  const seeded = (kind: Seeded['kind'], fromS: number, toS: number): Seeded => ({
    kind,
    fromS,
    toS,
    side: 'both',
    amount: 0,
    unit: '',
    says: kind,
  });
  const files: Record<FileLetter, Seeded[]> = {
    A: [seeded('click', 3, 3.01), seeded('dc', 0, 10)],
    B: [seeded('dropout', 5, 5.05), seeded('cut-tail', 9, 10)],
    C: [seeded('clip', 2, 4), seeded('swapped', 0, 10)],
  };
  const all: Mark[] = FILES.flatMap((file) =>
    files[file].map(({ kind, toS }) => ({ file, kind, atS: WHOLE.has(kind) ? null : toS + 0.6 })),
  );
  const verdicts = (marks: Mark[]) => judgeQuality(judgeMarks(files, marks)).map(({ verdict }) => verdict);

  it('asks for five of six with at most one false alarm', () => {
    expect(verdicts(all)).toEqual(['met', 'met']);
    expect(verdicts(all.slice(1))).toEqual(['met', 'met']);
    expect(verdicts(all.slice(2))).toEqual(['close', 'met']);
    expect(verdicts([])).toEqual(['not-yet', 'met']);
    const wrong: Mark = { file: 'A', kind: 'dropout', atS: 7 };
    expect(verdicts([...all, wrong])).toEqual(['met', 'met']);
    expect(verdicts([...all, wrong, { ...wrong, atS: 8 }, { ...wrong, atS: 1 }])).toEqual(['met', 'not-yet']);
  });

  it('does not take every mark everywhere', () => {
    const everything = FILES.flatMap((file) => SEEDED_KINDS.map((kind): Mark => ({ file, kind, atS: 3.5 })));
    expect(verdicts(everything)[1]).toBe('not-yet');
    expect(judgeMarks(files, [{ file: 'A', kind: 'click', atS: 4.5 }]).falseAlarms).toHaveLength(1);
    expect(judgeMarks(files, [{ file: 'B', kind: 'click', atS: 3.2 }]).falseAlarms).toHaveLength(1);
  });

  it('keeps marks as they were', () => {
    for (const mark of all)
      expect(readMark(writeMark(mark))).toEqual({ ...mark, atS: mark.atS && Number(mark.atS.toFixed(2)) });
    expect(readMark('D click 3')).toBeNull();
  });
});
