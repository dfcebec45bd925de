import { describe, expect, it } from 'vitest';
import { RealFft } from '../../../src/dsp/core/fft.ts';
import { Quantiser } from '../../../src/dsp/files/dither.ts';
import { resample } from '../../../src/dsp/files/resample.ts';
import { noise, sine } from '../meters/signals.ts';

/** Gain in dB of one frequency through the middle of a signal (Hann², so that leakage is far below −120 dB). */
function levelDb(x: Float32Array, freqHz: number, rate: number): number {
  let re = 0;
  let im = 0;
  let sum = 0;
  for (let n = 0; n < x.length; n++) {
    const w = (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (x.length - 1))) ** 3;
    re += x[n]! * w * Math.cos((2 * Math.PI * freqHz * n) / rate);
    im += x[n]! * w * Math.sin((2 * Math.PI * freqHz * n) / rate);
    sum += w;
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / sum);
}

/** Everything in x but one sine, by least squares: rms relative to the sine's, dB. */
function restDb(x: Float32Array, freqHz: number, rate: number): number {
  const [from, to] = [Math.floor(x.length * 0.1), Math.floor(x.length * 0.9)];
  let cc = 0;
  let ss = 0;
  let cs = 0;
  let xc = 0;
  let xs = 0;
  for (let n = from; n < to; n++) {
    const c = Math.cos((2 * Math.PI * freqHz * n) / rate);
    const s = Math.sin((2 * Math.PI * freqHz * n) / rate);
    cc += c * c;
    ss += s * s;
    cs += c * s;
    xc += x[n]! * c;
    xs += x[n]! * s;
  }
  const det = cc * ss - cs * cs;
  const a = (xc * ss - xs * cs) / det;
  const b = (xs * cc - xc * cs) / det;
  let rest = 0;
  for (let n = from; n < to; n++) {
    rest +=
      (x[n]! -
        a * Math.cos((2 * Math.PI * freqHz * n) / rate) -
        b * Math.sin((2 * Math.PI * freqHz * n) / rate)) **
      2;
  }
  return 10 * Math.log10(rest / (to - from) / ((a * a + b * b) / 2));
}

const RATES = [44_100, 48_000, 88_200, 96_000];
const PAIRS = RATES.flatMap((from) => RATES.filter((to) => to !== from).map((to) => [from, to] as const));

describe.each(PAIRS)('resampling from %i to %i Hz', (from, to) => {
  it('is flat to 20 kHz within 0.1 dB, with images and noise under −100 dB', () => {
    for (const hz of [50, 1000, 10_000, 19_000, 20_000]) {
      const [y] = resample([sine(from / 4, hz, 0.5, from)], from, to) as [Float32Array];
      expect(Math.abs(levelDb(y, hz, to) + 6.0206)).toBeLessThan(0.01);
      expect(restDb(y, hz, to)).toBeLessThan(-105);
    }
  });

  it('lets nothing through from above the new half rate', () => {
    if (to >= from) return;
    for (const hz of [to / 2 + 10, to / 2 + 2000, from / 2 - 500]) {
      if (hz >= from / 2) continue;
      const [y] = resample([sine(from / 4, hz, 0.5, from)], from, to) as [Float32Array];
      const middle = y.subarray(y.length >> 2, (3 * y.length) >> 2);
      const rms = Math.sqrt(middle.reduce((sum, v) => sum + v * v, 0) / middle.length);
      expect(20 * Math.log10(rms / (0.5 * Math.SQRT1_2))).toBeLessThan(-100);
    }
  });

  it('shifts nothing in time, and is as long as it should be', () => {
    const x = new Float32Array(4410);
    x[2205] = 1;
    const [y] = resample([x], from, to) as [Float32Array];
    expect(y).toHaveLength(Math.round((4410 * to) / from));
    let centre = 0;
    let sum = 0;
    y.forEach((v, n) => {
      centre += n * v * v;
      sum += v * v;
    });
    expect(Math.abs(centre / sum - (2205 * to) / from)).toBeLessThan(0.01);
  });
});

