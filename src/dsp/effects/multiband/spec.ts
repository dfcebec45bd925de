/** The multiband compressor: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, milliseconds, number, toggle } from '../../core/params.ts';

const on = toggle('On', true);
const thresholdDb = decibels('Threshold', { min: -60, max: 0, default: -24 });
const ratio = number('Ratio', ':1', { min: 1, max: 20, default: 2, decimals: 1, taper: { kind: 'log' } });
const attackMs = (def: number) => milliseconds('Attack', { min: 0.1, max: 250, default: def });
const releaseMs = (def: number) => milliseconds('Release', { min: 5, max: 2500, default: def, decimals: 0 });
const gainDb = decibels('Gain', { min: -24, max: 12, default: 0 });

const params = {
  bands: choice(
    'Bands',
    [
      { id: '3', label: 'Three' },
      { id: '4', label: 'Four' },
    ],
    '3',
  ),
  lowHz: hertz('Low crossover', { min: 40, max: 500, default: 150 }),
  midHz: hertz('Middle crossover', { min: 200, max: 4000, default: 900 }),
  highHz: hertz('High crossover', { min: 1500, max: 16_000, default: 4500 }),
  kneeDb: decibels('Knee', { min: 0, max: 24, default: 6 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
  'low.on': on,
  'low.thresholdDb': thresholdDb,
  'low.ratio': ratio,
  'low.attackMs': attackMs(30),
  'low.releaseMs': releaseMs(200),
  'low.gainDb': gainDb,
  'lowMid.on': on,
  'lowMid.thresholdDb': thresholdDb,
  'lowMid.ratio': ratio,
  'lowMid.attackMs': attackMs(15),
  'lowMid.releaseMs': releaseMs(140),
  'lowMid.gainDb': gainDb,
  'highMid.on': on,
  'highMid.thresholdDb': thresholdDb,
  'highMid.ratio': ratio,
  'highMid.attackMs': attackMs(8),
  'highMid.releaseMs': releaseMs(100),
  'highMid.gainDb': gainDb,
  'high.on': on,
  'high.thresholdDb': thresholdDb,
  'high.ratio': ratio,
  'high.attackMs': attackMs(3),
  'high.releaseMs': releaseMs(80),
  'high.gainDb': gainDb,
};

export const multibandSpec = defineSpec({
  id: 'multiband',
  version: 1,
  label: 'Multiband compressor',
  params,
  readings: [
    { id: 'lowDb', label: 'Low', unit: 'dB', hold: 'min' },
    { id: 'lowMidDb', label: 'Low middle', unit: 'dB', hold: 'min' },
    { id: 'highMidDb', label: 'High middle', unit: 'dB', hold: 'min' },
    { id: 'highDb', label: 'High', unit: 'dB', hold: 'min' },
  ],
  keyed: false,
  tailS: 0.1,
});
