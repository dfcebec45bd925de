import { describe, expect, it } from 'vitest';
import { RealFft } from '../../../src/dsp/core/fft.ts';
import { noise } from '../meters/signals.ts';

describe('RealFft', () => {
  it.each([4, 8, 64, 512])('of %i points is the sum that defines it', (size) => {
    const fft = new RealFft(size);
    const x = noise(size, size, 1);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(x, re, im);
    for (let k = 0; k < fft.bins; k++) {
      let sumRe = 0;
      let sumIm = 0;
      x.forEach((v, n) => {
        sumRe += v * Math.cos((2 * Math.PI * k * n) / size);
        sumIm -= v * Math.sin((2 * Math.PI * k * n) / size);
      });
      expect(re[k]).toBeCloseTo(sumRe, 9);
      expect(im[k]).toBeCloseTo(sumIm, 9);
    }
  });

  it('comes back', () => {
    const fft = new RealFft(4096);
    const x = Float64Array.from(noise(4096, 1, 1));
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    const y = new Float64Array(4096);
    fft.forward(x, re, im);
    fft.inverse(re, im, y);
    let worst = 0;
    y.forEach((v, n) => (worst = Math.max(worst, Math.abs(v - x[n]!))));
    expect(worst).toBeLessThan(1e-14);
  });

  it('refuses sizes that are no powers of two', () => {
    for (const size of [0, 2, 3, 100, 2.5]) expect(() => new RealFft(size)).toThrow(RangeError);
  });
});
