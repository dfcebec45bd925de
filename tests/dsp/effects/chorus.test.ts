import { describe, expect, it } from 'vitest';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, noise, render, rms, sine, stereo } from '../contract/rig.ts';
import type { AnyEffect } from '../contract/rig.ts';

const effect = effectById('chorus') as AnyEffect;
const RATE = 48_000;

describe('chorus', () => {
  it('sways a voice by its depth and rate around its delay', () => {
    // A click every 10 ms comes back later or sooner by what the sway says.
    const input = stereo(RATE * 2);
    for (let i = 0; i < RATE * 2; i += 960) input.left[i] = input.right[i] = 1;
    const over = {
      rateHz: 1,
      depthMs: 2,
      delayMs: 8,
      voices: '1',
      mixPct: 100,
      highPassHz: 20,
      spreadPct: 0,
    };
    const out = render(effect, RATE, over, input).left;
    for (let i = RATE; i < RATE * 2 - 960; i += 960) {
      let at = i;
      for (let j = i; j < i + 960; j++) if (out[j] > out[at]) at = j;
      const heardS = at / RATE;
      const wanted = 8 + 2 * Math.sin(2 * Math.PI * heardS);
      expect(Math.abs(((at - i) / RATE) * 1000 - wanted)).toBeLessThan(0.05);
    }
  });

  it('sways the sides apart by its spread', () => {
    const input = noise(RATE * 2, 0.5);
    input.right.set(input.left);
    const correlation = (spreadPct: number): number => {
      const { left, right } = render(effect, RATE, { spreadPct, mixPct: 100 }, input);
      let sum = 0;
      for (let i = RATE; i < RATE * 2; i++) sum += left[i] * right[i];
      return sum / (RATE * rms(left, RATE) * rms(right, RATE));
    };
    expect(correlation(0)).toBeGreaterThan(0.999);
    expect(correlation(100)).toBeLessThan(0.5);
  });

  it('is of one level with one, two or three voices', () => {
    const input = noise(RATE * 4, 0.5);
    const level = (voices: string): number =>
      db(rms(render(effect, RATE, { voices, mixPct: 100 }, input).left, RATE) / rms(input.left, RATE));
    for (const voices of ['1', '2', '3']) expect(Math.abs(level(voices))).toBeLessThan(1);
  });

  it('leaves the lows where they are', () => {
    const out = render(effect, RATE, { highPassHz: 300, mixPct: 100 }, sine(RATE, 40, RATE, 0.5)).left;
    expect(db(amplitudeAt(out, 40, RATE, RATE / 2, RATE) / 0.5)).toBeLessThan(-25);
  });

  it('reads between samples without dulling what is heard', () => {
    const over = { rateHz: 0.05, depthMs: 0, delayMs: 10.01, voices: '1', mixPct: 100, highPassHz: 20 };
    for (const freq of [1000, 8000]) {
      const out = render(effect, RATE, over, sine(RATE, freq, RATE, 0.5)).left;
      expect(Math.abs(db(amplitudeAt(out, freq, RATE, RATE / 2, RATE) / 0.5))).toBeLessThan(1);
    }
  });
});
