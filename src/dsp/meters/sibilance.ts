/**
 * Sibilants and vowels of a voice, told apart by where their power lies, and the power of a band in each. Windows
 * of 21 ms, half overlapped: shorter than any s.
 */
import { RealFft } from '../core/fft.ts';
import { percentile } from './percentile.ts';

/** Where sibilants have their power, in Hz. */
const SIBILANT_HZ: readonly [number, number] = [5000, 9000];

const WINDOW = 1024;
const HOP = WINDOW / 2;
/** A moment is a sibilant when this region holds at least that part of its power … */
const SIBILANT_SHARE = 0.4;
/** … and a vowel when it holds at most that part. */
const VOWEL_SHARE = 0.02;
/** Moments further under the loud ones than this are neither. */
const RANGE_DB = 24;
/** Below this, mean square, nothing is told apart. */
const SILENCE = 1e-10;

/** Mean power of each moment: of everything, of the sibilant region and of the band asked for. */
export interface VoiceMoments {
  whole: Float64Array;
  region: Float64Array;
  band: Float64Array;
}

/** @param bandHz the band whose power is wanted */
export function voiceMoments(
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
  bandHz: readonly [number, number],
): VoiceMoments {
  const fft = new RealFft(WINDOW);
  const hann = Float64Array.from(
    { length: WINDOW },
    (_, n) => 1 - Math.cos((2 * Math.PI * (n + 0.5)) / WINDOW),
  );
  const buffer = new Float64Array(WINDOW);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const count = Math.max(0, Math.floor((left.length - WINDOW) / HOP) + 1);
  const moments: VoiceMoments = {
    whole: new Float64Array(count),
    region: new Float64Array(count),
    band: new Float64Array(count),
  };
  const bin = (hz: number): number => (hz / sampleRate) * WINDOW;
  const within = (k: number, [from, to]: readonly [number, number]): boolean =>
    k >= bin(from) && k <= bin(to);
  // Bins of 100 Hz and up: what rumbles below is no voice.
  const first = Math.ceil(bin(100));
  for (let m = 0; m < count; m++) {
    for (let i = 0; i < WINDOW; i++) {
      const at = m * HOP + i;
      buffer[i] = 0.5 * (left[at]! + right[at]!) * hann[i]!;
    }
    fft.forward(buffer, re, im);
    for (let k = first; k < fft.bins; k++) {
      const power = (re[k]! * re[k]! + im[k]! * im[k]!) / (WINDOW * WINDOW);
      moments.whole[m]! += power;
      if (within(k, SIBILANT_HZ)) moments.region[m]! += power;
      if (within(k, bandHz)) moments.band[m]! += power;
    }
  }
  return moments;
}

/** Which moments are sibilants, and which are vowels. */
export function markVoice({ whole, region }: VoiceMoments): { sibilants: boolean[]; vowels: boolean[] } {
  const loud = Math.max(SILENCE, percentile(whole, 95)) * 10 ** (-RANGE_DB / 10);
  const share = (m: number): number => region[m]! / Math.max(SILENCE, whole[m]!);
  const marked = (test: (m: number) => boolean): boolean[] =>
    Array.from(whole, (power, m) => power >= loud && test(m));
  return {
    sibilants: marked((m) => share(m) >= SIBILANT_SHARE),
    vowels: marked((m) => share(m) <= VOWEL_SHARE),
  };
}

/** Level of the band over the moments marked, dB; −120 when there are none. */
export function bandOver({ band }: VoiceMoments, marked: readonly boolean[]): number {
  let sum = 0;
  let count = 0;
  for (let m = 0; m < band.length; m++) {
    if (!marked[m]) continue;
    sum += band[m]!;
    count++;
  }
  return count === 0 ? -120 : 10 * Math.log10(Math.max(1e-12, sum / count));
}
