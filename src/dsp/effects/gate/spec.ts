/** The gate: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { keyParams } from '../../core/key-params.ts';
import { decibels, milliseconds, number } from '../../core/params.ts';

const params = {
  thresholdDb: decibels('Threshold', { min: -80, max: 0, default: -40 }),
  ratio: number('Ratio', ':1', { min: 1, max: 20, default: 10, decimals: 1, taper: { kind: 'log' } }),
  rangeDb: decibels('Range', { min: -80, max: 0, default: -40 }),
  hysteresisDb: decibels('Hysteresis', { min: 0, max: 12, default: 3 }),
  attackMs: milliseconds('Attack', { min: 0.05, max: 100, default: 1, decimals: 2 }),
  holdMs: milliseconds('Hold', { min: 0, max: 500, default: 40, decimals: 0 }),
  releaseMs: milliseconds('Release', { min: 5, max: 2500, default: 150, decimals: 0 }),
  lookaheadMs: milliseconds('Look-ahead', { min: 0, max: 5, default: 1 }),
  ...keyParams,
};

export const gateSpec = defineSpec({
  id: 'gate',
  version: 1,
  label: 'Gate',
  params,
  readings: [{ id: 'reductionDb', label: 'Gain reduction', unit: 'dB', hold: 'min' }],
  keyed: true,
  tailS: 0,
});
