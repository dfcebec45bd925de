import { describe, expect, it } from 'vitest';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, prepared, render, run, sine, stereo, valuesOf } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('multiband') as AnyEffect;
const RATE = 48_000;
/** No band compresses. */
const OPEN = Object.fromEntries(['low', 'lowMid', 'highMid', 'high'].map((b) => [`${b}.ratio`, 1]));

function responseDb(over: AnyValues, rate: number, freqs: number[]): number[] {
  const impulse = stereo(16_384);
  impulse.left[0] = impulse.right[0] = 1;
  const out = render(effect, rate, over, impulse).left;
  return freqs.map((f) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < out.length; i++) {
      re += out[i] * Math.cos((2 * Math.PI * f * i) / rate);
      im += out[i] * Math.sin((2 * Math.PI * f * i) / rate);
    }
    return db(Math.hypot(re, im));
  });
}
const FREQS = [30, 60, 120, 150, 250, 500, 900, 1500, 2500, 4500, 7000, 12_000, 18_000];

describe('multiband', () => {
  it.each([44_100, 48_000, 96_000])(
    'sums flat within 0.01 dB with three and four bands, at %i Hz',
    (rate) => {
      for (const bands of ['3', '4']) {
        const crossovers: Record<string, number>[] = [
          {},
          { lowHz: 500, midHz: 200, highHz: 1500 },
          { lowHz: 40, midHz: 4000, highHz: 16_000 },
        ];
        for (const over of crossovers) {
          for (const level of responseDb({ ...OPEN, ...over, bands }, rate, FREQS))
            expect(Math.abs(level)).toBeLessThan(0.01);
        }
      }
    },
  );

  it('splits where the crossovers are, 24 dB per octave', () => {
    const over = { ...OPEN, bands: '4', 'low.gainDb': -24, 'lowMid.gainDb': -24, 'highMid.gainDb': -24 };
    const [at, octaveBelow, above] = responseDb({ ...over, highHz: 4000 }, RATE, [4000, 2000, 16_000]);
    // Half amplitude, with a little of the lowered bands.
    expect(at).toBeGreaterThan(-6.1);
    expect(at).toBeLessThan(-5);
    expect(octaveBelow).toBeLessThan(-18);
    expect(Math.abs(above)).toBeLessThan(0.1);
  });

  it.each([
    ['low', 25],
    ['lowMid', 283],
    ['highMid', 2190],
    ['high', 17_000],
  ] as const)('%s: compresses its own band by the curve, and no other', (band, freq) => {
    const over = {
      ...OPEN,
      bands: '4',
      lowHz: 100,
      midHz: 800,
      highHz: 6000,
      kneeDb: 0,
      [`${band}.thresholdDb`]: -18,
      [`${band}.ratio`]: 2,
    };
    const level = (f: number): number =>
      db(
        amplitudeAt(render(effect, RATE, over, sine(RATE, f, RATE, 0.25)).left, f, RATE, RATE / 2, RATE) /
          0.25,
      );
    // A little of the tone is in the bands beside it, 36 dB down and not compressed.
    expect(Math.abs(level(freq) - -0.5 * (18 + db(0.25)))).toBeLessThan(0.5);
    for (const other of [25, 283, 2190, 17_000])
      if (other !== freq) expect(Math.abs(level(other))).toBeLessThan(0.1);
  });

  it('with three bands the middle is one, from the low to the high crossover', () => {
    const over = { ...OPEN, bands: '3', 'lowMid.gainDb': -12, 'highMid.gainDb': 12 };
    for (const level of responseDb(over, RATE, [700, 900, 1000]))
      expect(Math.abs(level - -12)).toBeLessThan(0.6);
    const processor = prepared(
      effect,
      RATE,
      valuesOf(effect, { ...OPEN, 'lowMid.ratio': 4, 'lowMid.thresholdDb': -30 }),
    );
    run(processor, sine(RATE, 900, RATE, 0.25), 128);
    expect(processor.readings[1]).toBeLessThan(-12);
    expect(processor.readings[2]).toBe(0);
  });

  it('leaves a band alone when it is off, and everything when the mix is 0', () => {
    const level = (over: AnyValues): number =>
      db(
        amplitudeAt(render(effect, RATE, over, sine(RATE, 60, RATE, 0.5)).left, 60, RATE, RATE / 2, RATE) /
          0.5,
      );
    const hard = { 'low.thresholdDb': -50, 'low.ratio': 10 };
    expect(level(hard)).toBeLessThan(-20);
    expect(Math.abs(level({ ...hard, 'low.on': false }))).toBeLessThan(0.05);
    expect(Math.abs(level({ ...hard, mixPct: 0 }))).toBeLessThan(0.05);
  });
});
