import { describe, expect, it } from 'vitest';
import { averageBandLevels, bandCentresHz, bandLevels, nominalHz } from '../../../src/dsp/meters/bands.ts';
import { distanceToCleanDb, thirdOctaveChangeDb } from '../../../src/dsp/meters/distance-to-clean.ts';
import { SpectrumAnalyser } from '../../../src/dsp/meters/spectrum.ts';
import { bestTime, noise, pinkNoise, sine } from './signals.ts';

const RATE = 48_000;
const at = (freqsHz: ArrayLike<number>, hz: number) =>
  Array.from(freqsHz).reduce(
    (best, f, i) => (Math.abs(Math.log(f / hz)) < Math.abs(Math.log(freqsHz[best]! / hz)) ? i : best),
    0,
  );

describe('SpectrumAnalyser', () => {
  it.each([60, 100, 440, 1000, 5000, 12_345])('shows a sine of %i Hz at its own level', (hz) => {
    const s = new SpectrumAnalyser(RATE);
    const x = sine(RATE, hz, 0.25);
    s.push(x, x);
    s.update(1 / 60);
    expect(Math.max(...s.levelsDb)).toBeCloseTo(-12.04, 0);
    expect(
      Math.abs(12 * Math.log2(s.freqsHz[s.levelsDb.indexOf(Math.max(...s.levelsDb))]! / hz)),
    ).toBeLessThan(2);
    // Two octaves away there is nothing.
    expect(s.levelsDb[at(s.freqsHz, hz * 4 < 19_000 ? hz * 4 : hz / 4)]).toBeLessThan(-70);
  });

  it('shows pink noise level, and tilts about 1 kHz on request', () => {
    const s = new SpectrumAnalyser(RATE, { fallDbPerS: 1e9 });
    const x = pinkNoise(RATE * 20, 1);
    const mean = (slope: number) => {
      s.slopeDbPerOctave = slope;
      const sum = new Float64Array(s.freqsHz.length);
      for (let from = 0; from + 16_384 <= x.length; from += 16_384) {
        s.push(x.subarray(from, from + 16_384), x.subarray(from, from + 16_384));
        s.update(1);
        s.levelsDb.forEach((db, i) => (sum[i]! += 10 ** (db / 10)));
      }
      return sum.map((v) => 10 * Math.log10(v));
    };
    const flat = mean(0);
    const level = (hz: number) => {
      const i = at(s.freqsHz, hz);
      return (flat[i - 2]! + flat[i]! + flat[i + 2]!) / 3;
    };
    for (const hz of [125, 250, 500, 2000, 4000, 8000])
      expect(Math.abs(level(hz) - level(1000))).toBeLessThan(1.5);
    const tilted = mean(3);
    for (const hz of [250, 4000]) {
      const i = at(s.freqsHz, hz);
      expect(tilted[i]! - flat[i]!).toBeCloseTo(3 * Math.log2(s.freqsHz[i]! / 1000), 6);
    }
  });

  it('falls at its rate and holds peaks for their time', () => {
    const s = new SpectrumAnalyser(RATE, { fallDbPerS: 30, holdS: 1 });
    const x = sine(16_384, 1000, 1);
    const silence = new Float32Array(16_384);
    s.push(x, x);
    s.update(0.1);
    const i = at(s.freqsHz, 1000);
    const start = s.levelsDb[i]!;
    s.push(silence, silence);
    s.update(0.5);
    expect(s.levelsDb[i]).toBeCloseTo(start - 15, 6);
    expect(s.peaksDb[i]).toBe(start);
    s.update(0.6);
    expect(s.peaksDb[i]).toBeLessThan(start);
    s.reset();
    expect(s.peaksDb[i]).toBe(-120);
  });

  it('takes interleaved samples as it takes channels, and survives what is no number', () => {
    const l = noise(20_000, 1);
    const r = noise(20_000, 2);
    const inter = new Float32Array(40_000);
    l.forEach((v, n) => {
      inter[2 * n] = v;
      inter[2 * n + 1] = r[n]!;
    });
    const a = new SpectrumAnalyser(RATE);
    const b = new SpectrumAnalyser(RATE);
    a.push(l, r);
    b.pushInterleaved(inter);
    a.update(0.1);
    b.update(0.1);
    expect([...a.levelsDb]).toEqual([...b.levelsDb]);
    inter[30_000] = NaN;
    b.pushInterleaved(inter);
    b.update(0.1);
    expect(b.levelsDb.every((v) => Number.isFinite(v))).toBe(true);
  });

  it('is done within a small part of an animation frame', () => {
    const s = new SpectrumAnalyser(RATE);
    const x = noise(800, 1);
    const twentyPictures = () => {
      for (let i = 0; i < 20; i++) {
        s.push(x, x);
        s.update(1 / 60);
      }
    };
    expect(bestTime(twentyPictures) / 20).toBeLessThan(4);
  });
});

