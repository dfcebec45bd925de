import { gainOf } from '../../dsp/core/decibels.ts';
import { between } from './chance.ts';
import { levelDb, placeBy } from './levels.ts';
import type { Seeder, Side } from './types.ts';

const CLICK_MS = 0.4;
/** Where the ear is keenest: a spike of full bandwidth would lie mostly above it. */
const RING_HZ = 3500;
/** Peak over the level (rms) of the music around it. */
const OVER_DB = [18, 22] as const;
/** Never louder than this, dBFS: a fault must not hurt. */
const LOUDEST_DB = -4;

/**
 * A click as a bad splice or a lost clock makes it: a spike of 0.4 ms that decays, in one channel or both, 18 to 22 dB
 * over the level around it, where the music has little treble.
 */
export const click: Seeder = (sound, sampleRate, chance) => {
  const at = placeBy('dullest', sound, sampleRate, chance);
  const side: Side = (['left', 'right', 'both'] as const)[Math.floor(chance() * 3)]!;
  const sign = chance() < 0.5 ? -1 : 1;
  const window = Math.round(0.05 * sampleRate);
  const around = levelDb(sound, at - window / 2, window);
  const peakDb = Math.min(around + between(chance, ...OVER_DB), LOUDEST_DB);
  const frames = Math.max(4, Math.round((CLICK_MS / 1000) * sampleRate));
  const [left, right] = [sound.left.slice(), sound.right.slice()];
  for (const x of [...(side === 'right' ? [] : [left]), ...(side === 'left' ? [] : [right])]) {
    for (let i = 0; i < frames; i++) {
      const ring = Math.cos((2 * Math.PI * RING_HZ * i) / sampleRate) * Math.exp((-4 * i) / frames);
      const spike = sign * gainOf(peakDb) * ring;
      x[at + i] = x[at + i]! + spike;
    }
  }
  const where = side === 'both' ? 'in both channels' : `in the ${side} channel`;
  return {
    kind: 'click',
    left,
    right,
    fromS: at / sampleRate,
    toS: (at + frames) / sampleRate,
    side,
    amount: peakDb - around,
    unit: 'dB',
    says: `A click ${where}: one spike, shorter than a thousandth of a second.`,
  };
};
