import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import {
  amplitudeAt,
  bursts,
  db,
  noise,
  peak,
  prepared,
  random,
  render,
  run,
  sine,
  stereo,
  valuesOf,
} from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('limiter') as AnyEffect;

/** An independent judge: 16 points a sample by a sinc of 160 taps under a Hann window, wherever a crest may be. */
const PHASES = Array.from({ length: 16 }, (_, p) => {
  const h = new Float64Array(160);
  for (let k = 0; k < 160; k++) {
    const t = k - 79 - p / 16;
    const s = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    h[k] = s * Math.cos((Math.PI * t) / 161) ** 2;
  }
  return h;
});
function truePeakDb(s: Stereo): number {
  let max = 0;
  for (const x of [s.left, s.right]) {
    const top = x.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    for (let i = 80; i < x.length - 80; i++) {
      if (Math.max(Math.abs(x[i]), Math.abs(x[i + 1])) < 0.3 * top) continue;
      for (const h of PHASES) {
        let y = 0;
        for (let k = 0; k < 160; k++) y += h[k] * x[i - 79 + k];
        max = Math.max(max, Math.abs(y));
      }
    }
  }
  return db(max);
}

const each = (frames: number, f: (i: number) => number): Stereo => {
  const s = stereo(frames);
  for (let i = 0; i < frames; i++) s.left[i] = s.right[i] = f(i);
  return s;
};

/** Programme made to embarrass limiters. */
const hostile = (rate: number): Record<string, Stereo> => {
  const n = 12_000;
  const r = random(77);
  const loud = bursts(n, rate, 5);
  const bits = Array.from({ length: n }, () => (r() < 0.5 ? -1 : 1));
  return {
    'noise, +12 dB': noise(n, 4, 3),
    'bursts, +18 dB': each(n, (i) => loud.left[i] * 8),
    'random bits': each(n, (i) => bits[i]),
    'random bits of eight samples': each(n, (i) => bits[i >> 3] * 2),
    clicks: each(n, (i) => (i % 997 === 0 ? 8 : i % 991 === 0 ? -8 : 0.1 * Math.sin(i / 9))),
    'clicks in pairs between samples': each(n, (i) => (i % 700 < 2 ? 6 : 0)),
    'a quarter of the rate at 45°': each(n, (i) => 2 * Math.sin((Math.PI / 2) * i + Math.PI / 4)),
    '0.45 of the rate, in bursts': each(n, (i) => (i % 2000 < 900 ? 3 : 0.1) * Math.sin(0.9 * Math.PI * i)),
    'sweep at +9 dB': each(n, (i) => 2.8 * Math.sin(((i * i) / n) * 0.46 * Math.PI)),
    'step in a low tone': each(n, (i) => (i > 5000 ? 3 : 0.2) * Math.sin((2 * Math.PI * 55 * i) / rate)),
  };
};

describe('ceiling', () => {
  it.each([44_100, 48_000, 96_000])(
    'true peak stays within 0.1 dB of it on anything, at %i Hz',
    { timeout: 120_000 },
    (rate) => {
      const settings: AnyValues[] = [
        {},
        { gainDb: 12, lookaheadMs: 0.5, releaseMs: 5 },
        { gainDb: 6, ceilingDb: -6, softClip: true },
      ];
      let worst = -Infinity;
      for (const [name, input] of Object.entries(hostile(rate))) {
        for (const over of settings) {
          const ceiling = (over.ceilingDb as number | undefined) ?? -1;
          const excess = truePeakDb(render(effect, rate, over, input)) - ceiling;
          worst = Math.max(worst, excess);
          expect(excess, `${name} ${JSON.stringify(over)}`).toBeLessThan(0.1);
        }
      }
      expect(worst).toBeGreaterThan(-0.3);
    },
  );
});

