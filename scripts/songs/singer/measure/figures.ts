/**
 * What can be measured of a voice from its recording alone: pitch, vibrato, harmonics-to-noise, onsets, air, jumps.
 * None of it looks into the singer; only the score and the place of vowels are given.
 */
import { fft } from '../../signal/fft.ts';

export interface PitchFrame {
  timeS: number;
  /** 0 where there is none. */
  hz: number;
  /** Height of the autocorrelation's peak, 0…1. */
  periodicity: number;
}

/** Correlation of a window with itself one lag later, normalised. */
function correlation(x: Float32Array, start: number, length: number, lag: number): number {
  let cross = 0;
  let a = 1e-12;
  let b = 1e-12;
  for (let i = 0; i < length; i++) {
    const u = x[start + i] ?? 0;
    const v = x[start + i + lag] ?? 0;
    cross += u * v;
    a += u * u;
    b += v * v;
  }
  return cross / Math.sqrt(a * b);
}

/** Pitch and periodicity around one moment, looked for within ±3.5 semitones of what is expected. */
export function pitchNear(
  x: Float32Array,
  sampleRate: number,
  timeS: number,
  expectedHz: number,
): PitchFrame {
  const shortest = Math.floor(sampleRate / (expectedHz * 1.22));
  const longest = Math.ceil(sampleRate / (expectedHz / 1.22));
  const length = Math.round(Math.max(0.02, 3 / expectedHz) * sampleRate);
  const values = new Map<number, number>();
  const at = (lag: number): number => {
    let value = values.get(lag);
    if (value === undefined) {
      const start = Math.round(timeS * sampleRate) - ((length + lag) >> 1);
      value = correlation(x, start, length, lag);
      values.set(lag, value);
    }
    return value;
  };
  let best = shortest;
  for (let lag = shortest; lag <= longest; lag++) if (at(lag) > at(best)) best = lag;
  const [before, here, after] = [at(best - 1), at(best), at(best + 1)];
  const curvature = before - 2 * here + after;
  const offset = curvature < 0 ? (0.5 * (before - after)) / curvature : 0;
  const peak = Math.min(1, here - 0.25 * (before - after) * offset);
  return { timeS, hz: peak > 0.5 ? sampleRate / (best + offset) : 0, periodicity: Math.max(0, peak) };
}

export function pitchCurve(
  x: Float32Array,
  sampleRate: number,
  fromS: number,
  toS: number,
  expectedHz: number,
  stepS = 0.01,
): PitchFrame[] {
  const frames: PitchFrame[] = [];
  for (let t = fromS; t <= toS; t += stepS) frames.push(pitchNear(x, sampleRate, t, expectedHz));
  return frames;
}

export const cents = (hz: number, referenceHz: number): number => 1200 * Math.log2(hz / referenceHz);

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const i = Math.floor(at);
  return sorted[i]! + (at - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Harmonics-to-noise ratio, dB, of a periodicity (Boersma 1993). */
export function harmonicsToNoiseDb(periodicity: number): number {
  const r = Math.min(0.99999, Math.max(1e-5, periodicity));
  return 10 * Math.log10(r / (1 - r));
}

/**
 * Vibrato of a pitch curve in cents: its rate between 3 and 9 Hz, and extent (half of peak to peak).
 * The curve's line of best fit is taken off first.
 */
export function vibratoOf(curve: readonly number[], stepS: number): { rateHz: number; extentCents: number } {
  const n = curve.length;
  const meanX = (n - 1) / 2;
  const meanY = curve.reduce((a, b) => a + b, 0) / n;
  let sxy = 0;
  let sxx = 0;
  curve.forEach((y, i) => {
    sxy += (i - meanX) * (y - meanY);
    sxx += (i - meanX) ** 2;
  });
  const slope = sxy / sxx;
  let best = 0;
  let rateHz = 0;
  let windowSum = 0;
  for (let i = 0; i < n; i++) windowSum += 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / n);
  for (let hz = 3; hz <= 9; hz += 0.05) {
    let re = 0;
    let im = 0;
    curve.forEach((y, i) => {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / n);
      const value = (y - meanY - slope * (i - meanX)) * window;
      re += value * Math.cos(2 * Math.PI * hz * i * stepS);
      im += value * Math.sin(2 * Math.PI * hz * i * stepS);
    });
    const extent = (2 * Math.hypot(re, im)) / windowSum;
    if (extent > best) {
      best = extent;
      rateHz = hz;
    }
  }
  return { rateHz, extentCents: best };
}

/** Power spectrum of a Hann window of `size` samples around a moment, bins 0…size/2. */
export function powerAt(x: Float32Array, sampleRate: number, timeS: number, size: number): Float64Array {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const start = Math.round(timeS * sampleRate) - size / 2;
  for (let i = 0; i < size; i++)
    re[i] = (x[start + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  fft(re, im);
  return Float64Array.from({ length: size / 2 + 1 }, (_, i) => re[i]! ** 2 + im[i]! ** 2);
}

/** Level of a band at a moment, dB. */
export function bandDb(
  x: Float32Array,
  sampleRate: number,
  timeS: number,
  [lowHz, highHz]: readonly [number, number],
  size = 1024,
): number {
  const power = powerAt(x, sampleRate, timeS, size);
  let sum = 1e-12;
  for (let i = Math.ceil((lowHz * size) / sampleRate); i <= (highHz * size) / sampleRate; i++)
    sum += power[i] ?? 0;
  return 10 * Math.log10(sum);
}

const ONSET_SEARCH_S = 0.08;
const ONSET_REACH_S = 0.01;
const ONSET_BANDS: readonly (readonly [number, number])[] = [
  [200, 600],
  [600, 1100],
  [1100, 1800],
  [1800, 2800],
  [2800, 4200],
];

/**
 * When a vowel is heard to begin, near where it should, s: where its bands' loudness (amplitude to the power of a
 * half) rises most within 20 ms.
 */
export function onsetNear(x: Float32Array, sampleRate: number, expectedS: number): number {
  let best = -Infinity;
  let at = expectedS;
  const loudness = (t: number) => ONSET_BANDS.map((band) => 10 ** (bandDb(x, sampleRate, t, band, 512) / 40));
  for (let t = expectedS - ONSET_SEARCH_S; t <= expectedS + ONSET_SEARCH_S; t += 0.0025) {
    const before = loudness(t - ONSET_REACH_S);
    const rise = loudness(t + ONSET_REACH_S).reduce(
      (sum, value, i) => sum + Math.max(0, value - before[i]!),
      0,
    );
    if (rise > best) {
      best = rise;
      at = t;
    }
  }
  return at;
}

/**
 * Levels of a stretch in frames of 5 ms, dB. Windows are 11 ms, or 21 ms for low voices: shorter ones would see the
 * single pulses.
 */
export function frameLevels(
  x: Float32Array,
  sampleRate: number,
  fromS: number,
  toS: number,
  hz: number,
): number[] {
  const size = hz < 230 ? 1024 : 512;
  const levels: number[] = [];
  for (let t = fromS; t <= toS; t += 0.005) levels.push(bandDb(x, sampleRate, t, [80, 20000], size));
  return levels;
}
