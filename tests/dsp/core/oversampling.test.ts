import { describe, expect, it } from 'vitest';
import { GRID } from '../../../src/dsp/core/grid.ts';
import { kaiser, sinc } from '../../../src/dsp/core/kaiser.ts';
import { Oversampler, oversamplingLatency } from '../../../src/dsp/core/oversampling.ts';

const RATE = 44_100;

/** Up and down again, with what is done at the high rate in between. */
function through(
  factor: 4 | 8,
  input: Float64Array,
  at: (high: Float64Array, frames: number) => void = () => {},
): Float64Array {
  const over = new Oversampler(factor);
  const out = new Float64Array(input.length);
  for (let i = 0; i + GRID <= input.length; i += GRID) {
    over.up(input.subarray(i, i + GRID), GRID);
    at(over.high, factor * GRID);
    over.down(out.subarray(i, i + GRID), GRID);
  }
  return out;
}

describe.each([4, 8] as const)('oversampling by %i', (factor) => {
  it('comes back as it was, later by its latency, to 20 kHz', () => {
    const latency = oversamplingLatency(factor);
    expect(Number.isInteger(latency)).toBe(true);
    for (const freq of [100, 5000, 15_000, 20_000]) {
      const input = Float64Array.from({ length: 8192 }, (_, i) => Math.sin((2 * Math.PI * freq * i) / RATE));
      const out = through(factor, input);
      let error = 0;
      for (let i = 1000; i < 8192; i++) error = Math.max(error, Math.abs(out[i] - input[i - latency]));
      // Flat within 0.002 dB.
      expect(error, `${freq} Hz`).toBeLessThan(0.00023);
    }
  });

  it('keeps images out on the way up', () => {
    const freq = 9000;
    const input = Float64Array.from({ length: 8192 }, (_, i) => Math.sin((2 * Math.PI * freq * i) / RATE));
    const high = new Float64Array(8192 * factor);
    let at = 0;
    through(factor, input, (x, frames) => {
      high.set(x.subarray(0, frames), at);
      at += frames;
    });
    for (const image of [RATE - freq, RATE + freq, 2 * RATE - freq]) {
      let re = 0;
      let im = 0;
      const from = 4096;
      const n = high.length - from;
      for (let i = 0; i < n; i++) {
        const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n);
        re += w * high[from + i] * Math.cos((2 * Math.PI * image * i) / (RATE * factor));
        im += w * high[from + i] * Math.sin((2 * Math.PI * image * i) / (RATE * factor));
      }
      expect(20 * Math.log10((4 * Math.hypot(re, im)) / n)).toBeLessThan(-85);
    }
  });
});

describe('Kaiser window', () => {
  it('is 1 in the middle, falls to the edges, and is nothing outside', () => {
    expect(kaiser(0, 6)).toBe(1);
    expect(kaiser(1, 6)).toBeCloseTo(1 / 67.234, 4);
    expect(kaiser(1.01, 6)).toBe(0);
    expect(sinc(0)).toBe(1);
    expect(sinc(3)).toBeCloseTo(0, 12);
  });
});
