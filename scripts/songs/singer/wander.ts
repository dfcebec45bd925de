/** Slow noise: the drift, wander and flutter of a body that holds still as well as it can. */
import type { Random } from '../signal/random.ts';
import { CONTROL_HZ } from './control.ts';

/** Noise low-passed at `cornerHz` (two one-poles), unit variance, at control rate. */
export function slowNoise(count: number, cornerHz: number, random: Random): Float32Array {
  const out = new Float32Array(count);
  const k = 1 - Math.exp((-2 * Math.PI * cornerHz) / CONTROL_HZ);
  const p = 1 - k;
  // Variance of two cascaded one-poles driven by white noise, in closed form: a short line is not scaled to itself.
  const variance = (k ** 4 * (1 + p * p)) / (1 - p * p) ** 3;
  const scale = 1 / Math.sqrt(variance);
  const settle = Math.ceil((5 * CONTROL_HZ) / (2 * Math.PI * cornerHz));
  let first = 0;
  let second = 0;
  for (let i = -settle; i < count; i++) {
    first += (random.gaussian() - first) * k;
    second += (first - second) * k;
    if (i >= 0) out[i] = second * scale;
  }
  return out;
}
