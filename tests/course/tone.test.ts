import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/checks/judge.ts';
import type { References } from '../../src/course/checks/kind.ts';
import type { Check, Exercise } from '../../src/course/types.ts';
import type { OfflineRenderer } from '../../src/engine/facade.ts';
import type { Json, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const references: References = { sections: [], durationS: 4, clean: {} };
const base = { label: 'x', hint: 'h', passage: { fromS: 0, toS: 2 } } as const;

/** Octave tones; the equaliser's output has the upper half of them changed. */
function tones(upperDb: number, wholeDb: number): Float32Array {
  const out = new Float32Array(2 * RATE);
  for (const hz of [63, 125, 250, 500, 1000, 2000, 4000, 8000]) {
    const gain = 0.05 * 10 ** ((wholeDb + (hz >= 1000 ? upperDb : 0)) / 20);
    for (let i = 0; i < out.length; i++) out[i]! += gain * Math.sin((2 * Math.PI * hz * i) / RATE);
  }
  return out;
}

async function value(check: Check, session: Session, upperDb = 0, wholeDb = 0): Promise<number> {
  const render: OfflineRenderer['render'] = async ({ taps }) => ({
    sampleRate: RATE,
    taps: Object.fromEntries(
      Object.entries(taps).map(([name, tap]) => {
        const clean = tap.kind === 'insert' && tap.side === 'in';
        const sound = clean ? tones(0, 0) : tones(upperDb, wholeDb);
        return [name, { left: sound, right: sound }];
      }),
    ),
  });
  const exercise = {
    owns: [],
    pins: {},
    start: {},
    solutions: [],
    traps: {},
    checks: { it: check },
  } as Exercise;
  return (await judge(exercise, session, session, references, render))[0]!.value;
}

const withEq = (values: Record<string, Json>): Session =>
  applyPatch(small(), {
    'master/inserts': ['eq'],
    'master/eq': { effect: 'eq', v: 1, on: true, values },
  }).session;

describe('tone-distance', () => {
  const check: Check = {
    ...base,
    kind: 'tone-distance',
    strip: 'master',
    insert: 'eq',
    from: { strip: 'master', insert: 'eq' },
    atMost: 0.75,
  };

  it('is nothing for the same tone, at any level', async () => {
    expect(await value(check, withEq({}))).toBeLessThan(0.01);
    expect(await value(check, withEq({}), 0, -6)).toBeLessThan(0.01);
  });

  it('is the rms over octaves: half of them 4 dB up are 2 dB from their mean', async () => {
    expect(await value(check, withEq({}), 4)).toBeCloseTo(2, 1);
  });
});

describe('eq-moves', () => {
  const check = { ...base, kind: 'eq-moves', strip: 'master', insert: 'eq', atMost: 3 } as const;
  const session = withEq({
    'low.gainDb': -2.5,
    'mid.gainDb': 1.5,
    'mid.q': 0.6,
    'high.gainDb': 2,
    'high.on': false,
    'highPass.on': true,
  });

  it('counts what does something', async () => {
    expect(await value({ ...check, figure: 'count' }, session)).toBe(3);
    expect(await value({ ...check, figure: 'largest' }, session)).toBe(2.5);
    expect(await value({ ...check, figure: 'narrowest' }, session)).toBe(0.6);
    expect(await value({ ...check, figure: 'count' }, small())).toBe(0);
  });

  it('takes a notch for a move without a bottom, and one that is off for none', async () => {
    const notch = withEq({ 'mid.shape': 'notch', 'mid.q': 4 });
    expect(await value({ ...check, figure: 'narrowest' }, notch)).toBe(4);
    const off = applyPatch(notch, { 'master/eq.on': false }).session;
    expect(await value({ ...check, figure: 'count' }, off)).toBe(0);
  });
});
