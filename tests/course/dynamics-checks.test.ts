/** Checks of dynamics: evenness, hits, sibilants, on sounds whose figures are known. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/checks/judge.ts';
import type { References } from '../../src/course/checks/kind.ts';
import type { Check, Exercise } from '../../src/course/types.ts';
import type { OfflineRenderer } from '../../src/engine/facade.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const references: References = { sections: [], durationS: 12, clean: {} };
const base = { label: 'x', hint: 'x', passage: { fromS: 2, toS: 10 }, atMost: 0 } as const;
const db = (x: number): number => 10 ** (x / 20);
type Sound = (atS: number) => number;

/** The value of a check when the learner's session sounds like `now` and the start like `before`. */
async function measured(
  check: Check,
  before: Sound,
  now: Sound = before,
  session = small(),
): Promise<number> {
  const start = applyPatch(session, {}).session;
  const learner = applyPatch(session, { 'vox.gainDb': -6 }).session;
  const render: OfflineRenderer['render'] = async ({ session: of, fromS, toS, taps }) => {
    const sound = of === start ? before : now;
    const x = Float32Array.from({ length: Math.round((toS - fromS) * RATE) }, (_, i) =>
      sound(fromS + i / RATE),
    );
    return {
      sampleRate: RATE,
      taps: Object.fromEntries(Object.keys(taps).map((name) => [name, { left: x, right: x }])),
    };
  };
  const exercise: Exercise = {
    owns: [],
    pins: {},
    start: {},
    solutions: [],
    traps: {},
    checks: { it: check },
  };
  const [result] = await judge(exercise, learner, start, references, render);
  return result?.value ?? NaN;
}

const tone =
  (hz: number): Sound =>
  (atS) =>
    Math.sin(2 * Math.PI * hz * atS);

describe('evenness', () => {
  /** Lines of two seconds: loud, `softDb` lower, loud …, each followed by a second at `gapDb`. */
  const lines =
    (softDb: number, gapDb: number): Sound =>
    (atS) =>
      atS % 3 < 2
        ? 0.3 * db(Math.floor(atS / 3) % 2 === 0 ? 0 : softDb) * tone(400)(atS)
        : 0.3 * db(gapDb) * tone(400)(atS);
  const span: Check = { ...base, kind: 'loudness-span', of: 'vox', relative: true };

  it('a span of 10 LU made 6 is 4 less, whatever the gaps do', async () => {
    expect(await measured(span, lines(-10, -60), lines(-6, -60))).toBeCloseTo(-4, 0);
    expect(await measured(span, lines(-10, -60), lines(-6, -30))).toBeCloseTo(-4, 0);
    expect(await measured({ ...span, relative: false }, lines(-10, -60))).toBeGreaterThan(9);
  });

  it('a fader changes neither the span nor the gaps', async () => {
    const quieter: Sound = (atS) => 0.5 * lines(-10, -40)(atS);
    expect(await measured(span, lines(-10, -40), quieter)).toBeCloseTo(0, 1);
    expect(await measured({ ...base, kind: 'gap-level', of: 'vox' }, lines(-10, -40), quieter)).toBeCloseTo(
      0,
      1,
    );
  });

  it('gaps that come up by 5 dB are 5 LU nearer', async () => {
    const gap: Check = { ...base, kind: 'gap-level', of: 'vox' };
    expect(await measured(gap, lines(0, -40), lines(0, -35))).toBeCloseTo(5, 0);
  });

  it('where nothing pauses nothing comes up', async () => {
    expect(
      await measured({ ...base, kind: 'gap-level', of: 'vox' }, tone(300), (t) => 0.5 * tone(300)(t)),
    ).toBe(0);
  });
});

