import { describe, expect, it } from 'vitest';
import { highestBetween } from '../../../src/dsp/meters/between-samples.ts';
import { waveThrough, WAVE_POINTS } from '../../../src/dsp/meters/true-peak.ts';

const RATE = 48_000;
const FRAMES = 4800;
/** A quarter of the rate with its samples off the crests: the wave is 3 dB higher than any of them. */
const quarter = (gain: number): Float32Array =>
  Float32Array.from({ length: FRAMES }, (_, n) => {
    const fade = Math.sin((Math.PI * n) / FRAMES) ** 2;
    return gain * fade * Math.sin((2 * Math.PI * n) / 4 + Math.PI / 4);
  });
const low = (gain: number): Float32Array =>
  Float32Array.from({ length: FRAMES }, (_, n) => gain * Math.sin((2 * Math.PI * 100 * n) / RATE));

describe('the wave through samples', () => {
  it('meets every sample and a sine between them', () => {
    const sine = Float32Array.from({ length: 400 }, (_, n) => Math.sin((2 * Math.PI * 5000 * n) / RATE));
    const wave = waveThrough(sine, 100, 20);
    wave.forEach((v, i) =>
      expect(v).toBeCloseTo(Math.sin((2 * Math.PI * 5000 * (100 + i / WAVE_POINTS)) / RATE), 2),
    );
    for (let i = 0; i <= 20; i++) expect(wave[i * WAVE_POINTS]).toBe(sine[100 + i]);
  });
  it('takes what lies outside the sound for silence', () => {
    expect(waveThrough(new Float32Array(4).fill(1), 20, 3)).toEqual(new Float64Array(3 * WAVE_POINTS + 1));
  });
});

describe('the highest peak between samples', () => {
  it('stands 3 dB over a quarter of the rate sampled off its crests', () => {
    const found = highestBetween(quarter(0.5), quarter(0.25))!;
    expect(found.side).toBe('left');
    expect(found.waveDb - found.sampleDb).toBeCloseTo(3, 0);
    expect(found.waveDb).toBeCloseTo(20 * Math.log10(0.5), 1);
    expect(Math.abs(found.frame - FRAMES / 2)).toBeLessThan(100);
  });
  it('is shown upright, the peak in the middle, with the samples on the wave', () => {
    const down = quarter(0.5).map((v) => -v);
    const { samples, wave } = highestBetween(down, down)!;
    expect(Math.max(...wave)).toBeGreaterThan(-Math.min(...wave) - 1e-6);
    samples.forEach((v, i) => expect(v).toBe(wave[i * WAVE_POINTS]));
  });
  it('is no higher than the samples of a slow wave', () => {
    const { sampleDb, waveDb } = highestBetween(low(0.5), low(0.5))!;
    expect(waveDb - sampleDb).toBeLessThan(0.01);
  });
  it('is nowhere in silence', () => {
    expect(highestBetween(new Float32Array(100), new Float32Array(100))).toBeNull();
  });
});
