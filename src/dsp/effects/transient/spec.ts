/** The transient shaper: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { decibels, number } from '../../core/params.ts';

const params = {
  attackPct: number('Attack', '%', { min: -100, max: 100, default: 0, decimals: 0 }),
  sustainPct: number('Sustain', '%', { min: -100, max: 100, default: 0, decimals: 0 }),
  outputDb: decibels('Output', { min: -24, max: 12, default: 0 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
};

export const transientSpec = defineSpec({
  id: 'transient',
  version: 1,
  label: 'Transient shaper',
  params,
  readings: [{ id: 'gainDb', label: 'Gain', unit: 'dB', hold: 'last' }],
  keyed: false,
  tailS: 0,
});
