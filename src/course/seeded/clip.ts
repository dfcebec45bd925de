import { gainOf } from '../../dsp/core/decibels.ts';
import { between } from './chance.ts';
import { placeBy } from './levels.ts';
import type { Seeder } from './types.ts';

const LONG_S = [1.5, 2.5] as const;
const SHAVED_DB = [7, 9] as const;

/**
 * A clipped passage of 1.5 to 2.5 s, turned down again afterwards: every peak that comes within 7 to 9 dB of the
 * passage's highest is cut flat. The passage does not reach full scale, so no red light tells of it.
 */
export const clip: Seeder = (sound, sampleRate, chance) => {
  const middle = placeBy('loudest', sound, sampleRate, chance);
  const frames = Math.min(Math.round(between(chance, ...LONG_S) * sampleRate), sound.left.length);
  const from = Math.max(0, Math.min(middle - Math.round(frames / 2), sound.left.length - frames));
  const shavedDb = between(chance, ...SHAVED_DB);
  let peak = 0;
  for (const x of [sound.left, sound.right]) {
    for (let i = from; i < from + frames; i++) peak = Math.max(peak, Math.abs(x[i]!));
  }
  const ceiling = peak * gainOf(-shavedDb);
  const [left, right] = [sound.left.slice(), sound.right.slice()];
  for (const x of [left, right]) {
    for (let i = from; i < from + frames; i++) x[i] = Math.max(-ceiling, Math.min(ceiling, x[i]!));
  }
  return {
    kind: 'clip',
    left,
    right,
    fromS: from / sampleRate,
    toS: (from + frames) / sampleRate,
    side: 'both',
    amount: shavedDb,
    unit: 'dB',
    says: 'A clipped passage: the tops of the waves are cut flat, and it crackles.',
  };
};
