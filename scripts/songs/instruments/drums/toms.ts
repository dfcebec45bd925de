/** Toms and cymbals: one recorded hit each, with pitch, colour and length of their own every time. */
import { filter } from '../../signal/biquad.ts';
import { addAt, repitch, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { oneShot } from '../sampled/one-shots.ts';
import type { DrumHit } from './kick.ts';

/** Adds a tom; `drum` 0 is the rack tom, 1 the floor tom. */
export function addTom(into: Float32Array, hit: DrumHit, drum: 0 | 1, random: Random): void {
  const skin = repitch(
    oneShot(drum === 0 ? 'drum_tom_mid_hard' : 'drum_tom_lo_hard'),
    random.between(0.97, 1),
  );
  filter(skin, SAMPLE_RATE, 'lowPass', 1500 + 12000 * hit.velocity ** 2, 0.6);
  addAt(into, skin, hit.atS * SAMPLE_RATE, 0.55 * hit.velocity);
}

/** Adds a crash; a soft one is dark and speaks slowly. */
export function addCrash(into: Float32Array, hit: DrumHit, random: Random): void {
  const metal = repitch(
    oneShot(hit.velocity > 0.85 ? 'drum_splash_hard' : 'drum_cymbal_hard'),
    random.between(0.8, 0.84),
  );
  filter(metal, SAMPLE_RATE, 'lowPass', 6000 + 16000 * hit.velocity ** 2, 0.6);
  filter(metal, SAMPLE_RATE, 'bell', random.between(3000, 8000), 1, random.between(-2, 2));
  addAt(into, metal, hit.atS * SAMPLE_RATE, 0.85 * hit.velocity);
}
