/** What a cutting engineer looks at: middle and sides by frequency, and how strong the sibilants are. */
import { averageBandLevels, bandLevels } from '../../dsp/meters/bands.ts';
import { percentile } from '../../dsp/meters/percentile.ts';
import { sideToMidDb } from './side-to-mid.ts';

const RATE = 48_000;
const BASS_HZ = 100;
const SIBILANCE_HZ: readonly [number, number] = [5000, 9000];
/** Sibilants are short: the loudest twentieth of the time. */
const SIBILANT_PERCENTILE = 95;
const FRAME_S = 0.05;

export interface MiddleSides {
  bandsHz: number[];
  /** dBFS in sixths of an octave. */
  middleDb: number[];
  sidesDb: number[];
  /** Sides under 100 Hz against the middle, dB. */
  bassSideDb: number;
  /** Level from 5 to 9 kHz that is passed in a twentieth of the time, dBFS. */
  sibilanceDb: number;
}

/** Of a sound at 48 kHz. */
export function middleSides(left: Float32Array, right: Float32Array): MiddleSides {
  const middle = left.map((v, n) => (v + right[n]!) / 2);
  const sides = left.map((v, n) => (v - right[n]!) / 2);
  const { bandsHz, levelsDb: middleDb } = averageBandLevels(middle, middle, RATE, 6);
  const { levelsDb: sidesDb } = averageBandLevels(sides, sides, RATE, 6);
  const frames = bandLevels(left, right, RATE, 6, FRAME_S);
  const [from, to] = SIBILANCE_HZ;
  const sibilance = frames.levelsDb.map((levels) => {
    const power = levels.reduce((sum, db, i) => {
      const hz = frames.bandsHz[i]!;
      return hz >= from && hz <= to ? sum + 10 ** (db / 10) : sum;
    }, 1e-12);
    return 10 * Math.log10(power);
  });
  return {
    bandsHz,
    middleDb,
    sidesDb,
    bassSideDb: sideToMidDb(left, right, RATE, BASS_HZ),
    sibilanceDb: percentile(sibilance, SIBILANT_PERCENTILE),
  };
}
