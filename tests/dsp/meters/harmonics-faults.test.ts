import { describe, expect, it } from 'vitest';
import { clicks, clippedRuns } from '../../../src/dsp/meters/faults.ts';
import { harmonicsAddedDb } from '../../../src/dsp/meters/harmonics.ts';
import {
  activeReductions,
  momentaryPercentile,
  momentarySeries,
} from '../../../src/dsp/meters/loudness-series.ts';
import { percentile, weightedMedian } from '../../../src/dsp/meters/percentile.ts';
import { noise, pinkNoise, sine } from './signals.ts';

const RATE = 48_000;

describe('harmonics added by a gain', () => {
  const hz = 55;
  // A bass note with harmonics of its own, which must not count.
  const bass = Float32Array.from({ length: RATE * 2 }, (_, n) => {
    const w = (2 * Math.PI * hz * n) / RATE;
    return 0.4 * Math.sin(w) + 0.2 * Math.sin(2 * w + 1) + 0.1 * Math.sin(3 * w + 2) + 0.05 * Math.sin(5 * w);
  });

  it('are none for a fader', () => {
    expect(
      harmonicsAddedDb(
        bass,
        bass.map((v) => 0.3 * v),
        RATE,
      ),
    ).toBeLessThan(-100);
  });

  it.each([0.2, 0.05, 0.01])(
    'are depth/2 of the fundamental for a gain that ripples at twice the pitch by %f',
    (depth) => {
      const out = bass.map((v, n) => v * (1 + depth * Math.cos((4 * Math.PI * hz * n) / RATE)));
      // The third harmonic gets depth/2; the fundamental changes by as much, depending on the phase.
      expect(Math.abs(harmonicsAddedDb(bass, out, RATE) - 20 * Math.log10(depth / 2))).toBeLessThan(1);
    },
  );

  it('hardly come from a gain that moves slowly', () => {
    const out = bass.map((v, n) => v * (0.8 + 0.2 * Math.cos((2 * Math.PI * 1.5 * n) / RATE)));
    expect(harmonicsAddedDb(bass, out, RATE)).toBeLessThan(-55);
  });

  it('need a held note', () => {
    expect(() => harmonicsAddedDb(new Float32Array(RATE), new Float32Array(RATE), RATE)).toThrow(/note/);
    const glide = Float32Array.from({ length: RATE }, (_, n) =>
      Math.sin(2 * Math.PI * (60 * (n / RATE) + 150 * (n / RATE) ** 2)),
    );
    expect(() => harmonicsAddedDb(glide, glide, RATE)).toThrow(/note/);
  });
});

describe('clipped runs', () => {
  it('are three samples or more at full scale on one side', () => {
    const x = Float32Array.of(0, 1, 1, 0, 1, 1, 1, -1, -1, 0.5, -1, -1.2, -1, -1);
    expect(clippedRuns([new Float32Array(4), x])).toEqual([
      { channel: 1, at: 4, frames: 3 },
      { channel: 1, at: 10, frames: 4 },
    ]);
    expect(clippedRuns([sine(RATE, 997, 0.9998)])).toEqual([]);
    expect(clippedRuns([sine(RATE, 100, 1.2).map((v) => Math.max(-1, Math.min(1, v)))])).toHaveLength(200);
  });
});

describe('clicks', () => {
  const music = pinkNoise(RATE * 2, 1, 0.03).map(
    (v, n) =>
      0.3 * v +
      0.2 * Math.sin((2 * Math.PI * 220 * n) / RATE) +
      0.1 * Math.sin((2 * Math.PI * 554 * n) / RATE),
  );

  it('are found where they are', () => {
    const x = music.slice();
    x[30_000]! += 0.4;
    for (let n = 70_000; n < x.length; n++) x[n] = music[n - 137]!; // a splice
    const found = clicks([x], RATE);
    expect(found.some((c) => Math.abs(c.at - 30_000) < 30)).toBe(true);
    expect(found.filter((c) => Math.abs(c.at - 30_000) >= 100 && Math.abs(c.at - 70_000) >= 100)).toEqual([]);
  });

  it('are not seen in music, nor in the attacks of drums', () => {
    expect(clicks([music], RATE)).toEqual([]);
    const drums = noise(RATE * 2, 4, 0.8).map(
      (v, n) =>
        v * Math.exp(-(n % 12_000) / 1500) +
        0.3 * Math.sin((2 * Math.PI * 60 * n) / RATE) * Math.exp(-(n % 24_000) / 5000),
    );
    expect(clicks([drums], RATE)).toEqual([]);
  });

  it('a fade of 10 ms makes none, a hard stop of a tone does', () => {
    const tone = sine(RATE, 440, 0.5);
    const faded = tone.map((v, n) => v * Math.max(0, Math.min(1, (24_000 - n) / 480)));
    const cut = tone.map((v, n) => (n < 24_020 ? v : 0));
    expect(clicks([faded], RATE)).toEqual([]);
    expect(clicks([cut], RATE).some((c) => Math.abs(c.at - 24_020) < 80)).toBe(true);
  });
});

describe('series and percentiles', () => {
  it('pick the nearest rank, and the weighted middle', () => {
    expect(percentile([3, 1, 2], 50)).toBe(2);
    expect(percentile([3, 1, 2], 100)).toBe(3);
    expect(percentile([], 50)).toBeNaN();
    expect(weightedMedian([1, 2, 30], [1, 1, 1])).toBe(2);
    expect(weightedMedian([1, 2, 30], [1, 1, 9])).toBe(30);
    expect(weightedMedian([1, 3], [1, 1])).toBe(2);
    expect(weightedMedian([1], [0])).toBeNaN();
  });

  it('momentary values come every 10 ms from 400 ms on', () => {
    const x = sine(RATE, 997, 0.1);
    const series = momentarySeries([x, x], RATE);
    expect(series[0]![0]).toBe(0.4);
    expect(series.at(-1)![0]).toBe(1);
    expect(series).toHaveLength(61);
    expect(momentaryPercentile([x, x], RATE, 50)).toBeCloseTo(-20, 1);
  });

  it('reductions count only while there is input', () => {
    const x = sine(RATE * 2, 997, 0.1).map((v, n) => (n < RATE ? v : v * 1e-3));
    const series = momentarySeries([x, x], RATE);
    const reductionDb = Array.from({ length: 200 }, (_, i) => (i < 100 ? -6 : 0));
    const active = activeReductions({ stepS: 0.01, reductionDb }, series);
    expect(active.length).toBeGreaterThan(90);
    expect(active.length).toBeLessThan(125);
    expect(percentile(active, 50)).toBe(6);
  });
});
