import { describe, expect, it } from 'vitest';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { db, noise, prepared, render, rms, stereo } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('transient') as AnyEffect;
const RATE = 48_000;
const { latency } = prepared(effect, RATE);

/** Four drum-like hits: noise that dies away with 80 ms. */
const hits = (peak: number) => {
  const s = noise(RATE * 2, peak, 4);
  for (let i = 0; i < s.left.length; i++) {
    const at = (i % (RATE / 2)) / RATE;
    const level = at < 0.002 ? at / 0.002 : Math.exp(-(at - 0.002) / 0.08);
    s.left[i] *= level;
    s.right[i] *= level;
  }
  return s;
};
/** Gain in dB on the attack (first 10 ms) and the tail (150 to 300 ms) of the last hit. */
const shaped = (over: AnyValues, peak = 0.5): [number, number] => {
  const input = hits(peak);
  const out = render(effect, RATE, over, input);
  const part = (fromMs: number, toMs: number): number => {
    const from = RATE * 1.5 + fromMs * 48;
    const to = RATE * 1.5 + toMs * 48;
    return db(rms(out.left, from + latency, to + latency) / rms(input.left, from, to));
  };
  return [part(0, 10), part(150, 300)];
};

describe('transient shaper', () => {
  it('is an exact delay at rest', () => {
    const input = noise(9600, 0.5);
    const out = render(effect, RATE, {}, input);
    for (let i = 0; i + latency < 9600; i++) expect(out.left[i + latency]).toBe(input.left[i]);
  });

  it('raises and lowers attacks, and leaves the rest', () => {
    const [up, upTail] = shaped({ attackPct: 100 });
    const [down, downTail] = shaped({ attackPct: -100 });
    expect(up).toBeGreaterThan(4);
    expect(down).toBeLessThan(-4);
    expect(Math.abs(upTail)).toBeLessThan(1);
    expect(Math.abs(downTail)).toBeLessThan(1);
  });

  it('lengthens and shortens what follows, and leaves the attack', () => {
    const [upAttack, up] = shaped({ sustainPct: 100 });
    const [downAttack, down] = shaped({ sustainPct: -100 });
    expect(up).toBeGreaterThan(4);
    expect(down).toBeLessThan(-4);
    expect(Math.abs(upAttack)).toBeLessThan(2);
    expect(Math.abs(downAttack)).toBeLessThan(2);
  });

  it('does the same at any level', () => {
    const [loud] = shaped({ attackPct: 80 }, 0.9);
    const [quiet] = shaped({ attackPct: 80 }, 0.02);
    expect(Math.abs(loud - quiet)).toBeLessThan(0.5);
  });

  it('leaves steady sound at its level', () => {
    const input = stereo(RATE);
    for (let i = 0; i < RATE; i++) input.left[i] = input.right[i] = 0.3 * Math.sin(i / 5);
    const out = render(effect, RATE, { attackPct: 100, sustainPct: 100 }, input);
    expect(db(rms(out.left, RATE / 2) / rms(input.left, RATE / 2))).toBeCloseTo(0, 1);
  });
});
