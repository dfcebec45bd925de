/** How a built-in fault is found again in the decoded audio: against the clean stem's stored band levels. */
import { bandLevels } from '../../../src/dsp/meters/bands.ts';
import type { BandLevels } from '../../../src/dsp/meters/bands.ts';
import { SAMPLE_RATE } from '../../../scripts/songs/signal/buffers.ts';
import type { Channels } from '../../../scripts/songs/signal/buffers.ts';

/** Clean bands that stand this far above the recording's floor count, dBFS. */
const AUDIBLE_DB = -72;

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length ? sorted[Math.floor(sorted.length / 2)]! : Number.NaN;
};

export interface Difference {
  bandsHz: number[];
  frameS: number;
  /** Shipped minus clean, dB; NaN where the clean band is too quiet to compare. */
  db: number[][];
}

export function difference(shipped: Channels, clean: BandLevels): Difference {
  const levels = bandLevels(shipped[0], shipped[1] ?? shipped[0], SAMPLE_RATE);
  const db = clean.levelsDb.map((row, frame) => {
    const loudest = Math.max(...row);
    return row.map((v, band) =>
      v > AUDIBLE_DB && v > loudest - 35 ? levels.levelsDb[frame]![band]! - v : Number.NaN,
    );
  });
  return { bandsHz: clean.bandsHz, frameS: clean.frameS, db };
}

/** Broad level change of each frame: the median over the bands chosen. */
export function frameOffsets(d: Difference, counts: (hz: number) => boolean): number[] {
  return d.db.map((row) => median(row.filter((v, band) => counts(d.bandsHz[band]!) && !Number.isNaN(v))));
}

/** Median over frames of each band's difference, with the frame's own offset taken off. */
export function spectralDifference(d: Difference, offsets: number[]): number[] {
  return d.bandsHz.map((_, band) => {
    const values = d.db.map((row, frame) => row[band]! - offsets[frame]!).filter((v) => !Number.isNaN(v));
    return values.length < 10 ? Number.NaN : median(values);
  });
}

/** Response of the cookbook's bell in decibels. */
export function bellDb(freqHz: number, q: number, gainDb: number, atHz: number): number {
  const w0 = (2 * Math.PI * freqHz) / SAMPLE_RATE;
  const w = (2 * Math.PI * atHz) / SAMPLE_RATE;
  const alpha = Math.sin(w0) / (2 * q);
  const a = 10 ** (gainDb / 40);
  const power = (b0: number, b1: number, b2: number): number =>
    (b0 + b1 * Math.cos(w) + b2 * Math.cos(2 * w)) ** 2 + (b1 * Math.sin(w) + b2 * Math.sin(2 * w)) ** 2;
  const b1 = -2 * Math.cos(w0);
  return 10 * Math.log10(power(1 + alpha * a, b1, 1 - alpha * a) / power(1 + alpha / a, b1, 1 - alpha / a));
}

/** Frequency and gain of the bell of quality `q` that comes nearest to a spectral difference around `nearHz`. */
export function fitBell(
  bandsHz: number[],
  db: number[],
  nearHz: number,
  q: number,
): { freqHz: number; gainDb: number } {
  let best = { freqHz: Number.NaN, gainDb: Number.NaN, error: Infinity };
  const reach = q > 3 ? 2 : 3.5;
  const bands = bandsHz
    .map((hz, i) => [hz, db[i]!] as const)
    .filter(([hz, v]) => hz > nearHz / reach && hz < nearHz * reach && !Number.isNaN(v));
  for (let cents = -400; cents <= 400; cents += 20) {
    const freqHz = nearHz * 2 ** (cents / 1200);
    for (let gainDb = 0; gainDb <= 14; gainDb += 0.1) {
      // A band reads the mean power over its sixth of an octave, not the value at its centre.
      const residues = bands.map(([hz, v]) => v - bandMeanDb((f) => bellDb(freqHz, q, gainDb, f), hz));
      const offset = median(residues);
      const error = residues.reduce((sum, r) => sum + Math.min(3, Math.abs(r - offset)), 0);
      if (error < best.error) best = { freqHz, gainDb, error };
    }
  }
  return { freqHz: best.freqHz, gainDb: best.gainDb };
}

function bandMeanDb(response: (hz: number) => number, centreHz: number): number {
  let power = 0;
  for (const step of [-0.8, -0.4, 0, 0.4, 0.8])
    power += 10 ** (response(centreHz * 10 ** ((0.05 / 2) * step)) / 10);
  return 10 * Math.log10(power / 5);
}
