/** Transitions: a riser of noise and a rising tone, a reversed cymbal, a low drop. */
import { Biquad } from '../../signal/biquad.ts';
import { SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { StereoSignal } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { Oscillator } from './oscillator.ts';

/** Noise whose band climbs from 300 Hz to 9 kHz while it swells, over `lengthS`, with a tone that climbs two octaves. */
export function riser(lengthS: number, fromHz: number, random: Random): StereoSignal {
  const frames = Math.round(lengthS * SAMPLE_RATE);
  const out: StereoSignal = [silence(frames), silence(frames)];
  for (const [side, x] of out.entries()) {
    const band = new Biquad('bandPass', 300, 1.1, 0, SAMPLE_RATE);
    const tones = [-9, 0, 10].map((cents) => ({
      oscillator: new Oscillator(random.next()),
      ratio: 2 ** ((cents + side * 3) / 1200),
    }));
    const low = new Biquad('lowPass', 500, 0.8, 0, SAMPLE_RATE);
    for (let i = 0; i < frames; i++) {
      const t = i / frames;
      if (i % 32 === 0) {
        band.tune('bandPass', 300 * 30 ** t, 1.1 + 0.8 * t, 0, SAMPLE_RATE);
        low.tune('lowPass', 500 * 12 ** t, 0.8, 0, SAMPLE_RATE);
      }
      let tone = 0;
      for (const { oscillator, ratio } of tones) tone += oscillator.saw(fromHz * ratio * 4 ** (t * t));
      const swell = t ** 2.2 * Math.min(1, (frames - i) / (0.02 * SAMPLE_RATE));
      x[i] = (band.step(random.gaussian()) * 0.55 + low.step(tone) * 0.09) * swell;
    }
  }
  return out;
}

/** The last `lengthS` of a sound played backwards, swelling into its end. */
export function reversed(x: Float32Array, lengthS: number): Float32Array {
  const frames = Math.min(x.length, Math.round(lengthS * SAMPLE_RATE));
  const out = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    const ends = Math.min(1, i / 4800, (frames - i) / 480);
    out[i] = x[frames - 1 - i]! * ends;
  }
  return out;
}

/** A sine that drops from 95 to 34 Hz in about a second: the floor falls away. */
export function drop(random: Random): Float32Array {
  const frames = Math.round(1.6 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  let phase = random.next() * 0.1;
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    phase += (34 + 61 * Math.exp(-t / 0.28)) / SAMPLE_RATE;
    out[i] =
      Math.sin(2 * Math.PI * phase) *
      Math.min(1, t / 0.006) *
      Math.exp(-t / 0.42) *
      Math.min(1, (frames - i) / 2400);
  }
  return out;
}
