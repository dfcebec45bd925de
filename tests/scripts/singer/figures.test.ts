import { describe, expect, it } from 'vitest';
import { Random } from '../../../scripts/songs/signal/random.ts';
import {
  bandDb,
  cents,
  frameLevels,
  harmonicsToNoiseDb,
  median,
  onsetNear,
  pitchCurve,
  pitchNear,
  quantile,
  vibratoOf,
} from '../../../scripts/songs/singer/measure/figures.ts';

const RATE = 48_000;

/** A second of twelve harmonics, falling by 6 dB an octave; the pitch may move. */
function voice(pitchAt: (timeS: number) => number, seconds = 1): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: seconds * RATE }, (_, i) => {
    phase += (2 * Math.PI * pitchAt(i / RATE)) / RATE;
    let sum = 0;
    for (let h = 1; h <= 12; h++) sum += Math.sin(h * phase) / h;
    return 0.2 * sum;
  });
}

const powerOf = (x: Float32Array): number => x.reduce((sum, v) => sum + v * v, 0) / x.length;

describe('what is measured of a voice', () => {
  it('is its pitch within a cent, also where the score expects another', () => {
    for (const hz of [110, 233.7, 391.1]) {
      const x = voice(() => hz);
      for (const expected of [hz, hz * 1.12, hz / 1.12]) {
        expect(Math.abs(cents(pitchNear(x, RATE, 0.5, expected).hz, hz))).toBeLessThan(1);
      }
    }
  });

  it('is no pitch where there is only noise', () => {
    const random = new Random(4);
    const noise = Float32Array.from({ length: RATE }, () => 0.1 * random.gaussian());
    expect(pitchNear(noise, RATE, 0.5, 220).hz).toBe(0);
  });

  it('is harmonics-to-noise within 1.5 dB of what was mixed', () => {
    for (const wantedDb of [12, 18, 26]) {
      const x = voice(() => 220);
      const random = new Random(7);
      const deviation = Math.sqrt(powerOf(x) / 10 ** (wantedDb / 10));
      for (let i = 0; i < x.length; i++) x[i]! += deviation * random.gaussian();
      const frames = pitchCurve(x, RATE, 0.2, 0.8, 220);
      const measured = harmonicsToNoiseDb(median(frames.map((f) => f.periodicity)));
      expect(Math.abs(measured - wantedDb), `${wantedDb} dB`).toBeLessThan(1.5);
    }
  });

  it('is the rate and the extent of a vibrato, on a note that also drifts', () => {
    const x = voice((t) => 300 * 2 ** ((40 * Math.sin(2 * Math.PI * 5.6 * t) + 25 * t) / 1200), 2);
    const curve = pitchCurve(x, RATE, 0.1, 1.9, 300).map((f) => cents(f.hz, 300));
    const { rateHz, extentCents } = vibratoOf(curve, 0.01);
    expect(Math.abs(rateHz - 5.6)).toBeLessThan(0.15);
    expect(Math.abs(extentCents - 40)).toBeLessThan(4);
  });

  it('is where a vowel comes out of its consonant, within two steps of the search, not where the consonant hisses', () => {
    const random = new Random(9);
    for (const startS of [0.46, 0.5, 0.53]) {
      const x = voice(() => 250);
      for (let i = 0; i < x.length; i++) {
        const t = i / RATE;
        if (t < startS) x[i] = t > startS - 0.09 ? 0.01 * random.gaussian() : 0;
      }
      // Steps of 2.5 ms.
      expect(Math.abs(onsetNear(x, RATE, 0.5) - startS)).toBeLessThan(0.005 + 1e-9);
    }
  });

  it('is a step of the level, and none in a steady voice', () => {
    const largest = (x: Float32Array) => {
      const levels = frameLevels(x, RATE, 0.2, 0.8, 280);
      return Math.max(...levels.slice(1).map((level, i) => Math.abs(level - levels[i]!)));
    };
    const x = voice(() => 280);
    expect(largest(x)).toBeLessThan(0.5);
    for (let i = RATE / 2; i < x.length; i++) x[i]! *= 10 ** (12 / 20);
    expect(largest(x)).toBeGreaterThan(3);
  });

  it('is the level of a band, to which other bands add nothing', () => {
    const low = Float32Array.from({ length: RATE }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / RATE));
    const both = low.map((v, i) => v + 0.1 * Math.sin((2 * Math.PI * 10_000 * i) / RATE));
    const ratioDb = bandDb(both, RATE, 0.5, [8000, 16_000], 2048) - bandDb(both, RATE, 0.5, [80, 4000], 2048);
    expect(ratioDb).toBeCloseTo(-20, 1);
    expect(bandDb(low, RATE, 0.5, [8000, 16_000], 2048)).toBeLessThan(
      bandDb(low, RATE, 0.5, [80, 4000], 2048) - 80,
    );
  });

  it('is summed up by quantiles between the values', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(median([7])).toBe(7);
  });
});
