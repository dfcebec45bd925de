/** A chart of levels in sixths of an octave: its axes, and the columns that fit them. */
import type { ChartAxis } from './Chart.tsx';

/** Below and above these there is nothing to be seen of music. */
const LOWEST_HZ = 30;
const HIGHEST_HZ = 16_000;
const HIGHEST_DBFS = -10;

/** Frequency, across. */
export const BANDS_X: ChartAxis = {
  label: 'Frequency',
  kind: 'frequency',
  min: LOWEST_HZ,
  max: HIGHEST_HZ,
  unit: 'Hz',
  marks: [50, 100, 200, 500, 1000, 2000, 5000, 10_000],
};

/** Level in a band, upwards from a floor; a line every 20 dB. */
export const bandsY = (floorDb: number): ChartAxis => ({
  label: 'dBFS',
  kind: 'level',
  min: floorDb,
  max: HIGHEST_DBFS,
  unit: 'dB',
  marks: [-120, -100, -80, -60, -40, -20].filter((db) => db > floorDb),
});

/** A column of levels; what lies under the floor is a gap. */
export const overFloor = (levelsDb: readonly number[], floorDb: number): (number | null)[] =>
  levelsDb.map((db) => (db > floorDb ? db : null));
