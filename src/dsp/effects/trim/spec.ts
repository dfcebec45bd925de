/** Trim: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { decibels, toggle } from '../../core/params.ts';

const params = {
  gainDb: decibels('Gain', { min: -60, max: 24, default: 0 }),
  invert: toggle('Invert polarity', false),
};

export const trimSpec = defineSpec({
  id: 'trim',
  version: 1,
  label: 'Trim',
  params,
  readings: [],
  keyed: false,
  tailS: 0,
});
