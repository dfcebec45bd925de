/** What every recording has in common: no DC, a level, a floor of hiss, and ends without a step. */
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { filter } from '../signal/biquad.ts';
import { dbToGain, fadeEnds, SAMPLE_RATE, scale } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';
import { Random, seedOf } from '../signal/random.ts';
import type { StemRecipe } from './recipe.ts';

const FADE_IN_S = 0.01;
/** The last ring is let go over this long. */
const FADE_OUT_S = 0.6;

/** A rendered stem as recorded; changes the arrays. */
export function condition(channels: Channels, stem: StemRecipe): Channels {
  for (const x of channels) filter(x, SAMPLE_RATE, 'highPass', 14);
  const gain = dbToGain(stem.loudnessLufs - integratedLoudness(channels, SAMPLE_RATE));
  const random = new Random(seedOf(`hiss/${stem.id}`));
  const hiss = dbToGain(stem.noiseFloorDb);
  for (const x of channels) {
    scale(x, gain);
    for (let i = 0; i < x.length; i++) x[i]! += hiss * random.gaussian();
    fadeEnds(x, FADE_IN_S * SAMPLE_RATE, FADE_OUT_S * SAMPLE_RATE);
  }
  return channels;
}
