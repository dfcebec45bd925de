/** A bass drum: a recorded beater and a synthesised body that no two hits share. */
import { filter } from '../../signal/biquad.ts';
import { addAt, repitch, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { oneShot } from '../sampled/one-shots.ts';

export interface DrumHit {
  atS: number;
  /** 0 to 1; changes the timbre, not only the level. */
  velocity: number;
}

/** Adds one hit. `bodyHz` is the note the drum settles on. */
export function addKick(into: Float32Array, hit: DrumHit, bodyHz: number, random: Random): void {
  const { velocity } = hit;
  const at = hit.atS * SAMPLE_RATE;
  const beater = repitch(oneShot('drum_heavy_kick'), random.between(0.985, 1.015));
  addAt(into, filter(beater, SAMPLE_RATE, 'lowPass', 900 + 9000 * velocity ** 2, 0.6), at, 0.42 * velocity);
  const skin = repitch(oneShot('bd_haus'), 0.99 * random.between(0.99, 1.01));
  filter(skin, SAMPLE_RATE, 'highPass', 90);
  addAt(into, filter(skin, SAMPLE_RATE, 'lowPass', 1500 + 6000 * velocity, 0.6), at, 0.4 * velocity);

  const frames = Math.round(0.5 * SAMPLE_RATE);
  const body = new Float32Array(frames);
  const settled = bodyHz * random.between(0.99, 1.01);
  const sweep = (70 + 90 * velocity) * random.between(0.9, 1.1);
  const decayS = (0.11 + 0.05 * velocity) * random.between(0.95, 1.05);
  let phase = 0;
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    phase += (settled + sweep * Math.exp(-t / 0.022)) / SAMPLE_RATE;
    body[i] =
      Math.sin(2 * Math.PI * phase) *
      Math.min(1, t / 0.0015) *
      Math.exp(-t / decayS) *
      Math.min(1, (frames - i) / 2400);
  }
  addAt(into, body, at, 0.75 * velocity);
}
