/** The limiter's static curve. */
import type { Values } from '../../core/params.ts';
import type { limiterSpec } from './spec.ts';

/** Output level in dB for an input level in dB. */
export const transferDb = (values: Values<typeof limiterSpec.params>, inputDb: number): number =>
  Math.min(values.ceilingDb, inputDb + values.gainDb);
