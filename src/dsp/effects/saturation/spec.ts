/** Saturation: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, number } from '../../core/params.ts';

const params = {
  character: choice(
    'Character',
    [
      { id: 'tape', label: 'Tape' },
      { id: 'tube', label: 'Tube' },
      { id: 'transformer', label: 'Transformer' },
    ],
    'tape',
  ),
  driveDb: decibels('Drive', { min: -12, max: 18, default: 6 }),
  outputDb: decibels('Output', { min: -24, max: 12, default: 0 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
};

export const saturationSpec = defineSpec({
  id: 'saturation',
  version: 1,
  label: 'Saturation',
  params,
  readings: [],
  keyed: false,
  tailS: 0.1,
});
