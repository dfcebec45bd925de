/** What a check says in words: asked range, measured value, mark. Pure. */
import type { CheckResult, Range, Verdict } from '../../../course/types.ts';
import { formatNumber } from '../../../dsp/core/params.ts';
import type { Unit } from '../../../dsp/core/params.ts';

/** A verdict as a mark, and in words beside it. */
export const MARKS: Record<Verdict, { mark: string; word: string }> = {
  met: { mark: '✓', word: 'met' },
  close: { mark: '◐', word: 'close' },
  'not-yet': { mark: '○', word: 'not yet' },
};

/** Before anything was measured. */
export const UNMEASURED = { mark: '○', word: 'not yet measured' } as const;

/** A share, 0 to 1, in percent; with a decimal where it has one, so that a limit reads as it is judged. */
const percent = (share: number): string => (share * 100).toFixed(1).replace(/\.0$/, '').replace('-', '−');

/** Decimals of what is not written with one: things that are counted, and short times. */
const DECIMALS: Readonly<Record<string, number>> = {
  bit: 0,
  samples: 0,
  files: 0,
  rounds: 0,
  jobs: 0,
  cases: 0,
  mixes: 0,
  faults: 0,
  questions: 0,
  groups: 0,
  reverbs: 0,
  senders: 0,
  paths: 0,
  sections: 0,
  moves: 0,
  s: 2,
};

/** One of them is written in the singular. */
const COUNTED = new Set(Object.keys(DECIMALS).filter((unit) => unit !== 'bit' && unit !== 's'));

const write = (value: number, unit: string, more = 0) =>
  formatNumber(value, unit as Unit, (DECIMALS[unit] ?? 1) + more);

/** A measured value with its unit; `more` decimals than usual. */
export function writeValue(value: number, unit: string, more = 0): string {
  if (unit === 'share') return `${percent(value)} %`;
  const { figure, unit: written } = write(value, unit, more);
  const shown = value === 1 && COUNTED.has(unit) ? written.slice(0, -1) : written;
  return shown ? `${figure} ${shown}` : figure;
}

/**
 * A result's value, or the word for one that has no end. One that misses by so little that it would read as its limit
 * gets a decimal more.
 */
export function writeMeasured({ value, unit, word, range, verdict }: CheckResult): string {
  if (word !== undefined) return word;
  const text = writeValue(value, unit);
  const missed =
    verdict !== 'met' &&
    [range.atLeast, range.atMost].some((limit) => limit !== undefined && writeValue(limit, unit) === text);
  return missed ? writeValue(value, unit, 1) : text;
}

/** "at most 1.5 dB", "3.0 to 5.0 LU"; a decimal more where a limit needs it, to read as it is judged: "at most 0.75 dB". */
export function writeRange(range: Range, unit: string): string {
  const { atLeast, atMost } = range;
  const usual = DECIMALS[unit] ?? 1;
  const more = Number(
    [atLeast, atMost].some((limit) => limit !== undefined && +limit.toFixed(usual) !== limit),
  );
  if (atLeast !== undefined && atMost !== undefined) {
    if (atLeast === atMost) return writeValue(atMost, unit, more);
    const low = unit === 'share' ? percent(atLeast) : write(atLeast, unit, more).figure;
    return `${low} to ${writeValue(atMost, unit, more)}`;
  }
  if (atMost !== undefined) return `at most ${writeValue(atMost, unit, more)}`;
  if (atLeast !== undefined) return `at least ${writeValue(atLeast, unit, more)}`;
  return 'any';
}