describe('resample', () => {
  it('of the same rate copies, refuses rates that are none', () => {
    const x = noise(100, 1);
    const [y] = resample([x], 48_000, 48_000) as [Float32Array];
    expect(y).toEqual(x);
    expect(y).not.toBe(x);
    expect(() => resample([x], 0, 48_000)).toThrow(RangeError);
    expect(() => resample([x], 48_000, 44_100.5)).toThrow(RangeError);
  });
});

describe('dither', () => {
  const LSB = 2 ** -15;
  const errors = (x: Float32Array, dither: 'none' | 'tpdf' | 'shaped') => {
    const q = new Quantiser(16, dither);
    return Float64Array.from(x, (v) => q.quantise(v) - v / LSB);
  };
  const mean = (x: Float64Array) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const rms = (x: Float64Array) => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);

  it('TPDF makes 0.5 LSB rms and no offset, whatever the sound', () => {
    for (const level of [0, 0.25, 0.5, 0.77]) {
      const e = errors(new Float32Array(400_000).fill(level * LSB), 'tpdf');
      expect(rms(e)).toBeCloseTo(0.5, 2);
      expect(Math.abs(mean(e))).toBeLessThan(0.005);
    }
  });

  it('TPDF’s error is white, and different on each channel', () => {
    const e = errors(sine(200_000, 997, 0.3 * LSB), 'tpdf');
    for (const lag of [1, 2, 3, 48, 100]) {
      let sum = 0;
      for (let n = lag; n < e.length; n++) sum += e[n]! * e[n - lag]!;
      expect(Math.abs(sum / e.length / 0.25)).toBeLessThan(0.01);
    }
    const [a, b] = [new Quantiser(16, 'tpdf', 0), new Quantiser(16, 'tpdf', 1)];
    let cross = 0;
    for (let n = 0; n < 100_000; n++) cross += a.quantise(0) * b.quantise(0);
    expect(Math.abs(cross / 100_000 / 0.25)).toBeLessThan(0.02);
  });

  it('keeps a tone under the last bit, which rounding loses', () => {
    const x = sine(480_000, 1000, 0.4 * LSB);
    const through = (dither: 'none' | 'tpdf') => {
      const q = new Quantiser(16, dither);
      return levelDb(
        Float32Array.from(x, (v) => q.quantise(v)),
        1000,
        48_000,
      );
    };
    expect(through('none')).toBeLessThan(-60);
    expect(through('tpdf')).toBeCloseTo(20 * Math.log10(0.4), 0);
  });

  it('shaping takes noise from 3–4 kHz to where the ear is less keen', () => {
    const spectrum = (dither: 'tpdf' | 'shaped') => {
      const e = errors(sine(1 << 18, 997, 0.1, 48_000), dither);
      const fft = new RealFft(4096);
      const re = new Float64Array(fft.bins);
      const im = new Float64Array(fft.bins);
      const power = new Float64Array(fft.bins);
      for (let at = 0; at + 4096 <= e.length; at += 4096) {
        fft.forward(
          e.subarray(at, at + 4096).map((v, n) => v * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 4096))),
          re,
          im,
        );
        for (let k = 0; k < fft.bins; k++) power[k]! += re[k]! ** 2 + im[k]! ** 2;
      }
      return (from: number, to: number) => {
        const bins = power.subarray(Math.round((from / 48_000) * 4096), Math.round((to / 48_000) * 4096));
        return 10 * Math.log10(bins.reduce((sum, v) => sum + v, 0) / bins.length);
      };
    };
    const [flat, shaped] = [spectrum('tpdf'), spectrum('shaped')];
    expect(shaped(3000, 4500) - flat(3000, 4500)).toBeLessThan(-12);
    expect(shaped(16_000, 22_000) - flat(16_000, 22_000)).toBeGreaterThan(5);
  });

  it('clips without running away', () => {
    const q = new Quantiser(16, 'shaped');
    for (let n = 0; n < 10_000; n++) expect(q.quantise(1.5)).toBe(32_767);
    for (let n = 0; n < 100; n++) q.quantise(0);
    expect(Math.abs(q.quantise(0))).toBeLessThan(20);
  });
});
