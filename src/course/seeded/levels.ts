/** Where in a recording it is loud, soft or over: what faults are placed by, so that each can be heard. */
import { rmsDb } from '../../dsp/meters/level.ts';
import type { Recording } from './types.ts';

/** Under this a recording is over: what is left is the room's own noise, dBFS rms. */
export const SILENCE_DB = -60;
/** Faults are placed away from both ends, at least this share of the length. */
const MARGIN = 0.1;
const CANDIDATES = 24;
const WINDOW_S = 0.1;

/** Level of a stretch, dBFS rms over both channels; −∞ when it is silent. */
export const levelDb = ({ left, right }: Recording, from: number, frames: number): number =>
  rmsDb([left.subarray(Math.max(0, from), from + frames), right.subarray(Math.max(0, from), from + frames)]);

/** Last frame at which the recording still sounds, by windows of 50 ms. */
export function lastSound(sound: Recording, sampleRate: number): number {
  const window = Math.round(0.05 * sampleRate);
  for (let at = sound.left.length - window; at > 0; at -= window)
    if (levelDb(sound, at, window) > SILENCE_DB) return at + window;
  return 0;
}

/** Level of the steps from sample to sample: what lies high, and so what hides a click, dB. */
function trebleDb({ left, right }: Recording, from: number, frames: number): number {
  const steps = (x: Float32Array): Float32Array =>
    x.subarray(Math.max(1, from), from + frames).map((v, i) => v - x[Math.max(1, from) + i - 1]!);
  return rmsDb([steps(left), steps(right)]);
}

/**
 * A frame by chance out of two dozen in the middle of the recording: the one where it has least treble and still
 * sounds, or the one where it is loudest.
 */
export function placeBy(
  which: 'dullest' | 'loudest',
  sound: Recording,
  sampleRate: number,
  chance: () => number,
): number {
  const window = Math.round(WINDOW_S * sampleRate);
  const end = lastSound(sound, sampleRate);
  const [low, high] = [MARGIN * end, (1 - MARGIN) * end];
  const merit = (from: number): number =>
    which === 'loudest' ? levelDb(sound, from, window) : -trebleDb(sound, from, window);
  let best = Math.round((low + high) / 2);
  let bestMerit = -Infinity;
  for (let i = 0; i < CANDIDATES; i++) {
    const at = Math.round(low + (high - low) * chance());
    const from = at - Math.round(window / 2);
    if (merit(from) <= bestMerit || levelDb(sound, from, window) < SILENCE_DB) continue;
    [best, bestMerit] = [at, merit(from)];
  }
  return best;
}
