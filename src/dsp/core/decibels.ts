/** Decibels and their ratios. */

/** Levels at or below this are silence. */
export const SILENCE_DB = -200;

/** Amplitude ratio of a gain in dB. */
export const gainOf = (db: number): number => 10 ** (db / 20);

/** Gain in dB of an amplitude ratio; silence gives `SILENCE_DB`. */
export const dbOf = (ratio: number): number => (ratio > 1e-10 ? 20 * Math.log10(ratio) : SILENCE_DB);

/** Level in dB of a power (a squared amplitude); silence gives `SILENCE_DB`. */
export const dbOfPower = (power: number): number => (power > 1e-20 ? 10 * Math.log10(power) : SILENCE_DB);
