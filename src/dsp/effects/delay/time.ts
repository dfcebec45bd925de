/** Times of echoes: in milliseconds, or in note values of a tempo. Pure, so that pages can draw them without the sound. */
import type { Values } from '../../core/params.ts';
import { delaySpec } from './spec.ts';

const { params } = delaySpec;

export type DelayValues = Values<typeof params>;
export type NoteValue = Exclude<DelayValues['sync'], 'off'>;

/** Note values in quarter notes. */
const NOTES: Readonly<Record<NoteValue, number>> = {
  '1/1': 4,
  '1/2d': 3,
  '1/2': 2,
  '1/2t': 4 / 3,
  '1/4d': 1.5,
  '1/4': 1,
  '1/4t': 2 / 3,
  '1/8d': 0.75,
  '1/8': 0.5,
  '1/8t': 1 / 3,
  '1/16d': 0.375,
  '1/16': 0.25,
  '1/16t': 1 / 6,
  '1/32': 0.125,
};

/** Length of a note in milliseconds at a tempo in quarter notes a minute. */
export const noteMs = (note: NoteValue, bpm: number): number => (NOTES[note] * 60_000) / bpm;

/** Time of the echo in milliseconds; notes longer than the longest time are held to it. */
export function delayMs({ sync, bpm, timeMs }: Pick<DelayValues, 'sync' | 'bpm' | 'timeMs'>): number {
  return Math.min(params.timeMs.max, sync === 'off' ? timeMs : noteMs(sync, bpm));
}

/** The note value that a time lies nearest to, and how far it is off, in milliseconds: positive is late. */
export function nearestNote(ms: number, bpm: number): { note: NoteValue; offMs: number } {
  let best: { note: NoteValue; offMs: number } | null = null;
  for (const note of Object.keys(NOTES) as NoteValue[]) {
    const offMs = ms - noteMs(note, bpm);
    if (!best || Math.abs(offMs) < Math.abs(best.offMs)) best = { note, offMs };
  }
  return best!;
}
