/** A spoken line, close to the microphone, with the speaker's own melody and timing. */
import { Biquad, filter } from '../../signal/biquad.ts';
import { dbToGain, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { resample } from '../../singer/resample.ts';
import { speak } from '../../singer/speech.ts';

/** Speech is synthesised at 16 kHz. What lies above is noise that follows the octave below it. */
const EDGE_HZ = 7200;
const AIR_DB = -7;
const FOLLOW_S = 0.004;

/** From the first sound of the line to its last. */
export async function narrate(text: string, random: Random): Promise<Float32Array> {
  const { samples, sampleRate, phones } = await speak(text, {
    voice: 'slt',
    stretch: 1.08,
    pitchFactor: 0.97,
  });
  const sounding = phones.filter(({ name }) => name !== 'pau');
  const from = Math.max(0, sounding[0]!.startS - 0.02);
  const to = sounding.at(-1)!.endS + 0.12;
  const spoken = samples.slice(Math.round(from * sampleRate), Math.round(to * sampleRate));
  const x = resample(spoken, sampleRate, SAMPLE_RATE);

  const octave = filter(filter(x.slice(), SAMPLE_RATE, 'highPass', 3600), SAMPLE_RATE, 'highPass', 3600);
  const low = new Biquad('highPass', EDGE_HZ, 0.8, 0, SAMPLE_RATE);
  const high = new Biquad('lowPass', 12_500, 0.6, 0, SAMPLE_RATE);
  const rise = 1 - Math.exp(-1 / (FOLLOW_S * SAMPLE_RATE));
  let level = 0;
  for (let i = 0; i < x.length; i++) {
    level += rise * (Math.abs(octave[i]!) - level);
    x[i]! += dbToGain(AIR_DB) * 2 * level * high.step(low.step(random.gaussian()));
  }
  const fade = 0.03 * SAMPLE_RATE;
  for (let i = 0; i < fade; i++) x[x.length - 1 - i]! *= i / fade;
  // The synthesiser's fundamental stands 15 dB over everything else; a speaker's does not, and has more presence.
  filter(x, SAMPLE_RATE, 'highPass', 70);
  filter(x, SAMPLE_RATE, 'lowShelf', 240, 0.8, -11);
  return filter(x, SAMPLE_RATE, 'bell', 2400, 0.6, 5);
}