describe('bands', () => {
  it('have the exact centres of IEC 61260 and the preferred names', () => {
    const thirds = bandCentresHz(3, 25, 16_000);
    expect(thirds).toHaveLength(29);
    expect(thirds.map(nominalHz)).toEqual([
      25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000,
      2500, 3150, 4000, 5000, 6300, 8000, 10_000, 12_500, 16_000,
    ]);
    const sixths = bandCentresHz(6, 25, 16_000);
    for (const hz of thirds) expect(sixths.some((f) => Math.abs(f / hz - 1) < 1e-9)).toBe(true);
    expect(sixths[13]! / sixths[12]!).toBeCloseTo(10 ** 0.05, 9);
  });

  it('hold a sine’s rms in its band, and add up to the whole', () => {
    const { bandsHz, levelsDb } = averageBandLevels(sine(RATE, 1000, 0.5), sine(RATE, 1000, 0.5), RATE, 3);
    expect(levelsDb[at(bandsHz, 1000)]).toBeCloseTo(-9.03, 1);
    const x = noise(RATE * 2, 5);
    const total = averageBandLevels(x, x, RATE, 3).levelsDb.reduce((sum, db) => sum + 10 ** (db / 10), 0);
    const upTo = 16_000 * 10 ** 0.05;
    expect(10 * Math.log10(total)).toBeCloseTo(10 * Math.log10((0.2 ** 2 / 3) * (upTo / 24_000)), 0);
  });

  it('are stored a row a frame, rounded, with silence at −120', () => {
    const x = new Float32Array(RATE);
    x.set(sine(RATE / 2, 500, 0.5), RATE / 2);
    const stored = bandLevels(x, x, RATE);
    expect(stored.levelsDb).toHaveLength(10);
    expect(stored.levelsDb[0]!.every((db) => db === -120)).toBe(true);
    expect(stored.levelsDb[8]![at(stored.bandsHz, 500)]).toBeCloseTo(-9, 0);
    for (const db of stored.levelsDb.flat()) expect(Math.round(db * 10) / 10).toBe(db);
  });
});

/** A bell as a second-order section by the RBJ cookbook: a fault, or its cure. */
function bell(x: Float32Array, freqHz: number, gainDb: number, q: number): Float32Array {
  const a = 10 ** (gainDb / 40);
  const w = (2 * Math.PI * freqHz) / RATE;
  const alpha = Math.sin(w) / (2 * q);
  const a0 = 1 + alpha / a;
  const [b0, b1, b2, a1, a2] = [
    (1 + alpha * a) / a0,
    (-2 * Math.cos(w)) / a0,
    (1 - alpha * a) / a0,
    (-2 * Math.cos(w)) / a0,
    (1 - alpha / a) / a0,
  ];
  let s1 = 0;
  let s2 = 0;
  return x.map((v) => {
    const y = b0 * v + s1;
    s1 = b1 * v - a1 * y + s2;
    s2 = b2 * v - a2 * y;
    return y;
  });
}

