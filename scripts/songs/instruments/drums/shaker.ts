/** A shaker: grains of seed in a tube, thrown forward and back; each stroke is its own shower of noise. */
import { Biquad } from '../../signal/biquad.ts';
import { addAt, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import type { DrumHit } from './kick.ts';

/** Adds one stroke. `back` strokes are softer and a little darker. */
export function addShake(into: Float32Array, hit: DrumHit, back: boolean, random: Random): void {
  const lengthS = (back ? 0.09 : 0.12) * random.between(0.9, 1.1);
  const frames = Math.round((lengthS + 0.08) * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const band = new Biquad('bandPass', (back ? 6300 : 7000) * random.between(0.95, 1.05), 0.9, 0, SAMPLE_RATE);
  const high = new Biquad('highPass', 2800, Math.SQRT1_2, 0, SAMPLE_RATE);
  let grain = 0;
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    // The seeds gather speed, arrive together and scatter.
    const flow = t < lengthS ? (t / lengthS) ** 2.5 : Math.exp(-(t - lengthS) / 0.014);
    if (random.chance(0.02 + 0.2 * flow)) grain = random.gaussian();
    else grain *= 0.6;
    out[i] = high.step(band.step(0.5 * random.gaussian() + grain)) * flow;
  }
  addAt(into, out, (hit.atS - lengthS) * SAMPLE_RATE, (back ? 0.35 : 0.5) * hit.velocity);
}
