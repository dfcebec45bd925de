import { describe, expect, it } from 'vitest';
import { fft } from '../../../scripts/songs/signal/fft.ts';
import { Random } from '../../../scripts/songs/signal/random.ts';
import { MinimumPhase } from '../../../scripts/songs/singer/minimumPhase.ts';

const SIZE = 1024;

describe('minimum phase', () => {
  it('gives a one-pole filter its own phase back, and a signal its spectrum', () => {
    const pole = 0.9;
    const log = new Float64Array(SIZE / 2 + 1);
    for (let i = 0; i < log.length; i++) {
      const w = (2 * Math.PI * i) / SIZE;
      log[i] = -0.5 * Math.log(1 - 2 * pole * Math.cos(w) + pole * pole);
    }
    const random = new Random(1);
    const signal = Float64Array.from({ length: SIZE }, () => random.gaussian());
    const expected = signal.slice();
    const expectedIm = new Float64Array(SIZE);
    fft(expected, expectedIm);
    const [re, im, signalIm] = [new Float64Array(SIZE), new Float64Array(SIZE), new Float64Array(SIZE)];
    new MinimumPhase(SIZE).run(log, re, im, signal, signalIm);
    for (let i = 0; i <= SIZE / 2; i++) {
      const w = (2 * Math.PI * i) / SIZE;
      const [dr, di] = [1 - pole * Math.cos(w), pole * Math.sin(w)];
      const square = dr * dr + di * di;
      expect(re[i]).toBeCloseTo(dr / square, 8);
      expect(im[i]).toBeCloseTo(-di / square, 8);
      expect(signal[i]).toBeCloseTo(expected[i]!, 8);
      expect(signalIm[i]).toBeCloseTo(expectedIm[i]!, 8);
    }
  });
});
