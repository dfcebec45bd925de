/** The de-esser: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, milliseconds, number, toggle } from '../../core/params.ts';

const params = {
  mode: choice(
    'Mode',
    [
      { id: 'band', label: 'Band' },
      { id: 'shelf', label: 'All above' },
      { id: 'wide', label: 'Wide' },
    ],
    'band',
  ),
  freqHz: hertz('Frequency', { min: 2000, max: 14_000, default: 6500 }),
  q: number('Q', 'Q', { min: 0.5, max: 6, default: 1.2, taper: { kind: 'log' } }),
  thresholdDb: decibels('Threshold', { min: -60, max: 0, default: -30 }),
  ratio: number('Ratio', ':1', { min: 1, max: 20, default: 4, decimals: 1, taper: { kind: 'log' } }),
  rangeDb: decibels('Range', { min: -24, max: 0, default: -12 }),
  attackMs: milliseconds('Attack', { min: 0.1, max: 20, default: 1, decimals: 2 }),
  releaseMs: milliseconds('Release', { min: 5, max: 500, default: 60, decimals: 0 }),
  /** Hear what the detector hears. */
  listen: toggle('Listen', false),
};

export const deesserSpec = defineSpec({
  id: 'deesser',
  version: 1,
  label: 'De-esser',
  params,
  readings: [{ id: 'reductionDb', label: 'Gain reduction', unit: 'dB', hold: 'min' }],
  keyed: false,
  tailS: 0,
});