describe('ceiling, by properties', () => {
  it('holds for any settings and any programme of tones, noise and clicks', { timeout: 120_000 }, () => {
    const part = fc.record({
      kind: fc.constantFrom('tone', 'noise', 'clicks', 'square', 'silence'),
      freq: fc.double({ min: 0.0005, max: 0.499, noNaN: true }),
      peak: fc.double({ min: 0.01, max: 12, noNaN: true }),
      frames: fc.integer({ min: 50, max: 1500 }),
    });
    const settings = fc.record({
      gainDb: fc.double({ min: -12, max: 24, noNaN: true }),
      ceilingDb: fc.double({ min: -20, max: 0, noNaN: true }),
      lookaheadMs: fc.double({ min: 0.5, max: 5, noNaN: true }),
      releaseMs: fc.double({ min: 5, max: 1000, noNaN: true }),
      softClip: fc.boolean(),
    });
    const property = fc.property(
      fc.array(part, { minLength: 1, maxLength: 5 }),
      settings,
      fc.nat(),
      (parts, over, seed) => {
        const next = random(seed);
        const samples = parts.flatMap(({ kind, freq, peak: p, frames }) =>
          Array.from({ length: frames }, (_, i) => {
            const wave = Math.sin(2 * Math.PI * freq * i + 1);
            if (kind === 'tone') return p * wave;
            if (kind === 'noise') return p * (2 * next() - 1);
            if (kind === 'square') return p * Math.sign(wave);
            return kind === 'clicks' && i % 97 === 0 ? p : 0;
          }),
        );
        const input = each(samples.length + 2000, (i) => samples[i] ?? 0);
        expect(truePeakDb(render(effect, 48_000, over, input)) - over.ceilingDb).toBeLessThan(0.1);
      },
    );
    fc.assert(property, { numRuns: 25, seed: 20_261_122 });
  });
});

describe('limiter', () => {
  const rate = 48_000;
  const { latency } = prepared(effect, rate);

  it('is an exact delay under its ceiling', () => {
    const input = noise(48_000, 0.3, 8);
    const out = render(effect, rate, {}, input);
    const rest = stereo(48_000 - latency);
    for (let i = 0; i < rest.left.length; i++) rest.left[i] = out.left[i + latency] - input.left[i];
    expect(db(peak(rest))).toBeLessThan(-100);
  });

  it('is an exact delay again after it has worked', () => {
    const input = noise(96_000, 0.3, 8);
    for (let i = 0; i < 2000; i++) input.left[i] *= 10;
    const out = render(effect, rate, { releaseMs: 50 }, input);
    for (let i = 72_000; i + latency < 96_000; i++) expect(out.left[i + latency]).toBe(input.left[i]);
  });

  it('keeps 50 Hz under 1% of distortion at 3 dB of reduction and the default release', () => {
    for (const freq of [50, 60, 100]) {
      const input = sine(96_000, freq, rate, 10 ** (2 / 20));
      const out = render(effect, rate, {}, input);
      let harmonics = 0;
      const fundamental = amplitudeAt(out.left, freq, rate, 48_000, 96_000);
      for (let h = 2; h < 20; h++) harmonics += amplitudeAt(out.left, freq * h, rate, 48_000, 96_000) ** 2;
      expect(db(fundamental)).toBeCloseTo(-1, 1);
      expect((100 * Math.sqrt(harmonics)) / fundamental).toBeLessThan(1);
    }
  });

  it('reports its reduction', () => {
    const processor = prepared(effect, rate, valuesOf(effect, { gainDb: 6, ceilingDb: -1 }));
    run(processor, sine(24_000, 1000, rate, 0.9), 128);
    expect(processor.readings[0]).toBeCloseTo(-(6 + db(0.9) + 1), 1);
    run(processor, stereo(48_000), 128);
    run(processor, stereo(48_000), 128);
    expect(processor.readings[0]).toBeCloseTo(0, 4);
  });

  it('recovers as its release says', () => {
    const input = sine(96_000, 1000, rate, 0.25);
    for (let i = 0; i < 24_000; i++) input.left[i] = input.right[i] *= 8;
    const releaseMs = 200;
    const out = render(effect, rate, { releaseMs, ceilingDb: -1 }, input);
    const gainAt = (i: number): number => {
      let best = 0;
      let g = 1;
      for (let j = i; j < i + 48; j++)
        if (Math.abs(input.left[j]) > best)
          [best, g] = [Math.abs(input.left[j]), out.left[j + latency] / input.left[j]];
      return g;
    };
    const start = 10 ** (-1 / 20) / 2;
    const wanted = start + (1 - start) * (1 - Math.exp(-1));
    let i = 24_000;
    while (gainAt(i) < wanted) i++;
    // The hold of 12 ms and half the look-ahead come first.
    expect(Math.abs((i - 24_000) / 48 - (releaseMs + 12)) / releaseMs).toBeLessThan(0.1);
  });

  it('bends crests instead of ducking them, with soft clip', () => {
    const processor = prepared(effect, rate, valuesOf(effect, { softClip: true, ceilingDb: -1, gainDb: 3 }));
    run(processor, sine(24_000, 1000, rate, 0.89), 128);
    expect(processor.readings[0]).toBeGreaterThan(-0.5);
    const out = render(effect, rate, { softClip: true, gainDb: 3 }, sine(24_000, 1000, rate, 0.89));
    expect(db(amplitudeAt(out.left, 3000, rate, 12_000, 24_000))).toBeGreaterThan(-45);
  });
});
