import { between } from './chance.ts';
import { lastSound, levelDb } from './levels.ts';
import type { Seeder } from './types.ts';

/** Under the level of the whole recording. */
const UNDER_DB = [12, 17] as const;
const STEP_S = 0.02;

/**
 * The ending cut off: from where the last sound has fallen 12 to 17 dB under the recording's level, there is nothing.
 */
export const cutTail: Seeder = (sound, sampleRate, chance) => {
  const end = lastSound(sound, sampleRate);
  const step = Math.round(STEP_S * sampleRate);
  const underDb = between(chance, ...UNDER_DB);
  const whole = levelDb(sound, 0, sound.left.length);
  let at = end - step;
  while (at > step && levelDb(sound, at - step, step) < whole - underDb) at -= step;
  const [left, right] = [sound.left.slice(), sound.right.slice()];
  left.fill(0, at);
  right.fill(0, at);
  return {
    kind: 'cut-tail',
    left,
    right,
    fromS: at / sampleRate,
    toS: left.length / sampleRate,
    side: 'both',
    amount: underDb,
    unit: 'dB',
    says: 'The ending is cut off: the last sound stops before it has died away.',
  };
};
