/** The contract between an effect and whoever runs it. One folder under `effects/` is one effect. */
import type { Params, Values } from './params.ts';

/** Two channels of the same length; mono material runs with both channels equal. */
export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

/**
 * One running instance of an effect at one sample rate. Deterministic: the same input, values and reset
 * give the same output to the bit for any division into blocks.
 */
export interface Processor<S extends Params> {
  /** Frames by which the output lags the input. Constant for the instance, also when values change. */
  readonly latency: number;
  /** What the effect measures of itself, in the order of `Effect.readings`, for the block just processed. */
  readonly readings: Float32Array;
  /** New values. `glide` smooths the change (a moved control); without it they apply at once (load, seek). */
  set(values: Values<S>, glide: boolean): void;
  /** Works in place on the first `frames` frames, any number from 1 up to the buffers' length. Allocates nothing. */
  process(io: Stereo, frames: number, key: Stereo | null): void;
  /** As new: empties delay lines and detectors, keeps the values. */
  reset(): void;
}

export interface Reading {
  id: string;
  label: string;
  unit: 'dB' | 'dBTP' | 'LUFS' | '';
  /** How several blocks are gathered into one picture frame. Gain reduction is ≤ 0 dB, so it holds its minimum. */
  hold: 'min' | 'max' | 'last';
}

/** What is known of an effect without its sound: enough for documents, controls and read-outs. */
export interface EffectSpec<Id extends string = string, S extends Params = Params> {
  /** Permanent. */
  id: Id;
  /** Raised when the same values would sound different; a released version is never changed. */
  version: number;
  label: string;
  params: S;
  readings: readonly Reading[];
  /** The effect listens to another track when one is given as key. */
  keyed: boolean;
  /** Seconds that sound may go on after the input ends, for the longest setting. */
  tailS: number;
  /** Values stored by an older version, made into this version's. */
  migrate?(fromVersion: number, values: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

export interface Effect<Id extends string = string, S extends Params = Params> extends EffectSpec<Id, S> {
  create(sampleRate: number): Processor<S>;
  /** Gain in dB at a frequency, from the coefficients that run: the curve on the screen is the sound's. */
  magnitudeDb?(values: Values<S>, freqHz: number, sampleRate: number): number;
  /** Static output level in dB for an input level in dB. */
  transferDb?(values: Values<S>, inputDb: number): number;
}

/** Types an effect's declaration. It stands in a file of its own, so that a page need not load what makes the sound. */
export const defineSpec = <const Id extends string, const S extends Params>(
  spec: EffectSpec<Id, S>,
): EffectSpec<Id, S> => spec;

/** Types an effect: its declaration and what makes its sound, so that `create` and the curves see its own values. */
export const defineEffect = <const Id extends string, const S extends Params>(
  effect: Effect<Id, S>,
): Effect<Id, S> => effect;