describe('distance to clean', () => {
  // A sound with pauses, as stems have them.
  const song = pinkNoise(RATE * 8, 3).map((v, n) => (Math.floor(n / RATE) % 3 === 2 ? 0 : v));
  const clean = bandLevels(song, song, RATE);
  const passage = (x: Float32Array) => x.slice(RATE * 2, RATE * 6);
  const distance = (x: Float32Array, choice = {}) =>
    distanceToCleanDb(passage(x), passage(x), RATE, 2, clean, choice);
  const ring: [number, number] = [226, 452];
  const faulty = bell(song, 320, 8, 6);

  it('is nothing for the clean stem itself, at any level', () => {
    expect(distance(song)).toBeLessThan(0.1);
    expect(distance(song.map((v) => 0.1 * v))).toBeLessThan(0.1);
    expect(
      distance(
        song.map((v) => 1.9 * v),
        { outsideHz: ring },
      ),
    ).toBeLessThan(0.1);
  });

  it('sees the fault where it is and nowhere else, and its cure', () => {
    expect(distance(faulty, { bandHz: ring })).toBeGreaterThan(2.5);
    expect(distance(faulty, { outsideHz: ring })).toBeLessThan(0.6);
    expect(distance(bell(faulty, 320, -8, 6), { bandHz: ring })).toBeLessThan(0.15);
  });

  it('sees a cure that is worse than the fault', () => {
    expect(distance(bell(faulty, 320, 8, 6), { bandHz: ring })).toBeGreaterThan(5);
    expect(distance(bell(faulty, 1000, -12, 0.5), { outsideHz: ring })).toBeGreaterThan(2);
  });

  it('sees rumble under a sound that has nothing there, but no noise far below it', () => {
    const thin = bell(bell(song, 40, -30, 0.7), 60, -20, 0.7);
    const stored = bandLevels(thin, thin, RATE);
    const d = (x: Float32Array) =>
      distanceToCleanDb(passage(x), passage(x), RATE, 2, stored, { bandHz: [20, 60] });
    const rumble = sine(song.length, 40, 0.1);
    expect(d(thin.map((v, n) => v + rumble[n]!))).toBeGreaterThan(6);
    expect(d(thin.map((v, n) => v + rumble[n]! * 1e-3))).toBeLessThan(0.3);
  });

  it('follows an even compression as a change of level only', () => {
    const swelling = song.map((v, n) => v * (0.6 + 0.4 * Math.sin(n / 20_000)));
    const stored = bandLevels(swelling, swelling, RATE);
    const levelled = song.map((v, n) => v * (0.6 + 0.4 * Math.sin(n / 20_000)) ** 0.5);
    expect(distanceToCleanDb(passage(levelled), passage(levelled), RATE, 2, stored)).toBeLessThan(0.5);
  });

  it('refuses a passage in which the stem is silent, and a choice of no band', () => {
    const silent = new Float32Array(RATE * 4);
    expect(() =>
      distanceToCleanDb(
        silent,
        silent,
        RATE,
        2,
        bandLevels(new Float32Array(RATE * 8), new Float32Array(RATE * 8), RATE),
      ),
    ).toThrow(/silent/);
    expect(() => distance(song, { bandHz: [3, 4] })).toThrow(/band/);
  });

  it('third-octave change is the largest one elsewhere, level removed', () => {
    const [a, b] = [passage(song), passage(bell(song, 3000, -6, 2).map((v) => v * 0.5))];
    expect(thirdOctaveChangeDb([a, a], [b, b], RATE)).toBeGreaterThan(4.5);
    expect(thirdOctaveChangeDb([a, a], [b, b], RATE)).toBeLessThan(6.3);
    expect(thirdOctaveChangeDb([a, a], [b, b], RATE, { outsideHz: [1000, 9000] })).toBeLessThan(0.6);
    expect(thirdOctaveChangeDb([a, a], [a, a], RATE)).toBe(0);
  });
});
