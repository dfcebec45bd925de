/**
 * A vocoder (Dudley 1939): the voice's spectrum, in 24 bands, on another sound. Consonants above 5 kHz pass as
 * they are, or the words would be lost.
 */
import { Biquad, filter } from '../signal/biquad.ts';
import { SAMPLE_RATE } from '../signal/buffers.ts';

const BANDS = 24;
const LOWEST_HZ = 120;
const HIGHEST_HZ = 7200;
const Q = 7;

/** `carrier` speaks what `voice` says. Both mono and of one length. */
export function vocode(voice: Float32Array, carrier: Float32Array): Float32Array {
  const out = new Float32Array(voice.length);
  const follow = Math.exp(-1 / (0.012 * SAMPLE_RATE));
  for (let band = 0; band < BANDS; band++) {
    const freqHz = LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (band / (BANDS - 1));
    const make = (): Biquad => new Biquad('bandPass', freqHz, Q, 0, SAMPLE_RATE);
    const [voice1, voice2, carrier1, carrier2] = [make(), make(), make(), make()];
    let level = 0;
    for (let i = 0; i < out.length; i++) {
      const v = Math.abs(voice2.step(voice1.step(voice[i]!)));
      level = v + (level - v) * follow;
      out[i]! += carrier2.step(carrier1.step(carrier[i]!)) * level * (1 + band / 12);
    }
  }
  const consonants = filter(
    filter(voice.slice(), SAMPLE_RATE, 'highPass', 5000),
    SAMPLE_RATE,
    'highPass',
    5000,
  );
  for (let i = 0; i < out.length; i++) out[i]! = 14 * out[i]! + 0.8 * consonants[i]!;
  return out;
}
