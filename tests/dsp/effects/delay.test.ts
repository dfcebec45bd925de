import { describe, expect, it } from 'vitest';
import { delayMs } from '../../../src/dsp/effects/delay/time.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, noise, peak, render, rms, sine, stereo } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('delay') as AnyEffect;
const RATE = 48_000;
const OPEN = { highPassHz: 20, lowPassHz: 20_000 };

const click = (seconds: number, left = 1, right = 1) => {
  const s = stereo(Math.round(RATE * seconds));
  s.left[0] = left;
  s.right[0] = right;
  return s;
};
/** Largest sample within 2 ms after a time. */
const echo = (x: Float32Array, ms: number): number => {
  const from = Math.round((ms / 1000) * RATE);
  return x.subarray(from, from + 96).reduce((m, v) => Math.max(m, Math.abs(v)), 0);
};

describe('note values', () => {
  it('follow the tempo', () => {
    expect(delayMs({ sync: '1/4', bpm: 112, timeMs: 1 })).toBeCloseTo(60_000 / 112, 6);
    expect(delayMs({ sync: '1/8d', bpm: 120, timeMs: 1 })).toBeCloseTo(375, 6);
    expect(delayMs({ sync: '1/4t', bpm: 120, timeMs: 1 })).toBeCloseTo(1000 / 3, 6);
    expect(delayMs({ sync: 'off', bpm: 120, timeMs: 77 })).toBe(77);
    expect(delayMs({ sync: '1/1', bpm: 40, timeMs: 1 })).toBe(4000);
  });

  it('place the echo on the frame', () => {
    const out = render(effect, RATE, { ...OPEN, sync: '1/8', bpm: 125, feedbackPct: 0 }, click(1));
    let at = 0;
    for (let i = 0; i < RATE; i++) if (Math.abs(out.left[i]) > Math.abs(out.left[at])) at = i;
    expect(at).toBe(Math.round(0.24 * RATE));
  });
});

describe('delay', () => {
  it('repeats by its feedback', () => {
    const burst = sine(RATE, 1000, RATE, 0.5);
    burst.left.fill(0, 2400);
    const out = render(effect, RATE, { ...OPEN, timeMs: 100, feedbackPct: 50 }, burst).left;
    const level = (n: number): number => amplitudeAt(out, 1000, RATE, n * 4800, n * 4800 + 2400);
    for (const n of [1, 2, 3]) expect(db(level(n + 1) / level(n))).toBeCloseTo(-6, 0);
  });

  it('goes from side to side in ping-pong', () => {
    const out = render(effect, RATE, { ...OPEN, timeMs: 100, feedbackPct: 80, pingPong: true }, click(1));
    for (const n of [1, 3]) expect(echo(out.left, 100 * n)).toBeGreaterThan(50 * echo(out.right, 100 * n));
    for (const n of [2, 4]) expect(echo(out.right, 100 * n)).toBeGreaterThan(50 * echo(out.left, 100 * n));
  });

  it('darkens with every echo', () => {
    const input = stereo(RATE);
    input.left.set(noise(2400, 0.5).left);
    const out = render(
      effect,
      RATE,
      { timeMs: 100, feedbackPct: 80, highPassHz: 20, lowPassHz: 3000 },
      input,
    ).left;
    const bright = (n: number): number => {
      const from = Math.round(n * 0.1 * RATE);
      let slopes = 0;
      for (let i = from + 1; i < from + 2400; i++) slopes += (out[i] - out[i - 1]) ** 2;
      return Math.sqrt(slopes) / rms(out, from, from + 2400);
    };
    expect(bright(2)).toBeLessThan(0.9 * bright(1));
    expect(bright(4)).toBeLessThan(0.9 * bright(2));
  });

  it('ducks while the input is loud', () => {
    const input = sine(RATE * 2, 1000, RATE, 0.5);
    input.left.fill(0, RATE);
    input.right.fill(0, RATE);
    const level = (over: AnyValues, from: number, to: number): number =>
      db(
        amplitudeAt(
          render(effect, RATE, { ...OPEN, timeMs: 500, feedbackPct: 0, ...over }, input).left,
          1000,
          RATE,
          from,
          to,
        ),
      );
    const during = level({ duckDb: -20 }, 36_000, 47_000) - level({}, 36_000, 47_000);
    expect(during).toBeCloseTo(-20, 0);
    const after = level({ duckDb: -20 }, 66_000, 71_500) - level({}, 66_000, 71_500);
    expect(after).toBeGreaterThan(-10);
  });

  it('dies away and ends in true silence', () => {
    const out = render(effect, RATE, { timeMs: 50, feedbackPct: 60 }, click(12));
    expect(peak(out, RATE * 11)).toBe(0);
  });
});
