import { describe, expect, it } from 'vitest';
import { CorrelationMeter, stereoImage } from '../../../src/dsp/meters/correlation.ts';
import { crestDb, dcOffset, LevelMeter, rmsDb, samplePeakDb } from '../../../src/dsp/meters/level.ts';
import { noise, sine } from './signals.ts';

describe('correlation', () => {
  const a = noise(48_000, 1);
  const b = noise(48_000, 2);
  const read = (l: Float32Array, r: Float32Array) => {
    const m = new CorrelationMeter(48_000);
    for (let at = 0; at < l.length; at += 128) m.process(l.subarray(at), r.subarray(at), 128);
    return m;
  };

  it('is 1 for mono, −1 for opposite sides, near 0 for strangers, 0 with one side silent', () => {
    expect(read(a, a).correlation).toBeCloseTo(1, 9);
    expect(
      read(
        a,
        a.map((v) => -0.3 * v),
      ).correlation,
    ).toBeCloseTo(-1, 6);
    expect(Math.abs(read(a, b).correlation)).toBeLessThan(0.05);
    expect(read(a, new Float32Array(a.length)).correlation).toBe(0);
    expect(stereoImage(a, b).correlation).toBeCloseTo(0, 1);
  });

  it('is cosine of the phase between two sines', () => {
    const m = read(sine(48_000, 1000, 0.5), sine(48_000, 1000, 0.2, 48_000, Math.PI / 3));
    expect(m.correlation).toBeCloseTo(0.5, 4);
    expect(m.balanceDb).toBeCloseTo(20 * Math.log10(2.5), 4);
  });

  it('forgets after 300 ms', () => {
    const m = new CorrelationMeter(48_000);
    m.process(a, a, 24_000);
    m.process(
      a,
      a.map((v) => -v),
      14_400,
    );
    expect(m.correlation).toBeCloseTo(-1, 9);
  });

  it('recovers from what is no number', () => {
    const broken = a.slice();
    broken[10] = NaN;
    const m = new CorrelationMeter(48_000);
    m.process(broken, broken, broken.length);
    expect(m.correlation).toBeCloseTo(1, 9);
  });
});

describe('level', () => {
  it('reads a sine: peak, rms 3.01 dB under it, crest, DC', () => {
    const x = sine(48_000, 1000, 0.5).map((v) => v + 0.01);
    const plain = sine(48_000, 1000, 0.5);
    expect(samplePeakDb([plain])).toBeCloseTo(-6.02, 2);
    expect(rmsDb([plain])).toBeCloseTo(-9.03, 2);
    expect(crestDb([plain, plain])).toBeCloseTo(3.01, 2);
    expect(dcOffset([plain, x])).toBeCloseTo(0.01, 6);
  });

  it('takes what came since it was last asked', () => {
    const m = new LevelMeter();
    const out = new Float32Array(4);
    m.process(sine(4800, 1000, 1), sine(4800, 1000, 0.1), 4800);
    m.take(out);
    [0, -20, -3.01, -23.01].forEach((db, i) => expect(out[i]).toBeCloseTo(db, 2));
    m.take(out);
    expect([...out]).toEqual([-Infinity, -Infinity, -Infinity, -Infinity]);
  });

  it.each([NaN, Infinity])('never reads %f, and knows nothing of it the next time', (broken) => {
    const m = new LevelMeter();
    const out = new Float32Array(4);
    const x = sine(4800, 1000, 1);
    const damaged = x.slice();
    damaged[7] = broken;
    m.process(damaged, x, 4800);
    m.take(out);
    expect(out.some((db) => Number.isNaN(db) || db > 0.01)).toBe(false);
    expect(out[3]).toBeCloseTo(-3.01, 2);
    m.process(x, x, 4800);
    m.take(out);
    [0, 0, -3.01, -3.01].forEach((db, i) => expect(out[i]).toBeCloseTo(db, 2));
  });
});
