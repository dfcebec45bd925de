/**
 * How loud a side of a record can be cut, from its length: the longer the side, the closer the turns, the less room
 * each groove has to swing. A model, not a plant's rule. Declared: 33⅓ turns a minute; radii from the course's facts;
 * groove and land between two grooves need 65 µm even in silence (our assumption), and what is left of the pitch is for
 * the swing. Level is proportional to the swing. 18 minutes, the middle of what is called best, are 0 dB.
 */
import { gainOf } from '../../dsp/core/decibels.ts';

const TURNS_A_MIN = 100 / 3;
/** Groove and land between two grooves in silence. */
export const GROOVE_MM = 0.065;
/** The length of the side that stands at 0 dB. */
export const REFERENCE_MIN = 18;

export interface Radii {
  outerMm: number;
  innerMm: number;
}

/** Distance from one turn to the next, in millimetres, when a side of that many minutes fills the record. */
export const pitchMm = (minutes: number, { outerMm, innerMm }: Radii): number =>
  (outerMm - innerMm) / (TURNS_A_MIN * minutes);

const roomMm = (minutes: number, radii: Radii): number => pitchMm(minutes, radii) - GROOVE_MM;

/** dB against a side of 18 minutes; −Infinity when nothing is left to swing. */
export function sideLevelDb(minutes: number, radii: Radii): number {
  const room = roomMm(minutes, radii);
  return room <= 0 ? -Infinity : 20 * Math.log10(room / roomMm(REFERENCE_MIN, radii));
}

/** The length of a side that allows that level, in minutes. */
export function sideMinutes(levelDb: number, radii: Radii): number {
  const room = roomMm(REFERENCE_MIN, radii) * gainOf(levelDb);
  return (radii.outerMm - radii.innerMm) / (TURNS_A_MIN * (room + GROOVE_MM));
}
