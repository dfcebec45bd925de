/** A monophonic bass synthesiser: saw and pulse over a sine an octave below, through a 24 dB low-pass with its own envelope. */
import { Biquad } from '../../signal/biquad.ts';
import { midiToHz, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { envelope, Oscillator } from './oscillator.ts';

export interface BassNote {
  atS: number;
  forS: number;
  midi: number;
  velocity: number;
  /** Glides from this note within 60 ms. */
  fromMidi?: number;
}

const AMPLITUDE = { attackS: 0.003, decayS: 0.35, sustain: 0.55, releaseS: 0.025 };

/** Adds one note. A harder note opens the filter further. */
export function addBassNote(into: Float32Array, note: BassNote, random: Random): void {
  const start = Math.round(note.atS * SAMPLE_RATE);
  const frames = Math.round((note.forS + 0.18) * SAMPLE_RATE);
  const saw = new Oscillator(random.next());
  const pulse = new Oscillator(random.next());
  const sub = new Oscillator(0);
  const low1 = new Biquad('lowPass', 400, 0.54, 0, SAMPLE_RATE);
  const low2 = new Biquad('lowPass', 400, 1.9, 0, SAMPLE_RATE);
  const drift = random.between(-2.5, 2.5) / 100;
  const openHz = 260 + 1900 * note.velocity ** 1.6 * random.between(0.9, 1.1);
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    const glide = note.fromMidi === undefined ? 0 : (note.fromMidi - note.midi) * Math.exp(-t / 0.02);
    const freqHz = midiToHz(note.midi + drift + glide);
    if (i % 16 === 0) {
      const cutoff = 170 + openHz * Math.exp(-t / (0.09 + 0.1 * note.velocity));
      low1.tune('lowPass', cutoff, 0.54, 0, SAMPLE_RATE);
      low2.tune('lowPass', cutoff, 1.9, 0, SAMPLE_RATE);
    }
    const raw =
      0.5 * saw.saw(freqHz) +
      0.32 * pulse.pulse(freqHz * 1.003, 0.38 + 0.08 * Math.sin(2 * Math.PI * 0.7 * t));
    const shaped = Math.tanh(1.6 * low2.step(low1.step(raw))) * 0.75 + 0.42 * sub.sine(freqHz);
    const gain = envelope(t, note.forS, AMPLITUDE) * (0.35 + 0.65 * note.velocity);
    const to = start + i;
    if (to >= 0 && to < into.length) into[to]! += shaped * gain;
  }
}
