/** The vocal tract at a moment: the speech's envelope, formants scaled, the first formant kept above the pitch. */
import { clamp } from './control.ts';
import type { Envelope } from './envelope.ts';

/** Where the first formant is looked for, Hz, and how far up the change to it reaches. */
const FIRST_FORMANT_HZ = [240, 900] as const;
const TUNING_REACH_HZ = 1900;
const MOST_TUNING_HZ = 190;
/** Women raise the first formant from about here on. */
const TUNING_FROM_HZ = 250;
/** The found peak may jump between neighbours: it glides by this share a pulse. */
const TUNING_GLIDE = 0.15;

export class Tract {
  private readonly envelope: Envelope;
  private readonly tunes: boolean;
  private readonly mixed: Float64Array;
  private shiftHz = 0;
  private topHz = 500;

  constructor(envelope: Envelope, tunesFirstFormant: boolean) {
    this.envelope = envelope;
    this.tunes = tunesFirstFormant;
    this.mixed = new Float64Array(envelope.fftSize / 2 + 1);
  }

  /**
   * Natural-log amplitude at bins 0…fftSize/2, written to `out`.
   * @param speechS moment of the speech
   * @param scale formants are multiplied by this
   * @param pitchHz pitch now sung, or 0 for voiceless sounds
   * @returns the pitch the moment was spoken at, Hz
   */
  at(speechS: number, scale: number, pitchHz: number, out: Float64Array): number {
    const { frames, hopS, fftSize, sampleRate } = this.envelope;
    const { mixed } = this;
    const last = mixed.length - 1.001;
    const position = clamp(speechS / hopS, 0, frames.length - 1.001);
    const i = Math.floor(position);
    const u = position - i;
    const a = frames[i]!;
    const b = frames[Math.min(i + 1, frames.length - 1)]!;
    for (let k = 0; k < mixed.length; k++) mixed[k] = 0.5 * (a[k]! + u * (b[k]! - a[k]!));
    const binHz = sampleRate / fftSize;
    if (this.tunes && pitchHz > TUNING_FROM_HZ) this.followFirstFormant(binHz, scale, pitchHz);
    else if (pitchHz > 0) this.shiftHz *= 1 - TUNING_GLIDE;
    const shiftHz = pitchHz > 0 && this.shiftHz >= 1 ? this.shiftHz : 0;
    for (let k = 0; k < mixed.length; k++) {
      let hz = k * binHz;
      if (shiftHz > 0 && hz < TUNING_REACH_HZ) {
        hz -=
          shiftHz *
          (hz <= this.topHz
            ? hz / this.topHz
            : 0.5 + 0.5 * Math.cos((Math.PI * (hz - this.topHz)) / (TUNING_REACH_HZ - this.topHz)));
      }
      const at = Math.min(last, hz / binHz / scale);
      const j = Math.floor(at);
      out[k] = mixed[j]! + (at - j) * (mixed[j + 1]! - mixed[j]!);
    }
    return this.envelope.pitchHz[i]!;
  }

  private followFirstFormant(binHz: number, scale: number, pitchHz: number): void {
    let best = -Infinity;
    let at = 0;
    for (let k = Math.round(FIRST_FORMANT_HZ[0] / binHz); k < FIRST_FORMANT_HZ[1] / binHz; k++) {
      if (this.mixed[k]! > best) {
        best = this.mixed[k]!;
        at = k;
      }
    }
    const formantHz = at * binHz * scale;
    const wantedHz = clamp(pitchHz * 1.02 - formantHz, 0, MOST_TUNING_HZ);
    this.shiftHz += (wantedHz - this.shiftHz) * TUNING_GLIDE;
    this.topHz += (formantHz + this.shiftHz - this.topHz) * TUNING_GLIDE;
  }
}
