import { describe, expect, it } from 'vitest';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { defaults } from '../../../src/dsp/core/params.ts';
import { compressor } from '../../../src/dsp/effects/compressor/compressor.ts';
import type { CompressorValues } from '../../../src/dsp/effects/compressor/spec.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import {
  amplitudeAt,
  copy,
  db,
  noise,
  prepared,
  render,
  rms,
  run,
  sine,
  stereo,
  valuesOf,
} from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('compressor') as AnyEffect;
const RATE = 48_000;
const values = (over: AnyValues): CompressorValues =>
  ({ ...defaults(compressor.params), ...over }) as CompressorValues;

describe('static curve', () => {
  const settings: AnyValues[] = [
    { thresholdDb: -18, ratio: 4, kneeDb: 6 },
    { thresholdDb: -30, ratio: 2, kneeDb: 0, makeupDb: 6 },
    { thresholdDb: -24, ratio: 20, kneeDb: 24 },
    { thresholdDb: -40, ratio: 8, kneeDb: 12, mixPct: 50, makeupDb: 10 },
  ];

  it.each(settings)('is met within 0.25 dB by tones: %o', (over) => {
    for (const freq of [100, 1000, 5000]) {
      for (let level = -60; level <= 0; level += 6) {
        const out = render(effect, RATE, over, sine(RATE, freq, RATE, 10 ** (level / 20)));
        const got = db(amplitudeAt(out.left, freq, RATE, RATE / 2, RATE));
        expect(
          Math.abs(got - compressor.transferDb!(values(over), level)),
          `${freq} Hz at ${level} dB`,
        ).toBeLessThan(0.25);
      }
    }
  });

  it('follows the published formula', () => {
    const at = (x: number, kneeDb: number) =>
      compressor.transferDb!(values({ thresholdDb: -20, ratio: 4, kneeDb }), x);
    expect(at(-30, 0)).toBeCloseTo(-30, 6);
    expect(at(-8, 0)).toBeCloseTo(-17, 6);
    expect(at(-20, 12)).toBeCloseTo(-20 - (0.75 * 36) / 24, 6);
    expect(at(-26, 12)).toBeCloseTo(-26, 6);
    expect(at(-14, 12)).toBeCloseTo(-14 - 0.75 * 6, 6);
  });

  it('reads rms as rms: a sine counts 3 dB under its peak', () => {
    const over = { detector: 'rms', thresholdDb: -30, ratio: 4, kneeDb: 0 };
    for (const freq of [100, 1000]) {
      const out = render(effect, RATE, over, sine(RATE, freq, RATE, 0.25));
      const gain = db(amplitudeAt(out.left, freq, RATE, RATE / 2, RATE) / 0.25);
      const level = db(0.25 / Math.SQRT2);
      expect(Math.abs(gain - (compressor.transferDb!(values(over), level) - level))).toBeLessThan(0.25);
    }
  });
});

/** Gain in dB over time of a tone that steps up at 0.5 s and down at 1.5 s. */
function stepped(over: AnyValues, freq: number): { gainDb: (frame: number) => number; latency: number } {
  const frames = RATE * 3;
  const input = sine(frames, freq, RATE, 1);
  for (let i = 0; i < frames; i++) {
    const level = i >= RATE * 0.5 && i < RATE * 1.5 ? 0.5 : 0.01;
    input.left[i] = input.right[i] *= level;
  }
  const out = render(effect, RATE, over, input);
  const { latency } = prepared(effect, RATE);
  // A constant would be a fairer carrier, but a tone is what is compressed: read the gain at its crests.
  return {
    latency,
    gainDb: (frame) => {
      let best = 0;
      let at = frame;
      for (let i = frame; i < frame + RATE / freq; i++) {
        if (Math.abs(input.left[i]) > best) {
          best = Math.abs(input.left[i]);
          at = i;
        }
      }
      return db(Math.abs(out.left[at + latency]) / best);
    },
  };
}

