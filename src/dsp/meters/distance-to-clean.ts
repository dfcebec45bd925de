/**
 * How far a treated stem is from what it was before a fault was built into it, by its average spectrum; and how
 * much one treatment changed a sound elsewhere. Both take the plain level off first, so that a fader or the
 * make-up of a compressor is no difference.
 */
import { averageBandLevels, BandAnalyser, bandEdgesHz, flooredDb, frameStart } from './bands.ts';
import type { BandLevels } from './bands.ts';
import { percentile, weightedMedian } from './percentile.ts';

/** Frames quieter than the clean stem's 95th percentile by more than this are pauses. */
const ACTIVE_RANGE_DB = 30;
/** Bands quieter than the loudest by more than this are inaudible beside it: levels are not followed below. */
const SPECTRUM_RANGE_DB = 50;
const SIXTH = 6;

export interface BandChoice {
  /** Only bands whose centre lies inside. */
  bandHz?: readonly [number, number] | undefined;
  /** Only bands whose centre lies outside. */
  outsideHz?: readonly [number, number] | undefined;
}

const inside = (hz: number, range: readonly [number, number]) => hz >= range[0] && hz <= range[1];
const chosen = (hz: number, choice: BandChoice) =>
  (!choice.bandHz || inside(hz, choice.bandHz)) && (!choice.outsideHz || !inside(hz, choice.outsideHz));

/**
 * Differences of two spectra, band by band, with the plain level taken off. The level is the median of the
 * differences, weighted with how far the reference's band stands above the floor, over the bands that are not
 * where the fault is: what was repaired must not pull the level with it.
 */
function shapeDifferences(
  bandsHz: readonly number[],
  referenceDb: readonly number[],
  otherDb: readonly number[],
  faultHz: readonly [number, number] | undefined,
): number[] {
  const floorDb = Math.max(...referenceDb) - SPECTRUM_RANGE_DB;
  const raw = bandsHz.map((_, b) => otherDb[b]! - referenceDb[b]!);
  const weights = bandsHz.map((hz, b) =>
    faultHz && inside(hz, faultHz) ? 0 : Math.max(0, referenceDb[b]! - floorDb),
  );
  const median = weightedMedian(raw, weights);
  const offset = Number.isNaN(median) ? 0 : median;
  return bandsHz.map((_, b) => Math.max(otherDb[b]! - offset, floorDb) - Math.max(referenceDb[b]!, floorDb));
}

/**
 * Rms difference in dB between the time-averaged sixth-octave levels of a treated passage and the clean stem's,
 * over the chosen bands, level removed; only frames count in which the clean stem sounds. Bands more than 50 dB
 * under the loudest count as being there: what is added below that is no difference.
 *
 * @param left @param right the passage, latency taken off
 * @param fromS where in the song the passage starts
 * @param clean the clean stem's stored levels
 * @throws RangeError when the passage holds no frame in which the clean stem sounds, or no band is chosen
 */
export function distanceToCleanDb(
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
  fromS: number,
  clean: BandLevels,
  choice: BandChoice = {},
): number {
  const { frameS, bandsHz, levelsDb } = clean;
  const analyser = new BandAnalyser(sampleRate, bandsHz, SIXTH);
  const broadDb = levelsDb.map((row) => flooredDb(row.reduce((sum, db) => sum + 10 ** (db / 10), 0)));
  // Only frames whose whole window lies in the passage: beyond its ends the clean stem goes on and this does not.
  const frames: { k: number; from: number }[] = [];
  for (let k = 0; k < levelsDb.length; k++) {
    const from = frameStart(k, frameS, sampleRate, analyser.windowFrames) - Math.round(fromS * sampleRate);
    if (from >= 0 && from + analyser.windowFrames <= left.length) frames.push({ k, from });
  }
  const gateDb =
    percentile(
      frames.map(({ k }) => broadDb[k]!),
      95,
    ) - ACTIVE_RANGE_DB;
  const active = frames.filter(({ k }) => broadDb[k]! >= gateDb && broadDb[k]! > -90);
  if (active.length === 0)
    throw new RangeError(`the clean stem is silent from ${fromS} s on for ${left.length / sampleRate} s`);
  const power = new Float64Array(bandsHz.length);
  const treated = new Float64Array(bandsHz.length);
  const original = new Float64Array(bandsHz.length);
  for (const { k, from } of active) {
    analyser.analyse(left, right, from, power);
    for (let b = 0; b < bandsHz.length; b++) {
      treated[b]! += power[b]!;
      original[b]! += 10 ** (levelsDb[k]![b]! / 10);
    }
  }
  const mean = (sums: Float64Array) => Array.from(sums, (sum) => flooredDb(sum / active.length));
  const differences = shapeDifferences(
    bandsHz,
    mean(original),
    mean(treated),
    choice.bandHz ?? choice.outsideHz,
  );
  const counted = differences.filter((_, b) => chosen(bandsHz[b]!, choice));
  if (counted.length === 0) throw new RangeError('no sixth-octave band is chosen');
  return Math.sqrt(counted.reduce((sum, d) => sum + d * d, 0) / counted.length);
}

/**
 * Largest change in dB, either way, of a passage's third-octave levels from one treatment to another, over the chosen
 * bands; level removed unless it is kept. With the level kept, a band 40 dB under the strongest is left out: nobody
 * hears it change.
 */
export function thirdOctaveChangeDb(
  before: readonly [Float32Array, Float32Array],
  after: readonly [Float32Array, Float32Array],
  sampleRate: number,
  choice: BandChoice = {},
  levelKept = false,
): number {
  const a = averageBandLevels(before[0], before[1], sampleRate, 3);
  const b = averageBandLevels(after[0], after[1], sampleRate, 3);
  const strongest = Math.max(...a.levelsDb);
  const differences = levelKept
    ? b.levelsDb.map((level, i) => (a.levelsDb[i]! < strongest - 40 ? 0 : level - a.levelsDb[i]!))
    : shapeDifferences(a.bandsHz, a.levelsDb, b.levelsDb, choice.bandHz ?? choice.outsideHz);
  // A band counts as outside only if none of it is inside: a bell's flank belongs to what was asked for.
  const counts = (hz: number) => {
    const edges = bandEdgesHz(hz, 3);
    if (choice.outsideHz && edges[1] > choice.outsideHz[0] && edges[0] < choice.outsideHz[1]) return false;
    return !choice.bandHz || inside(hz, choice.bandHz);
  };
  return differences.reduce(
    (worst, d, i) => (counts(a.bandsHz[i]!) ? Math.max(worst, Math.abs(d)) : worst),
    0,
  );
}
