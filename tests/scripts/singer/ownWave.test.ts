import { describe, expect, it } from 'vitest';
import { Biquad } from '../../../scripts/songs/signal/biquad.ts';
import { analyse, type Envelope } from '../../../scripts/songs/singer/envelope.ts';
import type { Sung } from '../../../scripts/songs/singer/layout.ts';
import { OwnWave, ownWaveShare, pitchMarks } from '../../../scripts/songs/singer/ownWave.ts';

const RATE = 16000;
const FORMANTS_HZ = [620, 1250, 2450] as const;
const Q = 7;

/** A second of pulses through three resonances, the pulses at whole periods. */
function vowel(pitchHz: number): Float32Array {
  const formants = FORMANTS_HZ.map((hz) => new Biquad('bandPass', hz, Q, 0, RATE));
  return Float32Array.from({ length: RATE }, (_, i) => {
    let pulse = 0;
    for (let h = 1; h * pitchHz < 7900; h++) pulse += Math.cos((2 * Math.PI * h * pitchHz * i) / RATE);
    return formants.reduce((sum, f) => sum + f.step(pulse), 0);
  });
}

const analysed = (samples: Float32Array): Envelope =>
  analyse(
    { sampleRate: RATE, samples, phones: [{ name: 'aa', startS: 0, endS: 1 }] },
    {
      fftSize: 1024,
      sampleRate: RATE,
      pitchRangeHz: [110, 320],
      sharpen: 1,
      bandwidthHz: 7600,
      smoothingS: 0.002,
    },
  );

const sung = (name: string, startS: number, endS: number, nucleus: boolean): Sung => ({
  name,
  startS,
  endS,
  nucleus,
  speechFromS: startS,
  speechToS: endS,
  syllable: 0,
});

describe('the closures of the glottis', () => {
  it('lie one spoken period apart, right behind the pulses', () => {
    const pitchHz = 180;
    const samples = vowel(pitchHz);
    const marks = pitchMarks(samples, analysed(samples)).slice(5, -5);
    expect(marks.length).toBeGreaterThan(150);
    for (const [i, mark] of marks.entries()) {
      expect(Math.abs(mark.period / (RATE / pitchHz) - 1)).toBeLessThan(0.01);
      const late = (mark.at * pitchHz) / RATE;
      expect(late - Math.floor(late)).toBeLessThan(0.2);
      if (i > 0) expect(Math.abs(mark.at - marks[i - 1]!.at - RATE / pitchHz)).toBeLessThan(1.5);
    }
  });

  it('are not found in silence', () => {
    const silence = new Float32Array(RATE);
    expect(pitchMarks(silence, analysed(silence))).toEqual([]);
  });
});

describe('the share of the own wave', () => {
  it('is all of voiced consonants and of both ends of a vowel, nothing of its middle and of hisses', () => {
    const share = ownWaveShare(
      [sung('s', 0.1, 0.2, false), sung('l', 0.2, 0.3, false), sung('iy', 0.3, 0.8, true)],
      1000,
      0.05,
    );
    expect(share[50]).toBe(0);
    expect(share[150]).toBe(0);
    expect(share[250]).toBe(1);
    expect(share[340]).toBe(1);
    expect(share[370]).toBeCloseTo(0.5, 5);
    expect(share[550]).toBe(0);
    expect(share[790]).toBe(1);
    expect(share[900]).toBe(0);
  });
});

describe('a period of the own wave', () => {
  const size = 1024;
  const centre = 256;
  const pitchHz = 180;
  const samples = vowel(pitchHz);
  const envelope = analysed(samples);
  const whole = [sung('aa', 0, 1, true)];

  const laid = (periodS: number, scale: number) => {
    const re = new Float64Array(size);
    const im = new Float64Array(size);
    new OwnWave(samples, envelope, whole, 1000, 1).spectrum(0.5, centre, scale, periodS, re, im);
    return Float64Array.from({ length: size / 2 }, (_, i) => re[i]! ** 2 + im[i]! ** 2);
  };
  const peakHz = (power: Float64Array, lowHz: number, highHz: number) => {
    let best = Math.round((lowHz * size) / RATE);
    for (let i = best; i < (highHz * size) / RATE; i++) if (power[i]! > power[best]!) best = i;
    return (best * RATE) / size;
  };

  it('has the formants of the speech, and scaled ones where the tract is scaled', () => {
    const power = laid(1 / 300, 1);
    expect(Math.abs(peakHz(power, 900, 1700) / FORMANTS_HZ[1] - 1)).toBeLessThan(0.06);
    expect(Math.abs(peakHz(power, 2000, 3000) / FORMANTS_HZ[2] - 1)).toBeLessThan(0.06);
    const moved = peakHz(laid(1 / 300, 0.9), 1800, 3000) / peakHz(power, 1800, 3000);
    expect(Math.abs(moved - 0.9)).toBeLessThan(0.03);
  });

  it('carries the power of the speech at any pitch', () => {
    const sum = (power: Float64Array) => power.reduce((a, b) => a + b, 0);
    // As many periods a second as the pitch says.
    expect(sum(laid(1 / 300, 1)) * 300).toBeCloseTo(sum(laid(1 / 200, 1)) * 200, 3);
  });
});
