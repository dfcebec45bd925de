/** A step on wet stone: the heel, the sole, and a little water; no two alike. */
import { Biquad } from '../../signal/biquad.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';

/** `weight` 0 (light, high heels) to 1 (heavy boots). */
export function footstep(weight: number, random: Random): Float32Array {
  const frames = Math.round(0.34 * SAMPLE_RATE);
  const x = new Float32Array(frames);
  const heel = new Biquad(
    'bandPass',
    (weight > 0.5 ? 140 : 420) * random.between(0.9, 1.1),
    1.6,
    0,
    SAMPLE_RATE,
  );
  const click = new Biquad(
    'bandPass',
    (weight > 0.5 ? 1500 : 2600) * random.between(0.85, 1.15),
    1.4,
    0,
    SAMPLE_RATE,
  );
  const sole = new Biquad('bandPass', random.between(900, 1500), 0.8, 0, SAMPLE_RATE);
  const water = new Biquad('highPass', 3500, 0.7, 0, SAMPLE_RATE);
  const soleS = random.between(0.075, 0.1);
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    const noise = random.gaussian() * Math.min(1, (frames - i) / 960);
    const late = Math.max(0, t - soleS);
    x[i] =
      (1.5 + 2 * weight) * heel.step(noise) * Math.exp(-t / 0.02) +
      (1.1 - 0.5 * weight) * click.step(noise) * Math.exp(-t / 0.007) +
      (t > soleS ? 0.5 * sole.step(noise) * Math.min(1, late / 0.004) * Math.exp(-late / 0.022) : 0) +
      0.12 * water.step(noise) * Math.min(1, t / 0.01) * Math.exp(-t / 0.09);
  }
  return x;
}
