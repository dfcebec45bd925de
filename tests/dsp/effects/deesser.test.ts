import { describe, expect, it } from 'vitest';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, noise, prepared, render, run, sine, valuesOf } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('deesser') as AnyEffect;
const RATE = 48_000;

/** A voice-like tone with a sibilant of a given level on top. */
const voice = (sibilant: number) => {
  const low = sine(RATE, 500, RATE, 0.3);
  const high = sine(RATE, 6500, RATE, sibilant);
  for (let i = 0; i < RATE; i++) low.left[i] = low.right[i] = low.left[i] + high.left[i];
  return low;
};
const levels = (over: AnyValues, sibilant: number): [number, number] => {
  const out = render(effect, RATE, over, voice(sibilant));
  return [
    db(amplitudeAt(out.left, 500, RATE, RATE / 2, RATE) / 0.3),
    db(amplitudeAt(out.left, 6500, RATE, RATE / 2, RATE) / sibilant),
  ];
};

describe('de-esser', () => {
  it('leaves a voice without sibilants as it is, to the bit', () => {
    const input = noise(24_000, 0.02);
    expect(render(effect, RATE, { thresholdDb: -20 }, input)).toEqual(input);
  });

  it('band: turns the sibilant down by the curve and the voice not', () => {
    const [low, high] = levels({ q: 3, thresholdDb: -30, ratio: 4, rangeDb: -24 }, 0.1);
    expect(Math.abs(high - -7.5)).toBeLessThan(1);
    expect(Math.abs(low)).toBeLessThan(0.2);
  });

  it('all above: turns what lies above down, with a shelf that never raises', () => {
    const over = { mode: 'shelf', freqHz: 4000, thresholdDb: -30, ratio: 4, rangeDb: -24 };
    const gain = (freq: number): number => {
      const out = render(effect, RATE, over, sine(RATE, freq, RATE, 0.1));
      return db(amplitudeAt(out.left, freq, RATE, RATE / 2, RATE) / 0.1);
    };
    expect(Math.abs(gain(12_000) - -7.5)).toBeLessThan(1);
    expect(Math.abs(gain(300))).toBeLessThan(0.1);
    for (const freq of [1000, 2000, 3000, 4000, 6000]) expect(gain(freq)).toBeLessThan(0.01);
  });

  it('wide: turns everything down alike', () => {
    const [low, high] = levels({ mode: 'wide', thresholdDb: -30, ratio: 4, rangeDb: -24 }, 0.1);
    expect(low).toBeLessThan(-5);
    expect(Math.abs(low - high)).toBeLessThan(0.2);
  });

  it('never takes more than its range', () => {
    const [, high] = levels({ thresholdDb: -60, ratio: 20, rangeDb: -6 }, 0.3);
    expect(high).toBeGreaterThan(-6.1);
    expect(high).toBeLessThan(-5.8);
  });

  it('reports its reduction, and lets one hear what it listens to', () => {
    const processor = prepared(effect, RATE, valuesOf(effect, { thresholdDb: -30, ratio: 4, q: 4 }));
    run(processor, sine(RATE, 6500, RATE, 0.1), 128);
    expect(processor.readings[0]).toBeCloseTo(-7.5, 0);
    const heard = render(effect, RATE, { listen: true, q: 4, thresholdDb: 0 }, voice(0.1));
    expect(db(amplitudeAt(heard.left, 6500, RATE, RATE / 2, RATE) / 0.1)).toBeCloseTo(0, 1);
    expect(db(amplitudeAt(heard.left, 500, RATE, RATE / 2, RATE) / 0.3)).toBeLessThan(-30);
  });
});
