import { describe, expect, it } from 'vitest';
import { passageTruePeakDb, TruePeakMeter, truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { noise, pinkNoise, sine } from './signals.ts';

/** A sine that fades in and out slowly, so that its true peak is its amplitude and nothing rings at its ends. */
const swelling = (perRate: number, phase: number) => {
  const x = sine(6000, perRate, 1, 1, phase);
  return x.map((v, n) => v * (0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, n / 1000, (5999 - n) / 1000))));
};

/** The largest magnitude at 64 points a sample, by a sinc over the whole signal: slow and beyond doubt. */
function referencePeak(x: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let at = from * 64; at < to * 64; at++) {
    let y = 0;
    for (let n = 0; n < x.length; n++) {
      const d = at / 64 - n;
      y += x[n]! * (d === 0 ? 1 : Math.sin(Math.PI * d) / (Math.PI * d));
    }
    peak = Math.max(peak, Math.abs(y));
  }
  return peak;
}

describe('true peak', () => {
  it.each([
    [0.01, 0.03],
    [0.1, 0.03],
    [0.25, 0.03],
    [0.333, 0.03],
    [0.4, 0.03],
    [0.43, 0.03],
    [0.45, 0.05],
  ])('of a sine at %f of the rate is within %f dB, whatever its phase', (perRate, tolerance) => {
    for (let k = 0; k < 12; k++)
      expect(Math.abs(truePeakDb([swelling(perRate, (k * Math.PI) / 12)]))).toBeLessThan(tolerance);
  });

  it('of noise agrees with a whole-length sinc', () => {
    for (let seed = 1; seed <= 4; seed++) {
      // Band-limited below 0.45 of the rate, where every interpolator is defined alike.
      const raw = noise(600, seed, 0.9);
      const x = new Float32Array(600);
      for (let n = 100; n < 500; n++) {
        let y = 0;
        for (let k = -40; k <= 40; k++) {
          const w = 0.5 + 0.5 * Math.cos((Math.PI * k) / 41);
          y += raw[n + k]! * w * (k === 0 ? 0.8 : Math.sin(Math.PI * 0.8 * k) / (Math.PI * k));
        }
        x[n] = y;
      }
      const fade = 60;
      for (let n = 100; n < 500; n++) x[n]! *= Math.min(1, (n - 100) / fade, (499 - n) / fade);
      const expected = 20 * Math.log10(referencePeak(x, 90, 510));
      expect(Math.abs(truePeakDb([x]) - expected)).toBeLessThan(0.05);
    }
  });

  it('is the same to the bit for any division into blocks, live and refined', () => {
    const left = pinkNoise(48_000, 1, 0.2);
    const right = noise(48_000, 2, 0.7);
    for (const refined of [false, true]) {
      const whole = new TruePeakMeter(2, { refined });
      whole.process(left, right, left.length);
      whole.flush();
      const parts = new TruePeakMeter(2, { refined });
      for (let at = 0, n = 1; at < left.length; at += n, n = ((n * 5) % 301) + 1) {
        parts.process(left, right, Math.min(n, left.length - at), at);
      }
      parts.flush();
      expect(parts.channelMaxDb(0)).toBe(whole.channelMaxDb(0));
      expect(parts.channelMaxDb(1)).toBe(whole.channelMaxDb(1));
    }
  });

  it('loses no peak by what it proves away: a loud start hides nothing that is louder later', () => {
    const x = sine(48_000, 997, 0.7);
    const spot = 30_011;
    for (let k = -30; k <= 30; k++) {
      const d = k - 0.5;
      x[spot + k]! += (0.29 * Math.sin(Math.PI * 0.9 * d)) / (Math.PI * 0.9 * d) / Math.cosh(d / 12);
    }
    const alone = x.slice(spot - 2000, spot + 2000);
    for (let n = 0; n < 500; n++) {
      alone[n]! *= n / 500;
      alone[3999 - n]! *= n / 500;
    }
    expect(truePeakDb([x])).toBeCloseTo(truePeakDb([alone]), 6);
    expect(truePeakDb([x])).toBeGreaterThan(-2);
  });

  it('counts both ends of a programme', () => {
    // Two like samples make an arch higher than both; here they are the first, or the last, two there are.
    const start = new Float32Array(100);
    start[0] = start[1] = 0.5;
    const end = start.slice().reverse();
    expect(truePeakDb([start])).toBeGreaterThan(-4.1);
    expect(truePeakDb([end])).toBeCloseTo(truePeakDb([start]), 9);
    expect(truePeakDb([Float32Array.of(0.5, 0.5)])).toBeCloseTo(truePeakDb([start]), 9);
  });

  it('has no value in silence, and what is no number does not stick', () => {
    expect(truePeakDb([new Float32Array(1000)])).toBe(-Infinity);
    for (const refined of [false, true]) {
      // At the loud place that was to be the maximum, and at the very beginning.
      for (const at of [0, 12, 100]) {
        const x = sine(48_000, 997, 0.5);
        x[at] = NaN;
        const meter = new TruePeakMeter(1, { refined });
        meter.processChannels([x], x.length);
        meter.flush();
        expect(meter.maxDb, `frame ${at}`).toBeGreaterThan(-6.1);
        expect(meter.maxDb, `frame ${at}`).toBeLessThan(-5.9);
      }
    }
  });
});

describe('a passage cut out of something longer', () => {
  // A limited square: it stands at the ceiling where it is cut, and swings over only there.
  const flat = Float32Array.from(
    { length: 9600 },
    (_, i) => 0.8 * Math.tanh(6 * Math.cos((2 * Math.PI * i) / 960)),
  );

  it('is not blamed for the cut', () => {
    const ceilingDb = 20 * Math.log10(0.8);
    expect(truePeakDb([flat])).toBeGreaterThan(ceilingDb + 0.5);
    expect(passageTruePeakDb([flat], 48_000)).toBeLessThan(ceilingDb + 0.01);
    expect(passageTruePeakDb([flat], 48_000)).toBeGreaterThan(ceilingDb - 0.05);
  });

  it('keeps its sound', () => {
    const before = flat.slice();
    passageTruePeakDb([flat], 48_000);
    expect(flat).toEqual(before);
  });
});