describe('hits', () => {
  /** A strike each half second: ten milliseconds at one level, the body at another. */
  const drum =
    (headDb: number, bodyDb: number): Sound =>
    (atS) => {
      const t = atS % 0.5;
      const level = t < 0.01 ? db(headDb) : t < 0.15 ? db(bodyDb) : 0.0001;
      return 0.5 * level * tone(200)(atS);
    };
  const body: Check = { ...base, kind: 'hit-level', of: 'vox', windowMs: [30, 150], againstMs: [0, 10] };
  const head: Check = { ...base, kind: 'hit-level', of: 'vox', windowMs: [0, 10] };

  it('tell the body from the head', async () => {
    expect(await measured(body, drum(0, -12), drum(0, -9))).toBeCloseTo(3, 1);
    expect(await measured(body, drum(0, -12), drum(-2, -12))).toBeCloseTo(2, 1);
    expect(await measured(head, drum(0, -12), drum(-2, -12))).toBeCloseTo(-2, 1);
    expect(await measured(head, drum(0, -12), drum(0, -9))).toBeCloseTo(0, 1);
  });

  it('crest at the beats falls by what is shaved off the head', async () => {
    // At 120 bpm a beat is half a second.
    const at120 = applyPatch(small(), { 'session.bpm': 120 }).session;
    const crest: Check = { ...base, kind: 'beat-crest', of: 'vox' };
    expect(await measured(crest, drum(0, -12), drum(0, -12), at120)).toBe(0);
    const shaved = await measured(crest, drum(0, -12), drum(-3, -12), at120);
    expect(shaved).toBeLessThan(-1.5);
    expect(shaved).toBeGreaterThan(-3.1);
  });
});

describe('gain that comes back', () => {
  const check: Check = { ...base, kind: 'reduction-rest', strip: 'bass', insert: 'comp' };
  const compressor = (releaseMs: number): Session =>
    applyPatch(small(), {
      'session.bpm': 120,
      'bass/comp/thresholdDb': -20,
      'bass/comp/attackMs': 1,
      'bass/comp/releaseMs': releaseMs,
    }).session;
  /** A tenth of a second loud at each beat. */
  const pulses: Sound = (atS) => (atS % 0.5 < 0.1 ? 0.5 : 0.01) * tone(300)(atS);

  it('a short release rests between beats, a long one does not', async () => {
    expect(await measured(check, pulses, pulses, compressor(50))).toBeLessThan(0.2);
    expect(await measured(check, pulses, pulses, compressor(800))).toBeGreaterThan(3);
  });

  it('swings within a beat as far as it comes back', async () => {
    const swing: Check = { ...check, kind: 'reduction-swing' };
    // The pulses lie 14 dB over the threshold: at 4 to 1 that is 10.5 dB, less the knee's rounding.
    const quick = await measured(swing, pulses, pulses, compressor(50));
    expect(quick).toBeGreaterThan(9);
    expect(quick).toBeLessThan(10.6);
    expect(await measured(swing, pulses, pulses, compressor(2500))).toBeLessThan(quick / 2);
  });

  it('an insert that is off rests', async () => {
    const off = applyPatch(compressor(800), { 'bass/comp.on': false }).session;
    expect(await measured(check, pulses, pulses, off)).toBe(0);
  });
});

describe('sibilants', () => {
  /** Vowels and sibilants in turn, 200 ms each; the vowels hold a little of the top as well. */
  const voice =
    (sDb: number, vowelDb: number, topDb = 0): Sound =>
    (atS) =>
      atS % 0.4 < 0.2
        ? 0.3 * db(vowelDb) * tone(500)(atS) + 0.01 * db(topDb) * tone(6500)(atS)
        : 0.2 * db(sDb) * tone(7000)(atS);
  const of = (moments: 'sibilants' | 'vowels', bandHz: [number, number]): Check => ({
    ...base,
    kind: 'sibilant-level',
    of: 'vox',
    moments,
    bandHz,
  });

  it('are measured apart from the vowels', async () => {
    expect(await measured(of('sibilants', [5000, 9000]), voice(0, 0), voice(-5, 0))).toBeCloseTo(-5, 1);
    expect(await measured(of('vowels', [100, 9000]), voice(0, 0), voice(-5, 0))).toBeCloseTo(0, 1);
    expect(await measured(of('vowels', [100, 9000]), voice(0, 0), voice(0, -3))).toBeCloseTo(-3, 1);
  });

  it('an equaliser shows in the top of the vowels', async () => {
    expect(await measured(of('vowels', [5000, 9000]), voice(0, 0), voice(-5, 0, -5))).toBeCloseTo(-5, 0);
  });
});
