/** What every recording has in common: no DC, a level, a floor of hiss, and ends without a step. */
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { filter } from '../signal/biquad.ts';
import { dbToGain, fadeEnds, SAMPLE_RATE, scale } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';
import { Random, seedOf } from '../signal/random.ts';
import type { StemRecipe } from './recipe.ts';

/** The last ring is let go over this long, this long before the end, so that a room added in a mix can die away too. */
const RING_FADE_S = 0.8;
const REST_S = 0.4;
/** The hiss comes and goes over this long. */
const HISS_FADE_S = 0.02;

/** A rendered stem as recorded; changes the arrays. */
export function condition(channels: Channels, stem: StemRecipe): Channels {
  for (const x of channels) filter(x, SAMPLE_RATE, 'highPass', 14);
  const gain = dbToGain(stem.loudnessLufs - integratedLoudness(channels, SAMPLE_RATE));
  const random = new Random(seedOf(`hiss/${stem.id}`));
  const hiss = dbToGain(stem.noiseFloorDb);
  for (const x of channels) {
    scale(x, gain);
    const end = x.length - REST_S * SAMPLE_RATE;
    fadeEnds(x.subarray(0, end), 0, RING_FADE_S * SAMPLE_RATE);
    x.fill(0, end);
    for (let i = 0; i < x.length; i++) x[i]! += hiss * random.gaussian();
    fadeEnds(x, HISS_FADE_S * SAMPLE_RATE, HISS_FADE_S * SAMPLE_RATE);
  }
  return channels;
}
