import { describe, expect, it } from 'vitest';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, noise, render, sine } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('stereo') as AnyEffect;
const RATE = 48_000;

const tone = (freq: number, left: number, right: number): Stereo => {
  const s = sine(RATE, freq, RATE, 1);
  for (let i = 0; i < RATE; i++) {
    s.right[i] = s.left[i] * right;
    s.left[i] *= left;
  }
  return s;
};
const levels = (over: AnyValues, input: Stereo, freq: number): [number, number] => {
  const out = render(effect, RATE, over, input);
  return [
    amplitudeAt(out.left, freq, RATE, RATE / 2, RATE),
    amplitudeAt(out.right, freq, RATE, RATE / 2, RATE),
  ];
};

describe('stereo field', () => {
  it('is transparent to the bit at its defaults', () => {
    const input = noise(4800, 0.9);
    expect(render(effect, RATE, {}, input)).toEqual(input);
  });

  it.each([
    ['3', -3.01],
    ['4.5', -4.52],
    ['6', -6.02],
  ])('pans by the law of −%s dB', (panLaw, centre) => {
    const at = (pan: number): [number, number] =>
      levels({ panMode: 'pan', panLaw, pan }, tone(1000, 0.5, 0.5), 1000);
    const [l, r] = at(0);
    expect(db(l / 0.5)).toBeCloseTo(centre, 1);
    expect(db(r / 0.5)).toBeCloseTo(centre, 1);
    const [hardLeft, nothing] = at(-100);
    expect(db(hardLeft / 0.5)).toBeCloseTo(0, 2);
    expect(nothing).toBe(0);
    if (panLaw === '3') {
      for (const pan of [-60, 25, 80]) {
        const [a, b] = at(pan);
        expect(Math.hypot(a, b)).toBeCloseTo(0.5, 3);
      }
    }
  });

  it('balances without raising or moving the other side', () => {
    const [l, r] = levels({ pan: 50 }, tone(1000, 0.5, 0.25), 1000);
    expect(r).toBeCloseTo(0.25, 4);
    expect(l).toBeLessThan(0.35);
    expect(levels({ pan: 100 }, tone(1000, 0.5, 0.25), 1000)[0]).toBeLessThan(1e-9);
  });

  it('sets middle, sides and width', () => {
    const [mono] = levels({ widthPct: 0 }, tone(1000, 0.5, -0.5), 1000);
    expect(mono).toBeLessThan(1e-6);
    expect(levels({ widthPct: 200 }, tone(1000, 0.25, -0.25), 1000)[0]).toBeCloseTo(0.5, 4);
    expect(levels({ widthPct: 200 }, tone(1000, 0.25, 0.25), 1000)[0]).toBeCloseTo(0.25, 4);
    expect(levels({ midDb: -6.02 }, tone(1000, 0.5, 0.5), 1000)[0]).toBeCloseTo(0.25, 3);
    expect(levels({ sideDb: 6.02 }, tone(1000, 0.25, -0.25), 1000)[1]).toBeCloseTo(0.5, 3);
  });

  it('makes what lies below a frequency mono, and leaves what lies above', () => {
    const side = (freq: number): number => {
      const [l, r] = levels({ monoBelowHz: 200 }, tone(freq, 0.5, -0.5), freq);
      return db((l + r) / 2 / 0.5);
    };
    expect(side(50)).toBeLessThan(-45);
    expect(side(200)).toBeCloseTo(-6.02, 1);
    expect(side(2000)).toBeGreaterThan(-0.01);
    // A tone on the left alone stays on the left above: middle and sides turn together.
    const [l, r] = levels({ monoBelowHz: 200 }, tone(1500, 0.5, 0), 1500);
    expect(l).toBeCloseTo(0.5, 2);
    expect(db(r / 0.5)).toBeLessThan(-40);
    const [low] = levels({ monoBelowHz: 200 }, tone(50, 0.5, 0.5), 50);
    expect(low).toBeCloseTo(0.5, 3);
  });
});
