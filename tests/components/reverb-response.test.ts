/** What the reverb's picture shows is what the reverb does. */
import { describe, expect, it } from 'vitest';
import {
  decayTimesS,
  lateDb,
  lateFromMs,
  reflections,
  returnDb,
  WINDOW_S,
} from '../../src/components/cells/Reverb/response.ts';
import { defaults } from '../../src/dsp/core/params.ts';
import { reverb } from '../../src/dsp/effects/reverb/reverb.ts';
import { reverbSpec } from '../../src/dsp/effects/reverb/spec.ts';
import type { ReverbValues } from '../../src/dsp/effects/reverb/spec.ts';

const RATE = 48_000;
const OPEN: ReverbValues = {
  ...defaults(reverbSpec.params),
  highPassHz: 20,
  lowPassHz: 20_000,
  dampingHz: 20_000,
};

/** The processor's answer to a click in both channels. */
function answer(values: ReverbValues, seconds: number): { left: Float32Array; right: Float32Array } {
  const processor = reverb.create(RATE);
  processor.set(values, false);
  const io = { left: new Float32Array(seconds * RATE), right: new Float32Array(seconds * RATE) };
  io.left[0] = io.right[0] = 1;
  processor.process(io, io.left.length, null);
  return io;
}

const energyDb = (x: Float32Array, fromS: number, toS: number): number =>
  10 *
  Math.log10(x.subarray(Math.round(fromS * RATE), Math.round(toS * RATE)).reduce((sum, v) => sum + v * v, 0));

describe('the reverb’s picture', () => {
  it.each(['room', 'plate', 'hall'] as const)(
    '%s: the late level is that of the processor within 2 dB',
    (algorithm) => {
      const values = { ...OPEN, algorithm, earlyDb: -40, decayS: 1.5, predelayMs: 20 };
      const { left, right } = answer(values, 1);
      for (const fromS of [0.25, 0.5]) {
        const lengthS = 0.2;
        const windows = 10 * Math.log10(lengthS / WINDOW_S);
        for (const x of [left, right]) {
          const measured = energyDb(x, fromS, fromS + lengthS) - windows;
          expect(Math.abs(measured - lateDb(values, (fromS + lengthS / 2) * 1000))).toBeLessThan(2);
        }
      }
    },
  );

  it('reflections come when and as strong as they are drawn', () => {
    const values = { ...OPEN, algorithm: 'room' as const, predelayMs: 30, earlyDb: 0, sizePct: 50 };
    const { left } = answer(values, 0.1);
    const drawn = reflections(values).filter(({ side }) => side === 'left');
    const at = (atMs: number): number => Math.round((atMs / 1000) * RATE);
    expect(Math.max(...left.subarray(0, at(drawn[0]!.atMs) - 2).map(Math.abs))).toBeLessThan(0.01);
    // The filters on the return stand open, but take of every click what lies above 20 kHz: about 1 dB of its energy.
    const lost = drawn.slice(0, 3).map(({ atMs, levelDb }) => {
      const n = at(atMs);
      return levelDb - energyDb(left, (n - 20) / RATE, (n + 20) / RATE);
    });
    for (const db of lost) expect(Math.abs(db - 1)).toBeLessThan(0.3);
    expect(lateFromMs(values)).toBeGreaterThan(values.predelayMs);
  });

  it('decays as long as asked well below the damping, half as long there', () => {
    const values = { ...OPEN, algorithm: 'hall' as const, decayS: 2.4, dampingHz: 4000 };
    const [low, fifth, damped] = decayTimesS(values, [100, 800, 4000]) as [number, number, number];
    expect(low / 2.4).toBeGreaterThan(0.97);
    expect(low / 2.4).toBeLessThan(1.06);
    expect(fifth).toBeCloseTo(2.4, 1);
    expect(damped).toBeCloseTo(1.2, 1);
  });

  it('the filters on the return take away 3 dB at their corners', () => {
    const [low, mid, high] = returnDb({ highPassHz: 200, lowPassHz: 8000 }, [200, 1200, 8000]) as [
      number,
      number,
      number,
    ];
    expect(low).toBeCloseTo(-3, 0);
    expect(mid).toBeCloseTo(0, 0);
    expect(high).toBeCloseTo(-3, 0);
  });
});
