/** The delay: its controls and what it reads out, without its sound. */
import { defineSpec } from '../../core/effect.ts';
import { choice, decibels, hertz, milliseconds, number, toggle } from '../../core/params.ts';

const params = {
  sync: choice(
    'Note value',
    [
      { id: 'off', label: 'Off' },
      { id: '1/1', label: '1/1' },
      { id: '1/2d', label: '1/2 dotted' },
      { id: '1/2', label: '1/2' },
      { id: '1/2t', label: '1/2 triplet' },
      { id: '1/4d', label: '1/4 dotted' },
      { id: '1/4', label: '1/4' },
      { id: '1/4t', label: '1/4 triplet' },
      { id: '1/8d', label: '1/8 dotted' },
      { id: '1/8', label: '1/8' },
      { id: '1/8t', label: '1/8 triplet' },
      { id: '1/16d', label: '1/16 dotted' },
      { id: '1/16', label: '1/16' },
      { id: '1/16t', label: '1/16 triplet' },
      { id: '1/32', label: '1/32' },
    ],
    'off',
  ),
  /** The song's tempo. */
  bpm: number('Tempo', '', { min: 40, max: 240, default: 120, decimals: 1 }),
  timeMs: milliseconds('Time', { min: 1, max: 4000, default: 350, decimals: 0 }),
  feedbackPct: number('Feedback', '%', { min: 0, max: 90, default: 35, decimals: 0 }),
  pingPong: toggle('Ping-pong', false),
  highPassHz: hertz('High-pass', { min: 20, max: 2000, default: 150 }),
  lowPassHz: hertz('Low-pass', { min: 500, max: 20_000, default: 6000 }),
  duckDb: decibels('Ducking', { min: -30, max: 0, default: 0 }),
  mixPct: number('Mix', '%', { min: 0, max: 100, default: 100, decimals: 0 }),
};

export const delaySpec = defineSpec({
  id: 'delay',
  version: 1,
  label: 'Delay',
  params,
  readings: [],
  keyed: false,
  tailS: 30,
});
