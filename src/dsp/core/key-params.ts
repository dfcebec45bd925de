/** The controls of a detector's filters. */
import { hertz } from './params.ts';

/** Alike in every effect that has them. At its end stop a filter is out of the way. */
export const keyParams = {
  keyHighPassHz: hertz('Key high-pass', { min: 20, max: 2000, default: 20 }),
  keyLowPassHz: hertz('Key low-pass', { min: 1000, max: 20_000, default: 20_000 }),
};
