import { describe, expect, it } from 'vitest';
import { Sections } from '../../../src/dsp/core/biquad.ts';
import { designSection } from '../../../src/dsp/core/filter-design.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { db, noise, peak, render, rms, stereo } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('reverb') as AnyEffect;
const ALGORITHMS = ['room', 'plate', 'hall'];

function impulseResponse(
  rate: number,
  seconds: number,
  over: AnyValues,
): { left: Float32Array; right: Float32Array } {
  const impulse = stereo(Math.round(rate * seconds));
  impulse.left[0] = impulse.right[0] = 1;
  return render(effect, rate, { predelayMs: 0, highPassHz: 20, ...over }, impulse);
}

/** Reverberation time as twice the time from −5 to −35 dB of Schroeder's backward integral, by regression. */
function t30(h: Float32Array, rate: number): number {
  const remaining = new Float64Array(h.length);
  let energy = 0;
  for (let i = h.length - 1; i >= 0; i--) {
    energy += h[i] * h[i];
    remaining[i] = energy;
  }
  const level = (i: number): number => 10 * Math.log10(remaining[i] / energy);
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < h.length && level(i) > -35; i += 16) {
    if (level(i) > -5) continue;
    const x = i / rate;
    const y = level(i);
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  return (-60 * (n * sxx - sx * sx)) / (n * sxy - sx * sy);
}

/** An octave around a frequency, 24 dB per octave on each side. */
function octave(x: Float32Array, freqHz: number, rate: number): Float32Array {
  const filter = new Sections(4);
  for (let k = 0; k < 2; k++) {
    designSection('highPass', freqHz / Math.SQRT2, 0, Math.SQRT1_2, rate, filter.coefs, k * 5);
    designSection('lowPass', freqHz * Math.SQRT2, 0, Math.SQRT1_2, rate, filter.coefs, 10 + k * 5);
  }
  const y = Float64Array.from(x);
  const other = new Float64Array(x.length);
  for (let k = 0; k < 4; k++) filter.run(k, y, other, y.length);
  return Float32Array.from(y);
}

describe('decay', () => {
  it.each([44_100, 48_000, 96_000])(
    'without damping, T30 is what the control says within 5%%, at %i Hz',
    (rate) => {
      for (const algorithm of ALGORITHMS) {
        for (const decayS of [0.6, 1.2, 4]) {
          const h = impulseResponse(rate, decayS * 1.5, {
            algorithm,
            decayS,
            dampingHz: 20_000,
            lowPassHz: 20_000,
          });
          for (const side of [h.left, h.right]) {
            expect(Math.abs(t30(side, rate) / decayS - 1), `${algorithm}, ${decayS} s`).toBeLessThan(0.05);
          }
        }
      }
    },
  );

  it('at the defaults, T30 of the octaves at 500 Hz and 1 kHz together is within 5%', () => {
    for (const algorithm of ALGORITHMS) {
      for (const decayS of [1.2, 4]) {
        const h = impulseResponse(48_000, decayS * 1.5, { algorithm, decayS });
        const times = [500, 1000].flatMap((f) => [
          t30(octave(h.left, f, 48_000), 48_000),
          t30(octave(h.right, f, 48_000), 48_000),
        ]);
        const mean = times.reduce((a, b) => a + b, 0) / times.length;
        expect(Math.abs(mean / decayS - 1), `${algorithm}, ${decayS} s: ${mean}`).toBeLessThan(0.05);
      }
    }
  });

  it('is half as long at the damping frequency', () => {
    const h = impulseResponse(48_000, 4, { decayS: 3, dampingHz: 4000, lowPassHz: 20_000, earlyDb: -40 });
    const low = t30(octave(h.left, 250, 48_000), 48_000);
    const damped = t30(octave(h.left, 4000, 48_000), 48_000);
    // Half at 4 kHz itself; of the octave around it the lower edge lasts longest and decides the later decay.
    expect(damped / low).toBeGreaterThan(0.4);
    expect(damped / low).toBeLessThan(0.65);
  });

  it('scales with the size only in its texture, not in its time', () => {
    for (const sizePct of [0, 100]) {
      const h = impulseResponse(48_000, 3, { sizePct, decayS: 2, dampingHz: 20_000, lowPassHz: 20_000 });
      expect(Math.abs(t30(h.left, 48_000) / 2 - 1)).toBeLessThan(0.05);
    }
  });
});

