/** What a study of an insert finds, as the page shows it; `study.ts` works it out in the worker. */

/** The picture of a hit begins this long before it and ends this long after, in ms. */
export const HIT_FROM_MS = -20;
export const HIT_TO_MS = 480;
/** What is under this is no reduction any more: the bound of the exercises. */
export const RESTED_DB = 0.5;

/** One hit, a value a millisecond from `HIT_FROM_MS` to `HIT_TO_MS`. */
export interface Hit {
  /** Where it begins, in seconds from the beginning of the passage. */
  atS: number;
  /** Largest magnitudes before and after the insert, linear. */
  before: Float32Array;
  after: Float32Array;
  /** Gain change, dB, 0 or less; none for an effect that reads none out. */
  reductionDb: Float32Array;
  /** When the reduction is deepest, and when it is first back under half a decibel; null when it never is. */
  deepestMs: number | null;
  restedMs: number | null;
}

export interface InsertStudy {
  hit: Hit | null;
  /** 90th minus 10th percentile of the loudness of 400 ms while something sounds, LU. */
  spanBeforeLu: number;
  spanAfterLu: number;
}

export interface StudyTask {
  effect: string;
  values: Readonly<Record<string, unknown>>;
  on: boolean;
}

/** So many harmonics of a test tone are shown, the fundamental among them. */
export const HARMONICS = 8;
