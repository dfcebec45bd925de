/**
 * A valve amplifier in three stages: a biased input valve, a driver and a power stage whose supply sags under
 * load, with the coupling filters between them. The strings are summed before it, so that chords intermodulate.
 */
import { Biquad, filter } from '../../signal/biquad.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import { oversampled } from '../../signal/oversample.ts';

export interface AmplifierSettings {
  /** Gain of the stages: 0.15 is clean with an edge, 0.6 is crunch, 1 is a lead sound. */
  drive: number;
  /** What is cut below before the distortion, so that chords stay tight, Hz. */
  tightHz: number;
  midDb: number;
  trebleDb: number;
}

/** The amplifier's output for what the pickup gives (peak about 1). Changes nothing in `x`. */
export function amplify(x: Float32Array, settings: AmplifierSettings): Float32Array {
  const input = x.slice();
  filter(input, SAMPLE_RATE, 'highPass', settings.tightHz);
  filter(input, SAMPLE_RATE, 'bell', 800, 0.6, 5);

  const rate = 4 * SAMPLE_RATE;
  const coupling = new Biquad('highPass', 70, Math.SQRT1_2, 0, rate);
  const miller1 = new Biquad('lowPass', 7200, 0.6, 0, rate);
  const miller2 = new Biquad('lowPass', 8500, 0.6, 0, rate);
  const output = new Biquad('highPass', 110, Math.SQRT1_2, 0, rate);
  const bias = 0.22;
  const rest = Math.tanh(bias);
  let sag = 0;
  const y = oversampled(input, (block) => {
    for (let i = 0; i < block.length; i++) {
      let s = Math.tanh(block[i]! * 38 * settings.drive + bias) - rest;
      s = coupling.step(miller1.step(s)) * 7 * settings.drive;
      s = s > 0 ? Math.tanh(s) : 1.08 * Math.tanh(0.8 * s);
      s = output.step(miller2.step(s));
      sag += (Math.abs(s) - sag) * 2e-5;
      block[i] = 0.8 * Math.tanh(s * (1.9 - 0.35 * sag));
    }
  });
  filter(y, SAMPLE_RATE, 'lowShelf', 140, Math.SQRT1_2, 2);
  filter(y, SAMPLE_RATE, 'bell', 650, 0.7, settings.midDb);
  filter(y, SAMPLE_RATE, 'highShelf', 3000, Math.SQRT1_2, settings.trebleDb);
  return y;
}
