/** The chorus: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, hertz, milliseconds, number } from '../../core/params.ts';

const params = {
  rateHz: number('Rate', 'Hz', { min: 0.05, max: 8, default: 0.6, taper: { kind: 'log' } }),
  depthMs: milliseconds('Depth', { min: 0, max: 8, default: 2.5 }),
  delayMs: milliseconds('Delay', { min: 2, max: 30, default: 10 }),
  voices: choice(
    'Voices',
    [
      { id: '1', label: 'One' },
      { id: '2', label: 'Two' },
      { id: '3', label: 'Three' },
    ],
    '2',
  ),
  spreadPct: number('Spread', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
  highPassHz: hertz('High-pass', { min: 20, max: 1000, default: 120 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 50, decimals: 0 }),
};

export const chorusSpec = defineSpec({
  id: 'chorus',
  version: 1,
  label: 'Chorus',
  params,
  readings: [],
  keyed: false,
  tailS: 0.2,
});
