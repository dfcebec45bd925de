/** The corridor that good masters leave between them: from the lowest to the highest in each band, with a margin. */

/** Added on both sides: four masters are few. */
export const MARGIN_DB = 1;

export interface Corridor {
  lowDb: number[];
  highDb: number[];
  /** The middle, from which a picture counts. */
  middleDb: number[];
}

/** @param tones third-octave levels of each master, one row each, in the same bands */
export function corridorOf(tones: readonly (readonly number[])[]): Corridor {
  const first = tones[0];
  if (!first) throw new RangeError('a corridor needs a master');
  const lowDb = first.map((_, b) => Math.min(...tones.map((tone) => tone[b]!)) - MARGIN_DB);
  const highDb = first.map((_, b) => Math.max(...tones.map((tone) => tone[b]!)) + MARGIN_DB);
  return { lowDb, highDb, middleDb: lowDb.map((low, b) => (low + highDb[b]!) / 2) };
}

/** A run of bands in which a tone leaves the corridor on one side. */
export interface Outside {
  fromHz: number;
  toHz: number;
  /** The farthest that it leaves it: above positive, below negative. */
  byDb: number;
}

/** Where a tone leaves the corridor, the widest distance first. Bands under `leastDb` do not count. */
export function outsideOf(
  corridor: Corridor,
  bandsHz: readonly number[],
  levelsDb: readonly number[],
  leastDb = 0.5,
): Outside[] {
  const runs: Outside[] = [];
  let last = 0;
  bandsHz.forEach((hz, b) => {
    const over = levelsDb[b]! - corridor.highDb[b]!;
    const under = levelsDb[b]! - corridor.lowDb[b]!;
    const byDb = over >= leastDb ? over : under <= -leastDb ? under : 0;
    const run = runs.at(-1);
    if (byDb !== 0 && run && last !== 0 && Math.sign(last) === Math.sign(byDb)) {
      run.toHz = hz;
      if (Math.abs(byDb) > Math.abs(run.byDb)) run.byDb = byDb;
    } else if (byDb !== 0) runs.push({ fromHz: hz, toHz: hz, byDb });
    last = byDb;
  });
  return runs.sort((a, b) => Math.abs(b.byDb) - Math.abs(a.byDb));
}
