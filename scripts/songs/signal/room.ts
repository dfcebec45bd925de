/** The room a recording was made in: early reflections and a short dense tail, as an impulse response without the direct sound. */
import { filter } from './biquad.ts';
import { SAMPLE_RATE } from './buffers.ts';
import { convolve } from './fft.ts';
import { Random } from './random.ts';

export interface Room {
  seed: number;
  /** Time for the tail to fall by 60 dB, seconds. */
  decayS: number;
  /** Time to the first reflection, seconds. */
  predelayS: number;
  /** Above it walls and air take the sound, Hz. */
  dampingHz: number;
}

function response(room: Room): Float32Array {
  const random = new Random(room.seed);
  const frames = Math.floor(room.decayS * SAMPLE_RATE * 1.1);
  const h = new Float32Array(frames);
  const first = Math.floor(room.predelayS * SAMPLE_RATE);
  for (let i = first; i < frames; i++) {
    h[i] = random.gaussian() * Math.exp((-6.9 * i) / (room.decayS * SAMPLE_RATE)) * 0.045;
  }
  for (let k = 0; k < 9; k++) {
    const at = first + Math.floor((0.002 + random.next() * 0.03) * SAMPLE_RATE);
    if (at < frames) h[at]! += (random.next() - 0.4) * 0.5 * (1 - k / 12);
  }
  filter(h, SAMPLE_RATE, 'lowPass', room.dampingHz, 0.6);
  filter(h, SAMPLE_RATE, 'highPass', 90);
  for (let i = 0; i < 480; i++) h[frames - 1 - i]! *= i / 480;
  return h;
}

/** Adds the room's answer to `x` itself, `gainDb` under a tail of unit noise. */
export function inRoom(x: Float32Array, room: Room, gain: number): Float32Array {
  const wet = convolve(x, response(room));
  for (let i = 0; i < x.length; i++) x[i]! += gain * wet[i]!;
  return x;
}
