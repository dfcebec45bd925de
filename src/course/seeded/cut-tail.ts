import { between } from './chance.ts';
import { lastSound, levelDb } from './levels.ts';
import type { Seeder } from './types.ts';

/** Under the level of the last four seconds that sound. */
const UNDER_DB = [8, 14] as const;
const PASSAGE_S = 4;
const STEP_S = 0.02;

/**
 * The ending cut off: from where the last sound has fallen 8 to 14 dB under the passage before it, there is nothing.
 */
export const cutTail: Seeder = (sound, sampleRate, chance) => {
  const end = lastSound(sound, sampleRate);
  const passage = Math.round(PASSAGE_S * sampleRate);
  const step = Math.round(STEP_S * sampleRate);
  const underDb = between(chance, ...UNDER_DB);
  const whole = levelDb(sound, Math.max(0, end - passage), passage);
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
