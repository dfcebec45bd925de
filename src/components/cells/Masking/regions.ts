/** How much of a sound is covered in each region of frequencies. Pure. */
import type { MaskingMap } from '../../../dsp/meters/masking.ts';
import { REGIONS } from '../../charts/scales.ts';

export interface RegionShare {
  id: string;
  label: string;
  /** Share covered, 0 to 1. */
  covered: number;
  /** Share of the whole sound that lies here, 0 to 1. */
  weight: number;
}

/** Bits of a cell of the map: loudness, and whether it is covered. */
export const LOUDNESS = 127;
export const COVERED = 128;

/** Regions in which the sound has something to say, from low to high. */
export function regionShares({ cells, bandsHz }: MaskingMap): RegionShare[] {
  const bands = bandsHz.length;
  const regionOf = bandsHz.map((hz) => REGIONS.findIndex(({ fromHz, toHz }) => hz >= fromHz && hz < toHz));
  const covered = REGIONS.map(() => 0);
  const total = REGIONS.map(() => 0);
  let whole = 0;
  for (let i = 0; i < cells.length; i++) {
    const loudness = cells[i]! & LOUDNESS;
    const region = regionOf[i % bands]!;
    if (loudness === 0 || region < 0) continue;
    total[region]! += loudness;
    whole += loudness;
    if (cells[i]! & COVERED) covered[region]! += loudness;
  }
  return REGIONS.flatMap(({ id, label }, r) =>
    total[r]! > 0 ? [{ id, label, covered: covered[r]! / total[r]!, weight: total[r]! / whole }] : [],
  );
}
