/** A spectrum in figures: how high its line reaches in each region, and where it is highest. Pure. */
import { REGIONS } from '../../charts/scales.ts';
import { SPECTRUM_FLOOR_DB } from '../../charts/spectra.ts';

export interface RegionLevels {
  /** The highest point within each of `REGIONS`, in dBFS; −Infinity where the line lies under the picture. */
  levelsDb: number[];
  /** Where the line is highest; null where nothing of it is on the picture. */
  highestHz: number | null;
}

export function regionLevels(freqsHz: Float64Array, lineDb: Float64Array): RegionLevels {
  const levelsDb = REGIONS.map(() => -Infinity);
  let highestHz: number | null = null;
  let highestDb = -Infinity;
  for (const [i, hz] of freqsHz.entries()) {
    const db = lineDb[i]!;
    if (db < SPECTRUM_FLOOR_DB) continue;
    const region = REGIONS.findIndex(({ fromHz, toHz }) => hz >= fromHz && hz < toHz);
    if (region >= 0 && db > levelsDb[region]!) levelsDb[region] = db;
    if (db > highestDb) {
      highestDb = db;
      highestHz = hz;
    }
  }
  return { levelsDb, highestHz };
}
