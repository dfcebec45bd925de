/**
 * From notes to curves at 1 ms: pitch and effort.
 *
 * The pitch follows Saitou, Goto, Unoki & Akagi (2007): a step melody through a second-order system (overshoot),
 * a small counter-movement before leaps (preparation), vibrato, and fine fluctuation.
 */
import { midiToHz } from '../signal/buffers.ts';
import type { Random } from '../signal/random.ts';
import { CONTROL_HZ, clamp, smooth } from './control.ts';
import { slowNoise } from './wander.ts';

/** One sung note in seconds. */
export interface TimedNote {
  startS: number;
  durationS: number;
  midi: number;
  /** 0…1: loudness, and with it brightness. */
  effort: number;
  /** The vowel of the note before goes on. */
  slurred: boolean;
  /** Last of its line: decays and falls a little. */
  closing: boolean;
  /** How far below the note it is entered, semitones. */
  scoop: number;
}

export interface Curves {
  pitchHz: Float32Array;
  effort: Float32Array;
  /** Vibrato as it stands, −1…1 of a full vibrato: level moves with it. */
  vibrato: Float32Array;
}

/** Second-order glide: natural frequency in rad/s, damping. Saitou's 34.8 and 0.54, a little tighter. */
const GLIDE_RAD_S = 50;
const GLIDE_DAMPING = 0.7;
/** The pitch moves ahead of the vowel, during its consonants. */
const LEAD_S = 0.055;
const SLUR_LEAD_S = 0.028;
const PREPARATION_S = 0.1;
/** After a rest this long a note is approached from near its own pitch. */
const REST_S = 0.25;
const FULL_VIBRATO_CENTS = 45;
const VIBRATO_HZ = 5.6;

/** Vibrato belongs to held notes: its extent by the note's length. */
function vibratoCents(durationS: number): number {
  return FULL_VIBRATO_CENTS * clamp((durationS - 0.5) / 0.5, 0, 1);
}

/**
 * @param notes times from the start of the curves
 * @param detuneCents constant, of this take
 */
export function singMelody(
  notes: readonly TimedNote[],
  seconds: number,
  detuneCents: number,
  random: Random,
): Curves {
  const count = Math.ceil(seconds * CONTROL_HZ);
  const pitchHz = new Float32Array(count);
  const effort = new Float32Array(count);
  const vibrato = new Float32Array(count);
  const fine = slowNoise(count, 9, random);
  const drift = slowNoise(count, 0.7, random);
  const rateDrift = slowNoise(count, 0.6, random);
  const depthDrift = slowNoise(count, 0.9, random);
  const dt = 1 / CONTROL_HZ;
  // Nobody hits every note alike: a small error a note, corrected while it is held.
  const errors = notes.map(() => 4 * random.gaussian());
  let position = notes[0].midi - 1;
  let velocity = 0;
  let phase = 2 * Math.PI * random.next();
  let at = 0;
  for (let c = 0; c < count; c++) {
    const t = c * dt;
    while (
      at < notes.length - 1 &&
      t >= notes[at + 1].startS - (notes[at + 1].slurred ? SLUR_LEAD_S : LEAD_S)
    ) {
      const rested = notes[at + 1].startS - (notes[at].startS + notes[at].durationS) > REST_S;
      at++;
      if (rested) {
        position = notes[at].midi - 0.8;
        velocity = 0;
      }
    }
    const note = notes[at];
    const next = notes[at + 1];
    const into = t - note.startS;
    const left = note.durationS - into;
    let target = note.midi;
    if (next && next.startS - t < PREPARATION_S && next.startS - (note.startS + note.durationS) < 0.1) {
      const leap = next.midi - note.midi;
      const u = clamp((t - (next.startS - PREPARATION_S)) / 0.06, 0, 1);
      if (Math.abs(leap) >= 2) target -= clamp(leap * 0.07, -0.35, 0.35) * Math.sin(Math.PI * u);
    }
    const force = GLIDE_RAD_S ** 2 * (target - position) - 2 * GLIDE_DAMPING * GLIDE_RAD_S * velocity;
    velocity += force * dt;
    position += velocity * dt;
    const scoop = into > -0.06 ? note.scoop * (into < 0 ? 1 : Math.exp(-into / 0.045)) : 0;
    // Late, growing, a little irregular, gone before the note is.
    const delayS = note.durationS > 1.2 ? 0.4 : 0.24;
    const grown = clamp((into - delayS) / 0.4, 0, 1) * clamp(left / 0.12, 0, 1);
    phase +=
      2 * Math.PI * (VIBRATO_HZ + 0.2 * clamp(rateDrift[c], -2, 2) + 0.2 * clamp(into - 0.6, 0, 1)) * dt;
    const extent = vibratoCents(note.durationS) * grown;
    vibrato[c] = (extent / FULL_VIBRATO_CENTS) * Math.sin(phase);
    const fall = note.closing && left < 0.14 ? -0.35 * (1 - clamp(left / 0.14, 0, 1)) ** 2 : 0;
    const cents =
      extent * (1 + 0.15 * depthDrift[c]) * Math.sin(phase) +
      5 * fine[c] +
      4 * drift[c] +
      errors[at] * Math.exp(-Math.max(0, into) / 0.25) +
      detuneCents;
    pitchHz[c] = midiToHz(position - scoop + fall + cents / 100);
    const u = clamp(into / Math.max(0.05, note.durationS), 0, 1);
    const held =
      note.durationS > 0.8 ? 0.84 + 0.24 * Math.sin(Math.PI * Math.min(1, 0.15 + 0.9 * u)) : 1.03 - 0.15 * u;
    const fading = note.closing && left < 0.3 ? 0.6 + 0.4 * clamp(left / 0.3, 0, 1) : 1;
    effort[c] = clamp(note.effort * held * fading, 0, 1.1);
  }
  smooth(effort, 0.04);
  return { pitchHz, effort, vibrato };
}
