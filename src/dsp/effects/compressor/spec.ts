/** The compressor: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { keyParams } from '../../core/key-params.ts';
import { choice, decibels, milliseconds, number, toggle } from '../../core/params.ts';
import type { Values } from '../../core/params.ts';

const params = {
  thresholdDb: decibels('Threshold', { min: -60, max: 0, default: -18 }),
  ratio: number('Ratio', ':1', { min: 1, max: 20, default: 4, decimals: 1, taper: { kind: 'log' } }),
  kneeDb: decibels('Knee', { min: 0, max: 24, default: 6 }),
  attackMs: milliseconds('Attack', { min: 0.05, max: 250, default: 10 }),
  releaseMs: milliseconds('Release', { min: 5, max: 2500, default: 120, decimals: 0 }),
  makeupDb: decibels('Make-up', { min: -12, max: 24, default: 0 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
  detector: choice(
    'Detector',
    [
      { id: 'peak', label: 'Peak' },
      { id: 'rms', label: 'RMS' },
    ],
    'peak',
  ),
  linkPct: number('Stereo link', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
  lookaheadMs: milliseconds('Look-ahead', { min: 0, max: 5, default: 0 }),
  ...keyParams,
  autoRelease: toggle('Automatic release', false),
};

export const compressorSpec = defineSpec({
  id: 'compressor',
  version: 1,
  label: 'Compressor',
  params,
  readings: [
    { id: 'reductionDb', label: 'Gain reduction', unit: 'dB', hold: 'min' },
    { id: 'detectorDb', label: 'Detector', unit: 'dB', hold: 'max' },
  ],
  keyed: true,
  tailS: 0,
});

export type CompressorValues = Values<typeof params>;
