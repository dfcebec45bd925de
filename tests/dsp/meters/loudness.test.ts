import { describe, expect, it } from 'vitest';
import { kWeighting } from '../../../src/dsp/meters/k-weighting.ts';
import type { Section } from '../../../src/dsp/meters/k-weighting.ts';
import { integratedLoudness, LoudnessMeter } from '../../../src/dsp/meters/loudness.ts';
import { bestTime, noise } from './signals.ts';

const magnitudeDb = (s: Section, w: number): number => {
  const re = (c0: number, c1: number, c2: number) => c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w);
  const im = (c1: number, c2: number) => c1 * Math.sin(w) + c2 * Math.sin(2 * w);
  return (
    20 *
    Math.log10(
      Math.hypot(re(s.b0, s.b1, s.b2), im(s.b1, s.b2)) / Math.hypot(re(1, s.a1, s.a2), im(s.a1, s.a2)),
    )
  );
};
const responseDb = (hz: number, rate: number) =>
  kWeighting(rate).reduce((sum, s) => sum + magnitudeDb(s, (2 * Math.PI * hz) / rate), 0);

describe('K-weighting', () => {
  it('has the coefficients of BS.1770-5 at 48 kHz', () => {
    const [shelf, highPass] = kWeighting(48_000);
    const expected = [
      [shelf.b0, 1.53512485958697],
      [shelf.b1, -2.69169618940638],
      [shelf.b2, 1.19839281085285],
      [shelf.a1, -1.69065929318241],
      [shelf.a2, 0.73248077421585],
      [highPass.b0, 1],
      [highPass.b1, -2],
      [highPass.b2, 1],
      [highPass.a1, -1.99004745483398],
      [highPass.a2, 0.99007225036621],
    ] as const;
    for (const [is, should] of expected) expect(is).toBeCloseTo(should, 12);
  });

  it.each([44_100, 88_200, 96_000, 176_400, 192_000])(
    'is within 0.02 dB of that response at %i Hz',
    (rate) => {
      for (let hz = 20; hz < 18_000; hz *= 1.05)
        expect(Math.abs(responseDb(hz, rate) - responseDb(hz, 48_000))).toBeLessThan(0.02);
    },
  );
});

describe('LoudnessMeter', () => {
  it('reads the standard’s reference: 997 Hz at full scale in one channel is −3.01 LUFS', () => {
    const x = Float32Array.from({ length: 48_000 * 2 }, (_, n) => Math.sin((2 * Math.PI * 997 * n) / 48_000));
    expect(integratedLoudness([x], 48_000)).toBeCloseTo(-3.01, 2);
    expect(integratedLoudness([x, x], 48_000)).toBeCloseTo(0, 1);
  });

  it.each([8000, 11_025, 22_050, 44_100, 48_000, 192_000])(
    'gives the same to the bit for any division into blocks, at %i Hz',
    (rate) => {
      const left = noise(rate * 5, 1);
      const right = noise(rate * 5, 2);
      const whole = new LoudnessMeter(rate);
      whole.process(left, right, left.length);
      const parts = new LoudnessMeter(rate);
      for (let at = 0, n = 1; at < left.length; at += n, n = ((n * 7) % 997) + 1) {
        parts.process(left, right, Math.min(n, left.length - at), at);
      }
      for (const key of [
        'momentary',
        'shortTerm',
        'integrated',
        'momentaryMax',
        'shortTermMax',
        'lra',
      ] as const) {
        expect(parts[key]).toBe(whole[key]);
        expect(Number.isFinite(whole[key])).toBe(true);
      }
    },
  );

  it('weights 5.1: surrounds count 1.41 times, the LFE not at all', () => {
    const x = noise(48_000, 3);
    const none = new Float32Array(x.length);
    const only = (c: number) =>
      integratedLoudness(
        Array.from({ length: 6 }, (_, i) => (i === c ? x : none)),
        48_000,
      );
    expect(only(4) - only(0)).toBeCloseTo(10 * Math.log10(1.41), 6);
    expect(only(2)).toBeCloseTo(only(0), 9);
    expect(only(3)).toBe(-Infinity);
  });

  it('has no value before a window is full, nor in silence', () => {
    const m = new LoudnessMeter(48_000);
    const x = noise(48_000 * 3, 4);
    m.process(x, x, 19_199);
    expect(m.momentary).toBe(-Infinity);
    expect(m.integrated).toBe(-Infinity);
    m.process(x, x, 1, 19_199);
    expect(m.momentary).toBeGreaterThan(-40);
    m.process(x, x, 48_000 * 3 - 19_200 - 1, 19_200);
    expect(m.shortTerm).toBe(-Infinity);
    m.process(x, x, 1, 48_000 * 3 - 1);
    expect(m.shortTerm).toBeGreaterThan(-40);
    m.reset();
    const silence = new Float32Array(48_000 * 4);
    m.process(silence, silence, silence.length);
    for (const key of [
      'momentary',
      'shortTerm',
      'integrated',
      'momentaryMax',
      'shortTermMax',
      'lra',
    ] as const) {
      expect(m[key]).toBe(-Infinity);
    }
  });

  it('keeps exact gates when the store has to grow', () => {
    const seconds = 700;
    const m = new LoudnessMeter(8000);
    const loud = noise(8000, 5);
    const soft = loud.map((v) => v * 0.15);
    for (let s = 0; s < seconds; s++) m.process(s < 350 ? loud : soft, s < 350 ? loud : soft, 8000);
    const first = new LoudnessMeter(8000);
    for (let s = 0; s < 350; s++) first.process(loud, loud, 8000);
    expect(Math.abs(m.integrated - first.integrated)).toBeLessThan(0.01);
    expect(Math.abs(m.lra - 20 * Math.log10(1 / 0.15))).toBeLessThan(0.05);
  });

  it('recovers from what is no number, and reset equals new', () => {
    const x = noise(48_000 * 4, 6);
    const broken = x.slice();
    broken[1000] = NaN;
    broken[2000] = Infinity;
    const m = new LoudnessMeter(48_000);
    m.process(broken, broken, broken.length);
    const clean = new LoudnessMeter(48_000);
    clean.process(x, x, x.length);
    expect(m.momentary).toBeCloseTo(clean.momentary, 4);
    expect(Math.abs(m.integrated - clean.integrated)).toBeLessThan(0.1);
    m.reset();
    m.process(x, x, x.length);
    expect(m.integrated).toBe(clean.integrated);
    expect(m.lra).toBe(clean.lra);
  });

  it('does not slow down in silence after sound', () => {
    const m = new LoudnessMeter(48_000);
    const x = noise(48_000, 7);
    const silence = new Float32Array(48_000);
    m.process(x, x, x.length);
    const twentySeconds = () => {
      for (let s = 0; s < 20; s++) m.process(silence, silence, silence.length);
    };
    const early = bestTime(twentySeconds);
    const late = bestTime(twentySeconds);
    // Denormal arithmetic is ten to a hundred times slower.
    expect(late).toBeLessThan(early * 3 + 5);
  });
});
