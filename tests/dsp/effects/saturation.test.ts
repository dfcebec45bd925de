import { describe, expect, it } from 'vitest';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, noise, prepared, render, sine } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('saturation') as AnyEffect;
const CHARACTERS = ['tape', 'tube', 'transformer'];
const { latency } = prepared(effect, 48_000);

/** Largest partial that is no harmonic, relative to the fundamental, in dB: what has folded back. */
function aliasDb(rate: number, freq: number, peak: number, over: AnyValues): number {
  const out = render(effect, rate, over, sine(rate, freq, rate, peak)).left;
  const partial = (f: number): number => amplitudeAt(out, f, rate, rate / 2, rate / 2 + 12_000);
  let worst = 0;
  for (let k = Math.ceil(rate / 2 / freq); k < 160; k++) {
    const folded = Math.abs(k * freq - rate * Math.round((k * freq) / rate));
    const fromHarmonic = Math.abs(folded - freq * Math.round(folded / freq));
    if (folded < 20 || folded > 20_000 || fromHarmonic < 60) continue;
    worst = Math.max(worst, partial(folded));
  }
  return db(worst / partial(freq));
}

describe('saturation', () => {
  it.each(CHARACTERS)('%s: folds nothing back above −80 dB, even at full drive', (character) => {
    for (const rate of [44_100, 48_000]) {
      for (const [freq, peak, driveDb] of [
        [1237, 1, 18],
        [4987, 1, 18],
        [9973, 0.5, 18],
        [14_983, 0.5, 18],
      ]) {
        expect(aliasDb(rate, freq, peak, { character, driveDb }), `${freq} Hz at ${rate}`).toBeLessThan(-80);
      }
    }
  });

  it.each(CHARACTERS)('%s: makes no constant', (character) => {
    for (const freq of [50, 400, 3000]) {
      const out = render(effect, 48_000, { character, driveDb: 12 }, sine(96_000, freq, 48_000, 0.7)).left;
      let sum = 0;
      for (let i = 48_000; i < 96_000; i++) sum += out[i];
      expect(db(Math.abs(sum / 48_000))).toBeLessThan(-80);
    }
  });

  it('makes odd harmonics on tape and transformer, even ones too in a tube', () => {
    const harmonics = (character: string): number[] => {
      const out = render(effect, 48_000, { character, driveDb: 12 }, sine(48_000, 500, 48_000, 0.5)).left;
      const partial = (f: number): number => amplitudeAt(out, f, 48_000, 24_000, 48_000);
      return [1000, 1500].map((f) => db(partial(f) / partial(500)));
    };
    for (const character of ['tape', 'transformer']) {
      const [second, third] = harmonics(character);
      expect(second).toBeLessThan(-90);
      expect(third).toBeGreaterThan(-40);
    }
    expect(harmonics('tube')[0]).toBeGreaterThan(-30);
  });

  it('saturates lows first in a transformer, highs first on tape', () => {
    const third = (character: string, freq: number): number => {
      const out = render(effect, 48_000, { character }, sine(48_000, freq, 48_000, 0.3)).left;
      return db(
        amplitudeAt(out, 3 * freq, 48_000, 24_000, 48_000) / amplitudeAt(out, freq, 48_000, 24_000, 48_000),
      );
    };
    expect(third('transformer', 50) - third('transformer', 5000)).toBeGreaterThan(6);
    expect(third('tape', 5000) - third('tape', 50)).toBeGreaterThan(3);
  });

  it('keeps a tone of −12 dBFS at its level whatever the drive', () => {
    for (const character of CHARACTERS) {
      for (const driveDb of [-12, 6, 18]) {
        const out = render(effect, 48_000, { character, driveDb }, sine(48_000, 700, 48_000, 0.25)).left;
        expect(
          Math.abs(db(amplitudeAt(out, 700, 48_000, 24_000, 48_000) / 0.25)),
          `${character} ${driveDb}`,
        ).toBeLessThan(1.5);
      }
    }
  });

  it('is flat to 20 kHz and clean when hardly driven', () => {
    for (const character of CHARACTERS) {
      for (const freq of [100, 1000, 10_000, 18_000]) {
        const out = render(
          effect,
          48_000,
          { character, driveDb: -12 },
          sine(48_000, freq, 48_000, 0.01),
        ).left;
        expect(
          Math.abs(db(amplitudeAt(out, freq, 48_000, 24_000, 48_000) / 0.01)),
          `${character} ${freq}`,
        ).toBeLessThan(0.2);
      }
    }
  });

  it('is an exact delay with the mix at 0', () => {
    const input = noise(4800, 0.8);
    const out = render(effect, 48_000, { mixPct: 0 }, input);
    for (let i = 0; i + latency < 4800; i++) expect(out.left[i + latency]).toBe(input.left[i]);
  });
});
