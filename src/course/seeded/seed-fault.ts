/**
 * One fault in a finished recording, by seed. The same recording, kind and seed give the same fault, so that a
 * learner's round can be told again.
 */
import { chanceOf } from './chance.ts';
import { click } from './click.ts';
import { clip } from './clip.ts';
import { cutTail } from './cut-tail.ts';
import { dc } from './dc.ts';
import { dropout } from './dropout.ts';
import { SILENCE_DB, levelDb } from './levels.ts';
import { swapped } from './swapped.ts';
import type { Faulty, Recording, SeededKind, Seeder } from './types.ts';

const SEEDERS: Record<SeededKind, Seeder> = { click, dropout, swapped, dc, clip, 'cut-tail': cutTail };

/**
 * The recording with a fault, and where and how strong it is. The arrays given stay as they are.
 *
 * @param sound at least 2 s
 * @param seed any whole number
 * @throws RangeError for a recording that is shorter, silent, or whose channels differ in length
 */
export function seedFault(kind: SeededKind, sound: Recording, sampleRate: number, seed: number): Faulty {
  const { left, right } = sound;
  if (left.length !== right.length) throw new RangeError('the channels differ in length');
  if (left.length < 2 * sampleRate) throw new RangeError('the recording is shorter than 2 s');
  if (!(levelDb(sound, 0, left.length) > SILENCE_DB)) throw new RangeError('the recording is silent');
  return SEEDERS[kind](sound, sampleRate, chanceOf(seed));
}
