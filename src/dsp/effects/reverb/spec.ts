/** The reverb: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, milliseconds, number } from '../../core/params.ts';
import type { Values } from '../../core/params.ts';

const params = {
  algorithm: choice(
    'Algorithm',
    [
      { id: 'room', label: 'Room' },
      { id: 'plate', label: 'Plate' },
      { id: 'hall', label: 'Hall' },
    ],
    'room',
  ),
  sizePct: number('Size', '%', { min: 0, max: 100, default: 50, decimals: 0 }),
  decayS: number('Decay', 's', { min: 0.1, max: 15, default: 1.2, decimals: 2, taper: { kind: 'log' } }),
  predelayMs: milliseconds('Pre-delay', { min: 0, max: 200, default: 10, decimals: 0 }),
  dampingHz: hertz('Damping', { min: 500, max: 20_000, default: 8000 }),
  diffusionPct: number('Diffusion', '%', { min: 0, max: 100, default: 80, decimals: 0 }),
  earlyDb: decibels('Early reflections', { min: -40, max: 6, default: -6 }),
  highPassHz: hertz('High-pass', { min: 20, max: 1000, default: 80 }),
  lowPassHz: hertz('Low-pass', { min: 1000, max: 20_000, default: 12_000 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
};

export const reverbSpec = defineSpec({
  id: 'reverb',
  version: 1,
  label: 'Reverb',
  params,
  readings: [],
  keyed: false,
  tailS: params.decayS.max + 1,
});

export type ReverbValues = Values<typeof params>;
export type Algorithm = ReverbValues['algorithm'];
