/** An audible breath in: noise through the tract of a neutral vowel, swelling and cut off. */
import { Biquad } from '../signal/biquad.ts';
import type { Random } from '../signal/random.ts';
import { CONTROL_HZ } from './control.ts';
import { slowNoise } from './wander.ts';

/** Resonances of an open mouth drawing air: [Hz, q, gain]. */
const RESONANCES = [
  [680, 2, 0.35],
  [1450, 3, 0.8],
  [2600, 3.5, 1],
  [3900, 3, 0.75],
  [6200, 1.5, 0.5],
  [9500, 1.2, 0.3],
] as const;

/** @param tractScale resonances are multiplied by this */
export function breathIn(
  seconds: number,
  sampleRate: number,
  tractScale: number,
  random: Random,
): Float32Array {
  const out = new Float32Array(Math.floor(seconds * sampleRate));
  const bank = RESONANCES.map(([hz, q, gain]) => ({
    filter: new Biquad('bandPass', hz * tractScale * random.between(0.97, 1.03), q, 0, sampleRate),
    gain,
  }));
  const flutter = slowNoise(Math.ceil(seconds * CONTROL_HZ) + 1, 9, random);
  for (let i = 0; i < out.length; i++) {
    const u = i / out.length;
    const swell = Math.max(0, Math.sin(Math.PI * u ** 1.7)) ** 1.3;
    const air = random.gaussian();
    let sum = 0;
    for (const { filter, gain } of bank) sum += filter.step(air) * gain;
    const cut = u > 0.97 ? (1 - u) / 0.03 : 1;
    out[i] = sum * swell * (1 + 0.16 * flutter[Math.floor((i / sampleRate) * CONTROL_HZ)]!) * cut;
  }
  return out;
}
