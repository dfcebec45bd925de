/** A snare drum of two recorded layers and an own one (shell tones and wires), new for each hit; and hand claps. */
import { Biquad, filter } from '../../signal/biquad.ts';
import { addAt, repitch, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { oneShot } from '../sampled/one-shots.ts';
import type { DrumHit } from './kick.ts';

/** Adds one hit; under a strength of 0.3 it is a ghost note: mostly wires and the soft sample. */
export function addSnare(into: Float32Array, hit: DrumHit, random: Random): void {
  const { velocity } = hit;
  const at = hit.atS * SAMPLE_RATE;
  const hard = repitch(oneShot('drum_snare_hard'), random.between(0.985, 1.015));
  addAt(into, filter(hard, SAMPLE_RATE, 'lowPass', 2500 + 15000 * velocity, 0.6), at, 0.6 * velocity ** 2);
  const soft = repitch(oneShot('drum_snare_soft'), random.between(0.98, 1.02));
  addAt(into, soft, at, 0.22 * velocity);
  if (velocity > 0.5) {
    const machine = repitch(oneShot('sn_dolf'), random.between(0.99, 1.01));
    addAt(into, filter(machine, SAMPLE_RATE, 'highPass', 160), at, 0.3 * velocity ** 2);
  }
  addAt(into, shellAndWires(velocity, random), at, 0.62 * velocity ** 2);
}

function shellAndWires(velocity: number, random: Random): Float32Array {
  const frames = Math.round(0.32 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const band = new Biquad('bandPass', 3300, 0.45, 0, SAMPLE_RATE);
  const high = new Biquad('highPass', 1200, Math.SQRT1_2, 0, SAMPLE_RATE);
  // First modes of a 14-inch head over its shell, each hit a little off, the struck head sharper at first.
  const modes = [
    { hz: 186 * (1 + 0.008 * random.gaussian()), gain: 0.3, decayS: 0.075 },
    { hz: 331 * (1 + 0.01 * random.gaussian()), gain: 0.16, decayS: 0.05 },
    { hz: 455 * (1 + 0.006 * random.gaussian()), gain: 0.12, decayS: 0.11 },
  ];
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    let v = high.step(band.step(random.gaussian())) * Math.exp(-t / (0.055 + 0.05 * velocity)) * 0.5;
    for (const mode of modes) {
      const bend = 0.35 * (1 - Math.exp(-60 * t));
      v += Math.sin(2 * Math.PI * (mode.hz * t + bend)) * Math.exp(-t / mode.decayS) * mode.gain;
    }
    out[i] = v * Math.min(1, (frames - i) / 960);
  }
  return out;
}

/** Several hands, not quite together: four bursts of filtered noise and a short room. */
export function addClap(into: Float32Array, hit: DrumHit, random: Random): void {
  const frames = Math.round(0.3 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const band = new Biquad('bandPass', 1250 * random.between(0.95, 1.05), 1.1, 0, SAMPLE_RATE);
  const high = new Biquad('highPass', 600, Math.SQRT1_2, 0, SAMPLE_RATE);
  const hands = [0, 0.009, 0.019, 0.028].map((s) => s + random.between(-0.002, 0.002));
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    let gain = 0;
    for (const [k, s] of hands.entries())
      if (t >= s) gain = Math.max(gain, Math.exp(-(t - s) / (k === 3 ? 0.07 : 0.006)));
    out[i] = high.step(band.step(random.gaussian())) * gain * Math.min(1, (frames - i) / 960);
  }
  addAt(into, out, hit.atS * SAMPLE_RATE, 0.5 * hit.velocity);
}
