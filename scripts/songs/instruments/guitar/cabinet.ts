/** A guitar loudspeaker in its cabinet before a microphone, as a made-up impulse response. */
import { filter } from '../../signal/biquad.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import { convolve } from '../../signal/fft.ts';
import { Random } from '../../signal/random.ts';

export interface Cabinet {
  seed: number;
  /** Resonance of the cone in its box, Hz. */
  resonanceHz: number;
  /** Where the cone breaks up and is loudest, Hz. */
  presenceHz: number;
  /** Above it the cone gives nothing, Hz. */
  topHz: number;
  /** 0: the microphone before the dust cap; 1: at the cone's edge. */
  offAxis: number;
}

/** 43 ms: the loudspeaker's own curve, reflections inside the box and the comb of the microphone's place. */
function response(cabinet: Cabinet): Float32Array {
  const random = new Random(cabinet.seed);
  const h = new Float32Array(2048);
  h[0] = 1;
  for (let k = 0; k < 14; k++) {
    const at = Math.floor(9 + k * k * 1.85 + random.next() * 32);
    h[at]! += (random.next() - 0.5) * 0.35 * Math.exp(-at / 280);
  }
  h[Math.floor(13 + cabinet.offAxis * 32)]! -= 0.32;
  const { resonanceHz, presenceHz, topHz } = cabinet;
  filter(h, SAMPLE_RATE, 'highPass', resonanceHz, 0.9);
  filter(h, SAMPLE_RATE, 'bell', resonanceHz * 1.3, 1.2, 4.5);
  filter(h, SAMPLE_RATE, 'bell', 420, 0.9, -3.5);
  filter(h, SAMPLE_RATE, 'bell', presenceHz, 1.3, 5.5);
  filter(h, SAMPLE_RATE, 'bell', 1250, 1.6, -2);
  filter(h, SAMPLE_RATE, 'bell', 3900, 3, 3);
  filter(h, SAMPLE_RATE, 'lowPass', topHz, 0.9);
  filter(h, SAMPLE_RATE, 'lowPass', topHz * 1.12, 0.7);
  for (let i = 0; i < h.length; i++) h[i]! *= Math.min(1, (h.length - i) / 400);
  return h;
}

export const throughCabinet = (x: Float32Array, cabinet: Cabinet): Float32Array =>
  convolve(x, response(cabinet));
