/** The limiter: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { decibels, milliseconds, toggle } from '../../core/params.ts';

const params = {
  gainDb: decibels('Gain', { min: -12, max: 24, default: 0 }),
  ceilingDb: decibels('Ceiling', { min: -20, max: 0, default: -1 }, 'dBTP'),
  lookaheadMs: milliseconds('Look-ahead', { min: 0.5, max: 5, default: 3 }),
  releaseMs: milliseconds('Release', { min: 5, max: 1000, default: 100, decimals: 0 }),
  softClip: toggle('Soft clip', false),
};

export const limiterSpec = defineSpec({
  id: 'limiter',
  version: 1,
  label: 'Limiter',
  params,
  readings: [{ id: 'reductionDb', label: 'Gain reduction', unit: 'dB', hold: 'min' }],
  keyed: false,
  tailS: 0,
});
