/** The stereo field: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, number } from '../../core/params.ts';

const params = {
  midDb: decibels('Middle', { min: -60, max: 12, default: 0 }),
  sideDb: decibels('Sides', { min: -60, max: 12, default: 0 }),
  widthPct: number('Width', '%', { min: 0, max: 200, default: 100, decimals: 0 }),
  /** 20 Hz is off. */
  monoBelowHz: hertz('Mono below', { min: 20, max: 500, default: 20 }),
  pan: number('Pan', '', { min: -100, max: 100, default: 0, decimals: 0 }),
  panMode: choice(
    'Pan mode',
    [
      { id: 'balance', label: 'Balance' },
      { id: 'pan', label: 'Pan' },
    ],
    'balance',
  ),
  panLaw: choice(
    'Pan law',
    [
      { id: '3', label: '−3 dB' },
      { id: '4.5', label: '−4.5 dB' },
      { id: '6', label: '−6 dB' },
    ],
    '3',
  ),
};

export const stereoSpec = defineSpec({
  id: 'stereo',
  version: 1,
  label: 'Stereo field',
  params,
  readings: [],
  keyed: false,
  tailS: 0.2,
});
