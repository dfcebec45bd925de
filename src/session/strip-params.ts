/** The parameters that strips and sends have of themselves; validation, controls and automation share them. */
import { decibels, number, toggle } from '../dsp/core/params.ts';
import type { NumberParam } from '../dsp/core/params.ts';

/** Travel of a mixer's fader: half way is about −17 dB, and the last fifth is above 0 dB. */
const FADER = { kind: 'power', exponent: 0.4 } as const;

/** Of a strip. */
export const STRIP_PARAMS = {
  gainDb: decibels('Level', { min: -100, max: 10, default: 0, taper: FADER }),
  pan: number('Pan', '', { min: -100, max: 100, default: 0, decimals: 0 }),
  width: number('Width', '%', { min: 0, max: 200, default: 100, decimals: 0 }),
  mute: toggle('Mute', false),
} as const;

/** Of a send. */
export const SEND_PARAMS = {
  gainDb: decibels('Send level', { min: -100, max: 10, default: 0, taper: FADER }),
} as const;

/** Start of a source on the song's time line. */
export const OFFSET: NumberParam = number('Offset', 's', { min: -3600, max: 3600, default: 0, decimals: 3 });

/** Tempo in beats a minute. */
export const BPM: NumberParam = number('Tempo', '', { min: 20, max: 400, default: 120 });
