/** What is said about equal loudness: which sounds are turned down, and by how much. Pure. */
import { written } from '../../controls/value.ts';
import type { Ready } from './sounds.ts';

/** Smaller differences are not written: nobody hears them. */
const SHOWN_FROM_DB = 0.05;

/** dB taken from each sound to be as loud as the quietest, 0 or less. */
export function trims(sounds: readonly Ready[]): Record<string, number> {
  const quietest = Math.min(...sounds.map(({ integratedLufs }) => integratedLufs).filter(Number.isFinite));
  return Object.fromEntries(
    sounds.map(({ id, integratedLufs }) => [id, Math.min(0, quietest - integratedLufs)]),
  );
}

/** The widest distance in loudness between any two, in LU. */
export function spreadLu(sounds: readonly Ready[]): number {
  const known = sounds.map(({ integratedLufs }) => integratedLufs).filter(Number.isFinite);
  return known.length === 0 ? 0 : Math.max(...known) - Math.min(...known);
}

/** "Master −7.4 dB, Loud −3.0 dB", or "alike". */
export function turnedDown(sounds: readonly Ready[], label: (id: string) => string): string {
  const down = Object.entries(trims(sounds)).filter(([, db]) => db < -SHOWN_FROM_DB);
  return down.length === 0
    ? 'alike'
    : down.map(([id, db]) => `${label(id)} ${written(db, 'dB', 1)}`).join(', ');
}

/** More names than two make a line that pushes the buttons about: then only the sound that is heard is spoken of. */
const NAMED_TOGETHER = 2;

/** The same for what stands on a button, while one of them is heard: "Master −7.4 dB", or of many "this one −7.4 dB". */
export function turnedDownBeside(
  sounds: readonly Ready[],
  label: (id: string) => string,
  heard: string,
): string {
  if (sounds.length <= NAMED_TOGETHER) return turnedDown(sounds, label);
  const all = trims(sounds);
  if (Object.values(all).every((db) => db >= -SHOWN_FROM_DB)) return 'alike';
  return `this one ${written(all[heard] ?? 0, 'dB', 1)}`;
}

/** The same before the names may be known: says how far they were apart, not which. */
export const turnedDownBlind = (sounds: readonly Ready[]): string => {
  const apart = spreadLu(sounds);
  return apart < SHOWN_FROM_DB
    ? 'All are equally loud as they are.'
    : `Level-matched: the loudest is turned down by ${written(apart, 'dB', 1)}, so that all are equally loud.`;
};
