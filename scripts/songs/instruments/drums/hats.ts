/** Hi-hats: closed, pedalled and open; a closing hat stops an open one. */
import { filter } from '../../signal/biquad.ts';
import { addAt, repitch, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { oneShot } from '../sampled/one-shots.ts';
import type { DrumHit } from './kick.ts';

export interface HatHit extends DrumHit {
  open: boolean;
}

/** Adds one hit that lasts at most until `nextS`, when the hats close again. */
export function addHat(into: Float32Array, hit: HatHit, nextS: number, random: Random): void {
  const { velocity, open } = hit;
  const at = hit.atS * SAMPLE_RATE;
  const name = open ? 'drum_cymbal_open' : 'drum_cymbal_closed';
  const metal = repitch(oneShot(name), (open ? 1.02 : 1.04) * random.between(0.98, 1.02));
  filter(metal, SAMPLE_RATE, 'lowPass', 5000 + 14000 * velocity, 0.6);
  filter(metal, SAMPLE_RATE, 'highPass', 380);
  // The tip of the stick travels along the bow: each hit has its own colour.
  filter(metal, SAMPLE_RATE, 'bell', random.between(3500, 7500), 1.2, random.between(-2, 2));
  addAt(into, choked(metal, (nextS - hit.atS) * SAMPLE_RATE), at, (open ? 0.34 : 0.42) * velocity);
  if (!open) {
    const tick = repitch(oneShot('hat_zild'), random.between(0.97, 1.03));
    addAt(
      into,
      choked(filter(tick, SAMPLE_RATE, 'highPass', 2500 + 2500 * (1 - velocity)), 4800),
      at,
      0.2 * velocity ** 1.5,
    );
  }
}

function choked(x: Float32Array, afterFrames: number): Float32Array {
  for (let i = Math.max(0, Math.floor(afterFrames)); i < x.length; i++)
    x[i]! *= Math.exp(-(i - afterFrames) / 350);
  return x;
}
