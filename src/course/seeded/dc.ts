import { gainOf } from '../../dsp/core/decibels.ts';
import { between } from './chance.ts';
import type { Seeder, Side } from './types.ts';

const OFFSET_DB = [-32, -26] as const;

/**
 * A constant offset of −32 to −26 dBFS in one channel or both, as a bad converter leaves it: silent by itself, a thump
 * at both ends, and a waveform that does not lie around the middle line.
 */
export const dc: Seeder = (sound, sampleRate, chance) => {
  const side: Side = (['left', 'right', 'both'] as const)[Math.floor(chance() * 3)]!;
  const sign = chance() < 0.5 ? -1 : 1;
  const offsetDb = between(chance, ...OFFSET_DB);
  const offset = sign * gainOf(offsetDb);
  const shifted = (x: Float32Array, yes: boolean): Float32Array =>
    yes ? x.map((v) => v + offset) : x.slice();
  const where = side === 'both' ? 'both channels' : `the ${side} channel`;
  return {
    kind: 'dc',
    left: shifted(sound.left, side !== 'right'),
    right: shifted(sound.right, side !== 'left'),
    fromS: 0,
    toS: sound.left.length / sampleRate,
    side,
    amount: offsetDb,
    unit: 'dBFS',
    says: `An offset in ${where}: the waveform lies ${sign > 0 ? 'above' : 'below'} the middle line, and begins and ends with a thump.`,
  };
};
