/** The equaliser: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, number, toggle } from '../../core/params.ts';
import type { Values } from '../../core/params.ts';

const SHAPES = [
  { id: 'bell', label: 'Bell' },
  { id: 'lowShelf', label: 'Low shelf' },
  { id: 'highShelf', label: 'High shelf' },
  { id: 'notch', label: 'Notch' },
  { id: 'tilt', label: 'Tilt' },
] as const;

const SLOPES = [
  { id: '6', label: '6 dB/oct' },
  { id: '12', label: '12 dB/oct' },
  { id: '18', label: '18 dB/oct' },
  { id: '24', label: '24 dB/oct' },
  { id: '36', label: '36 dB/oct' },
  { id: '48', label: '48 dB/oct' },
] as const;

const on = (def: boolean) => toggle('On', def);
const freqHz = (def: number) => hertz('Frequency', { min: 20, max: 20_000, default: def });
const slopeDbOct = choice('Slope', SLOPES, '12');
const gainDb = decibels('Gain', { min: -18, max: 18, default: 0 });
const q = (def: number) =>
  number('Q', 'Q', { min: 0.1, max: 30, default: def, decimals: 2, taper: { kind: 'log' } });
const shape = (def: (typeof SHAPES)[number]['id']) => choice('Shape', SHAPES, def);

const params = {
  'highPass.on': on(false),
  'highPass.freqHz': freqHz(80),
  'highPass.slopeDbOct': slopeDbOct,
  'low.on': on(true),
  'low.shape': shape('lowShelf'),
  'low.freqHz': freqHz(100),
  'low.gainDb': gainDb,
  'low.q': q(0.71),
  'lowMid.on': on(true),
  'lowMid.shape': shape('bell'),
  'lowMid.freqHz': freqHz(400),
  'lowMid.gainDb': gainDb,
  'lowMid.q': q(1),
  'mid.on': on(true),
  'mid.shape': shape('bell'),
  'mid.freqHz': freqHz(1000),
  'mid.gainDb': gainDb,
  'mid.q': q(1),
  'highMid.on': on(true),
  'highMid.shape': shape('bell'),
  'highMid.freqHz': freqHz(2500),
  'highMid.gainDb': gainDb,
  'highMid.q': q(1),
  'high.on': on(true),
  'high.shape': shape('highShelf'),
  'high.freqHz': freqHz(8000),
  'high.gainDb': gainDb,
  'high.q': q(0.71),
  'lowPass.on': on(false),
  'lowPass.freqHz': freqHz(18_000),
  'lowPass.slopeDbOct': slopeDbOct,
  channels: choice(
    'Channels',
    [
      { id: 'stereo', label: 'Stereo' },
      { id: 'mid', label: 'Mid' },
      { id: 'side', label: 'Side' },
    ],
    'stereo',
  ),
};

export const eqSpec = defineSpec({
  id: 'eq',
  version: 1,
  label: 'Equaliser',
  params,
  readings: [],
  keyed: false,
  tailS: 1,
});

export type EqValues = Values<typeof params>;

/** The bands between the two pass filters, from low to high. */
export const BANDS = ['low', 'lowMid', 'mid', 'highMid', 'high'] as const;