describe('time constants', () => {
  it.each([
    [5, 50],
    [10, 120],
    [30, 300],
    [80, 1000],
  ])('attack %i ms and release %i ms: 63%% of the way within 10%%', (attackMs, releaseMs) => {
    const over = { thresholdDb: -26, ratio: 4, kneeDb: 0, attackMs, releaseMs };
    const { gainDb } = stepped(over, 2000);
    const full = gainDb(RATE * 1.5 - 100);
    const reach = (from: number, wanted: number, down: boolean): number => {
      for (let i = from; ; i++)
        if (down ? gainDb(i) <= wanted : gainDb(i) >= wanted) return ((i - from) / RATE) * 1000;
    };
    const attack = reach(RATE * 0.5, full * (1 - Math.exp(-1)), true);
    expect(Math.abs(attack / attackMs - 1)).toBeLessThan(0.1);
    const release = reach(RATE * 1.5, full * Math.exp(-1), false);
    expect(Math.abs(release / releaseMs - 1)).toBeLessThan(0.1);
  });

  it('releases slowly after long compression and quickly after a short one, when automatic', () => {
    const over = { thresholdDb: -26, ratio: 4, autoRelease: true, attackMs: 1, releaseMs: 60 };
    const left = (burstS: number): number => {
      const input = sine(RATE * 3, 1000, RATE, 0.01);
      for (let i = RATE; i < RATE * (1 + burstS); i++) input.left[i] = input.right[i] *= 50;
      const processor = prepared(effect, RATE, valuesOf(effect, over));
      run(processor, input, 128, null, 0, Math.round(RATE * (1.2 + burstS)));
      return processor.readings[0];
    };
    expect(left(0.02)).toBeGreaterThan(-2);
    expect(left(1.5)).toBeLessThan(-5);
  });
});

describe('compressor', () => {
  it('reports reduction and detector level', () => {
    const processor = prepared(effect, RATE, valuesOf(effect, { thresholdDb: -20, ratio: 4, kneeDb: 0 }));
    run(processor, sine(RATE, 1000, RATE, 0.5), 128);
    expect(processor.readings[0]).toBeCloseTo(-0.75 * (20 + db(0.5)), 1);
    expect(processor.readings[1]).toBeCloseTo(db(0.5), 1);
    run(processor, stereo(RATE * 3), 128);
    expect(processor.readings[0]).toBeCloseTo(0, 3);
  });

  it('is an exact delay below its threshold', () => {
    const input = noise(9600, 0.05);
    const out = render(effect, RATE, { thresholdDb: -20, kneeDb: 6 }, input);
    const { latency } = prepared(effect, RATE);
    for (let i = 0; i + latency < 9600; i++) expect(out.left[i + latency]).toBe(input.left[i]);
  });

  it('listens to a key, through its filters', () => {
    const input = sine(RATE, 440, RATE, 0.05);
    const reduced = (keyFreq: number, over: AnyValues): number => {
      const processor = prepared(effect, RATE, valuesOf(effect, { thresholdDb: -20, kneeDb: 0, ...over }));
      run(processor, copy(input), 128, sine(RATE, keyFreq, RATE, 0.5));
      return processor.readings[0];
    };
    expect(reduced(60, {})).toBeLessThan(-9);
    expect(reduced(60, { keyHighPassHz: 400 })).toBe(0);
    expect(reduced(8000, { keyHighPassHz: 400 })).toBeLessThan(-9);
    expect(reduced(8000, { keyLowPassHz: 1000 })).toBe(0);
  });

  it('links the channels as far as told', () => {
    const input: Stereo = {
      left: sine(RATE, 1000, RATE, 0.5).left,
      right: sine(RATE, 1000, RATE, 0.05).left,
    };
    const gains = (linkPct: number): [number, number] => {
      const out = render(effect, RATE, { thresholdDb: -20, ratio: 4, kneeDb: 0, linkPct }, input);
      return [db(rms(out.left, RATE / 2) / rms(input.left)), db(rms(out.right, RATE / 2) / rms(input.right))];
    };
    const [l100, r100] = gains(100);
    expect(r100).toBeCloseTo(l100, 1);
    const [l0, r0] = gains(0);
    expect(l0).toBeCloseTo(l100, 1);
    expect(r0).toBeCloseTo(0, 3);
    expect(gains(50)[1]).toBeCloseTo(l100 / 2, 1);
  });

  it('sees a transient coming by its look-ahead', () => {
    const input = stereo(9600);
    for (let i = 4800; i < 9600; i++) input.left[i] = input.right[i] = i % 2 ? 0.5 : -0.5;
    const first = (lookaheadMs: number): number => {
      const out = render(effect, RATE, { thresholdDb: -30, ratio: 10, attackMs: 1, lookaheadMs }, input);
      return Math.abs(out.left[4800 + prepared(effect, RATE).latency]);
    };
    expect(db(first(0) / 0.5)).toBeGreaterThan(-1);
    expect(db(first(5) / 0.5)).toBeLessThan(-20);
  });
});
