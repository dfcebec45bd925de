/** Signals and ways of running an effect that the contract suite and the effects' own tests share. */
import type { Effect, Processor, Stereo } from '../../../src/dsp/core/effect.ts';
import { defaults, fromTravel } from '../../../src/dsp/core/params.ts';
import type { Params, ParamValue, Values } from '../../../src/dsp/core/params.ts';

export type AnyEffect = Effect<string, Params>;
export type AnyValues = Record<string, ParamValue>;

/** A small deterministic generator of numbers in 0…1 (mulberry32). */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const stereo = (frames: number): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});

export function noise(frames: number, peak: number, seed = 1): Stereo {
  const next = random(seed);
  const s = stereo(frames);
  for (let i = 0; i < frames; i++) {
    s.left[i] = (2 * next() - 1) * peak;
    s.right[i] = (2 * next() - 1) * peak;
  }
  return s;
}

/** Bursts of noise with silences between: moves detectors up and down. */
export function bursts(frames: number, sampleRate: number, seed = 2): Stereo {
  const s = noise(frames, 0.8, seed);
  for (let i = 0; i < frames; i++) {
    const at = (i / sampleRate) % 0.25;
    const level = at < 0.05 ? 1 : at < 0.15 ? 0.05 : 0.3;
    s.left[i] *= level;
    s.right[i] *= level;
  }
  return s;
}

export function sine(frames: number, freqHz: number, sampleRate: number, peak: number): Stereo {
  const s = stereo(frames);
  for (let i = 0; i < frames; i++) {
    s.left[i] = s.right[i] = peak * Math.sin((2 * Math.PI * freqHz * i) / sampleRate);
  }
  return s;
}

export const copy = (s: Stereo): Stereo => ({ left: s.left.slice(), right: s.right.slice() });

export const valuesOf = (effect: AnyEffect, over: AnyValues = {}): Values<Params> => ({
  ...defaults(effect.params),
  ...over,
});

/** Legal values drawn evenly over every control's travel. */
export function randomValues(effect: AnyEffect, next: () => number): Values<Params> {
  const values: AnyValues = {};
  for (const [id, p] of Object.entries(effect.params)) {
    values[id] =
      p.kind === 'number'
        ? fromTravel(p, next())
        : p.kind === 'choice'
          ? p.choices[Math.min(p.choices.length - 1, Math.floor(next() * p.choices.length))].id
          : next() < 0.5;
  }
  return values;
}

/** Runs the whole signal through in blocks, on a copy. `key` is handed on in the same blocks. */
export function run(
  processor: Processor<Params>,
  input: Stereo,
  blockSize: number,
  key: Stereo | null = null,
  from = 0,
  to = input.left.length,
  out: Stereo = copy(input),
): Stereo {
  for (let at = from; at < to; at += blockSize) {
    const end = Math.min(to, at + blockSize);
    const block = { left: out.left.subarray(at, end), right: out.right.subarray(at, end) };
    const keyBlock = key && { left: key.left.slice(at, end), right: key.right.slice(at, end) };
    processor.process(block, end - at, keyBlock);
  }
  return out;
}

/** A new processor with values that apply at once. */
export function prepared(
  effect: AnyEffect,
  sampleRate: number,
  values: Values<Params> = valuesOf(effect),
): Processor<Params> {
  const p = effect.create(sampleRate);
  p.set(values, false);
  p.reset();
  return p;
}

export const render = (
  effect: AnyEffect,
  sampleRate: number,
  over: AnyValues,
  input: Stereo,
  key: Stereo | null = null,
  blockSize = 128,
): Stereo => run(prepared(effect, sampleRate, valuesOf(effect, over)), input, blockSize, key);

export function peak(s: Stereo, from = 0, to = s.left.length): number {
  let max = 0;
  for (let i = from; i < to; i++) max = Math.max(max, Math.abs(s.left[i]), Math.abs(s.right[i]));
  return max;
}

export function rms(x: Float32Array, from = 0, to = x.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i] * x[i];
  return Math.sqrt(sum / (to - from));
}

/** Amplitude of one frequency in a passage (a whole number of periods, or a long passage). */
export function amplitudeAt(
  x: Float32Array,
  freqHz: number,
  sampleRate: number,
  from: number,
  to: number,
): number {
  let re = 0;
  let im = 0;
  let weights = 0;
  const n = to - from;
  for (let i = 0; i < n; i++) {
    // Blackman–Harris: side lobes under −92 dB.
    const p = (2 * Math.PI * i) / n;
    const w = 0.35875 - 0.48829 * Math.cos(p) + 0.14128 * Math.cos(2 * p) - 0.01168 * Math.cos(3 * p);
    const a = (2 * Math.PI * freqHz * i) / sampleRate;
    re += w * x[from + i] * Math.cos(a);
    im += w * x[from + i] * Math.sin(a);
    weights += w;
  }
  return (2 * Math.hypot(re, im)) / weights;
}

export const isFiniteAll = (s: Stereo): boolean =>
  s.left.every((x) => Number.isFinite(x)) && s.right.every((x) => Number.isFinite(x));

/** First frame at which two signals differ, or −1. */
export function firstDifference(a: Stereo, b: Stereo): number {
  for (let i = 0; i < a.left.length; i++) {
    if (a.left[i] !== b.left[i] || a.right[i] !== b.right[i]) return i;
  }
  return -1;
}

/**
 * Milliseconds of processor that this process has had, so that other work on the machine does not count: user and
 * system together, since the system only guesses how they divide.
 */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export const db = (ratio: number): number => 20 * Math.log10(Math.max(1e-12, ratio));
