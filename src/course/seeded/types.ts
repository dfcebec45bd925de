/** Faults of a finished recording that lesson 19's quality control has to find, made while the page runs. */

/** What can be seeded. */
export const SEEDED_KINDS = ['click', 'dropout', 'swapped', 'dc', 'clip', 'cut-tail'] as const;
export type SeededKind = (typeof SEEDED_KINDS)[number];

/** A finished recording: two channels of one length. */
export interface Recording {
  left: Float32Array;
  right: Float32Array;
}

/** Which channels a fault stands in. */
export type Side = 'left' | 'right' | 'both';

/** Where a fault is, how strong, and what to call it before a learner. */
export interface Seeded {
  kind: SeededKind;
  /** Begin and end in seconds; a fault of the whole recording spans it. */
  fromS: number;
  toS: number;
  side: Side;
  /** How strong, in `unit`. */
  amount: number;
  /** `dB`: over the music around it (click), taken off the peaks (clip), under the recording (cut-tail), dBFS (dc); `ms` (dropout); `''` (swapped). */
  unit: 'dB' | 'dBFS' | 'ms' | '';
  /** One sentence. */
  says: string;
}

/** A recording with one fault in it: new arrays, as long as those given. */
export interface Faulty extends Recording, Seeded {}

/** Makes one kind of fault. `chance` gives the next number from 0 to 1, the same ones for the same seed. */
export type Seeder = (sound: Recording, sampleRate: number, chance: () => number) => Faulty;