describe('reverb', () => {
  it.each(ALGORITHMS)('%s: is of about one loudness, and its sides are unlike', (algorithm) => {
    const input = noise(48_000 * 4, 0.5);
    input.right.set(input.left);
    const out = render(effect, 48_000, { algorithm }, input);
    const level = db(rms(out.left, 96_000) / rms(input.left));
    expect(level).toBeGreaterThan(-4);
    expect(level).toBeLessThan(2);
    let cross = 0;
    for (let i = 96_000; i < out.left.length; i++) cross += out.left[i] * out.right[i];
    expect(Math.abs(cross / (96_000 * rms(out.left, 96_000) * rms(out.right, 96_000)))).toBeLessThan(0.3);
  });

  it.each(ALGORITHMS)('%s: its tail is dense, like noise', (algorithm) => {
    const h = impulseResponse(48_000, 1, { algorithm, decayS: 2, dampingHz: 20_000, lowPassHz: 20_000 });
    // Kurtosis of a Gaussian is 3; single echoes make it far larger.
    const from = 14_400;
    const to = 19_200;
    let second = 0;
    let fourth = 0;
    for (let i = from; i < to; i++) {
      second += h.left[i] ** 2;
      fourth += h.left[i] ** 4;
    }
    const kurtosis = (fourth * (to - from)) / second ** 2;
    expect(kurtosis).toBeGreaterThan(2.5);
    expect(kurtosis).toBeLessThan(4);
  });

  it('waits for its pre-delay', () => {
    const first = (predelayMs: number): number =>
      impulseResponse(48_000, 0.5, { predelayMs }).left.findIndex((x) => Math.abs(x) > 1e-4);
    expect(first(100) - first(0)).toBe(4800);
  });

  it('has early reflections that can be turned off', () => {
    const h = impulseResponse(48_000, 0.1, { earlyDb: 0, algorithm: 'hall' });
    const without = impulseResponse(48_000, 0.1, { earlyDb: -40, algorithm: 'hall' });
    expect(peak({ left: h.left, right: h.left }, 0, 1300)).toBeGreaterThan(0.05);
    expect(peak({ left: without.left, right: without.left }, 0, 1300)).toBe(0);
  });

  it('smears a click more with more diffusion', () => {
    const crest = (diffusionPct: number): number => {
      const h = impulseResponse(48_000, 0.3, {
        diffusionPct,
        earlyDb: -40,
        dampingHz: 20_000,
        lowPassHz: 20_000,
      });
      return peak({ left: h.left, right: h.left }, 0, 3000) / rms(h.left, 0, 3000);
    };
    expect(crest(0)).toBeGreaterThan(1.3 * crest(100));
  });

  it('filters its return', () => {
    const input = noise(96_000, 0.5);
    const level = (over: AnyValues, f: number): number =>
      db(rms(octave(render(effect, 48_000, over, input).left, f, 48_000), 48_000));
    expect(level({ highPassHz: 1000 }, 125) - level({ highPassHz: 20 }, 125)).toBeLessThan(-25);
    expect(level({ lowPassHz: 1000 }, 8000) - level({ lowPassHz: 20_000 }, 8000)).toBeLessThan(-25);
  });

  it('ends in true silence', () => {
    const input = stereo(48_000 * 4);
    input.left.set(noise(4800, 0.5).left);
    const out = render(effect, 48_000, { decayS: 0.5 }, input);
    expect(peak(out, 0, 9600)).toBeGreaterThan(0.1);
    expect(peak(out, 48_000 * 3.5)).toBe(0);
  });
});
