/** Power between two frequencies, by bands of a sixth of an octave: an edge lies within 6% of any that is asked for. */
import { averageBandLevels, bandEdgesHz } from '../../dsp/meters/bands.ts';
import type { Stereo } from './kind.ts';

const PER_OCTAVE = 6;
/** A band still lies within a range whose ends it passes by less than this. */
const EDGE = 1.03;

/** Measures a passage once; what it gives back says the power of the bands that lie within a range, in Hz. */
export function powerWithin(
  { left, right }: Stereo,
  sampleRate: number,
): (fromHz?: number, toHz?: number) => number {
  const { bandsHz, levelsDb } = averageBandLevels(left, right, sampleRate, PER_OCTAVE);
  const bands = bandsHz.map((centre, i) => ({
    edgesHz: bandEdgesHz(centre, PER_OCTAVE),
    power: 10 ** (levelsDb[i]! / 10),
  }));
  return (fromHz = 0, toHz = Infinity) =>
    bands.reduce(
      (sum, { edgesHz: [low, high], power }) =>
        low >= fromHz / EDGE && high <= toHz * EDGE ? sum + power : sum,
      0,
    );
}
