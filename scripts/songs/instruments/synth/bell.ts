/** A glassy keyboard by frequency modulation (Chowning 1973): two pairs of sines; a harder touch is brighter. */
import { midiToHz, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { StereoSignal } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';

export interface BellNote {
  atS: number;
  forS: number;
  midi: number;
  velocity: number;
  /** −1 to 1. */
  pan: number;
}

/** Adds one note, which rings on for `releaseS` (time constant) after it is let go. */
export function addBell(into: StereoSignal, note: BellNote, releaseS: number, random: Random): void {
  const start = Math.round(note.atS * SAMPLE_RATE);
  const frames = Math.min(into[0].length - start, Math.round((note.forS + 7 * releaseS) * SAMPLE_RATE));
  const freqHz = midiToHz(note.midi + random.between(-1.5, 1.5) / 100);
  const w = (2 * Math.PI * freqHz) / SAMPLE_RATE;
  const angle = ((note.pan + 1) * Math.PI) / 4;
  const decayS = 1.5 * (440 / freqHz) ** 0.5;
  const body = 0.9 + 1.5 * note.velocity;
  const tine = 0.5 + 2.4 * note.velocity ** 2;
  const beat = random.between(0.6, 1.1);
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    const attack = Math.min(1, t / 0.002);
    const held = t < note.forS ? 1 : Math.exp(-(t - note.forS) / releaseS);
    const first = Math.sin(w * i + body * Math.exp(-t / (0.4 * decayS)) * Math.sin(w * i));
    const second =
      Math.sin(1.0015 * w * i + tine * Math.exp(-t / 0.09) * Math.sin(7.01 * w * i)) * Math.exp(-t / 0.5);
    const tremble = 1 + 0.05 * Math.sin(2 * Math.PI * (4 + beat) * t);
    const v =
      (0.6 * first + 0.4 * second) * attack * held * Math.exp(-t / decayS) * note.velocity * tremble * 0.5;
    into[0][start + i]! += v * Math.cos(angle);
    into[1][start + i]! += v * Math.sin(angle);
  }
}
