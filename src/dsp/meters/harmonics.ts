/**
 * Harmonics that a moving gain adds to a held note. A compressor that is fast against a bass note's period
 * follows the wave instead of its envelope, and a gain that ripples at twice the note's frequency makes
 * harmonics. The note's own harmonics must not count: so the gain is read off input and output, laid upon a pure
 * tone of the note's pitch, and the tone's harmonics are measured.
 */
import { RealFft } from '../core/fft.ts';
import { percentile } from './percentile.ts';

const LOWEST_HZ = 30;
const HIGHEST_HZ = 400;
/** Window in which the pitch is found and harmonics are measured. */
const WINDOW_S = 0.25;
/** The gain is the best fit over this much sound, so that it is defined through the wave's zeros as well. */
const GAIN_S = 0.0015;
const HARMONICS = 10;
/** Windows quieter than the loudest by more than this are not the held note. */
const HELD_RANGE_DB = 12;
/** A window counts as one held note when its ends have the pitch of its whole, within this share. */
const STEADY = 0.03;

/** Pitch in Hz of the strongest partial between 30 and 400 Hz, by a parabola through the spectrum in dB. */
function strongestPartialHz(
  x: Float64Array,
  fft: RealFft,
  re: Float64Array,
  im: Float64Array,
  sampleRate: number,
): number {
  fft.forward(x, re, im);
  const binHz = sampleRate / fft.size;
  const level = (k: number) => Math.log(re[k]! ** 2 + im[k]! ** 2 + 1e-30);
  let best = Math.max(1, Math.floor(LOWEST_HZ / binHz));
  for (let k = best; k <= HIGHEST_HZ / binHz; k++) if (level(k) > level(best)) best = k;
  const bend = level(best - 1) - 2 * level(best) + level(best + 1);
  const shift = bend < 0 ? (0.5 * (level(best - 1) - level(best + 1))) / bend : 0;
  return (best + Math.max(-0.5, Math.min(0.5, shift))) * binHz;
}

/** Power of one frequency in a Hann-windowed stretch. */
function powerAt(x: Float64Array, window: Float64Array, radians: number): number {
  let re = 0;
  let im = 0;
  for (let n = 0; n < x.length; n++) {
    re += x[n]! * window[n]! * Math.cos(radians * n);
    im += x[n]! * window[n]! * Math.sin(radians * n);
  }
  return re * re + im * im;
}

/** Gain from `input` to `output` at each sample: least squares over 1.5 ms. Where there is no sound, the last known. */
function gainCurve(
  input: Float32Array,
  output: Float32Array,
  from: number,
  length: number,
  reach: number,
): Float64Array {
  const gain = new Float64Array(length);
  let xy = 0;
  let xx = 0;
  const at = (x: Float32Array, n: number) => x[n] ?? 0;
  for (let n = from - reach - 1; n < from + reach; n++) {
    xy += at(input, n) * at(output, n);
    xx += at(input, n) ** 2;
  }
  let last = 1;
  for (let i = 0; i < length; i++) {
    const entering = from + i + reach;
    const leaving = from + i - reach - 1;
    xy += at(input, entering) * at(output, entering) - at(input, leaving) * at(output, leaving);
    xx += at(input, entering) ** 2 - at(input, leaving) ** 2;
    if (xx > 1e-12) last = xy / xx;
    gain[i] = last;
  }
  return gain;
}

/**
 * Level of the harmonics (2nd to 10th together) that the gain from `input` to `output` adds to a held note,
 * relative to its fundamental, in dB; the median over the passage's windows in which a note is held. −Infinity for
 * a constant gain. Input and output must be aligned.
 * @throws RangeError when no note between 30 and 400 Hz is held in the passage
 */
export function harmonicsAddedDb(input: Float32Array, output: Float32Array, sampleRate: number): number {
  const length = Math.round(WINDOW_S * sampleRate);
  const reach = Math.round((GAIN_S * sampleRate) / 2);
  const size = 2 ** Math.ceil(Math.log2(length) + 1);
  const fft = new RealFft(size);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const buffer = new Float64Array(size);
  const hann = (n: number, of: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / of);
  const pitch = (from: number, frames: number) => {
    buffer.fill(0);
    for (let n = 0; n < frames; n++) buffer[n] = input[from + n]! * hann(n, frames);
    return strongestPartialHz(buffer, fft, re, im, sampleRate);
  };
  const starts: number[] = [];
  for (let at = 0; at + length <= input.length; at += length >> 1) starts.push(at);
  const power = starts.map((at) => input.subarray(at, at + length).reduce((sum, v) => sum + v * v, 0));
  const loudest = Math.max(0, ...power);
  const added: number[] = [];
  starts.forEach((at, i) => {
    if (loudest === 0 || power[i]! < loudest * 10 ** (-HELD_RANGE_DB / 10)) return;
    const hz = pitch(at, length);
    const half = length >> 1;
    const moved = Math.max(Math.abs(pitch(at, half) / hz - 1), Math.abs(pitch(at + half, half) / hz - 1));
    if (moved > STEADY) return;
    const gain = gainCurve(input, output, at, length, reach);
    // Whole periods, Hann-windowed: a tone's own skirt is then far below −100 dB at its harmonics.
    const frames = Math.floor((Math.floor((length * hz) / sampleRate) * sampleRate) / hz);
    const radians = (2 * Math.PI * hz) / sampleRate;
    const window = Float64Array.from({ length: frames }, (_, n) => hann(n, frames) ** 2);
    // The tone's phase is the note's own: where in the wave the gain moves decides which harmonics come.
    let c = 0;
    let s = 0;
    for (let n = 0; n < frames; n++) {
      c += input[at + n]! * window[n]! * Math.cos(radians * n);
      s += input[at + n]! * window[n]! * Math.sin(radians * n);
    }
    const phase = Math.atan2(c, s);
    const tone = Float64Array.from({ length: frames }, (_, n) => gain[n]! * Math.sin(radians * n + phase));
    let harmonics = 0;
    for (let k = 2; k <= HARMONICS && k * hz < sampleRate / 2; k++)
      harmonics += powerAt(tone, window, k * radians);
    added.push(10 * Math.log10(harmonics / powerAt(tone, window, radians)));
  });
  if (added.length === 0) throw new RangeError('no note is held in this passage');
  return percentile(added, 50);
}
