/** The same sound in few bits, with and without dither, and what that added to it. */
import { Quantiser } from '../../dsp/files/dither.ts';
import type { Dither } from '../../dsp/files/dither.ts';
import { averageBandLevels } from '../../dsp/meters/bands.ts';
import { rmsDb } from '../../dsp/meters/level.ts';

/** All ways to shorten words, in the order in which they are compared. */
export const DITHERS = ['none', 'tpdf', 'shaped'] as const satisfies readonly Dither[];

export interface Sound {
  left: Float32Array<ArrayBuffer>;
  right: Float32Array<ArrayBuffer>;
}

export interface Quantised {
  sound: Sound;
  /** What was added: the sound minus the original. */
  added: Sound;
  /** Level of what was added, dBFS rms. */
  addedDb: number;
  /** The same between 2 and 5 kHz, where the ear hears most. */
  keenDb: number;
  /**
   * How much the level of what was added moves with the music, in dB: the spread of its 100 ms levels (90th minus 10th
   * percentile). Noise that has nothing to do with the music has nearly none.
   */
  movesDb: number;
  /** Sixth-octave levels of what was added, dBFS. */
  spectrumDb: number[];
}

export interface QuantisedSet {
  bandsHz: number[];
  originalDb: number[];
  variants: Record<Dither, Quantised>;
}

const RATE = 48_000;
const FRAME = RATE / 10;

const KEEN_HZ: readonly [number, number] = [2000, 5000];

function bandDb(
  { bandsHz, levelsDb }: { bandsHz: number[]; levelsDb: number[] },
  [from, to]: typeof KEEN_HZ,
): number {
  return (
    10 *
    Math.log10(
      levelsDb.reduce(
        (sum, db, i) => sum + (bandsHz[i]! >= from && bandsHz[i]! <= to ? 10 ** (db / 10) : 0),
        1e-12,
      ),
    )
  );
}

function spreadDb(x: Float32Array): number {
  const levels: number[] = [];
  for (let from = 0; from + FRAME <= x.length; from += FRAME)
    levels.push(rmsDb([x.subarray(from, from + FRAME)]));
  levels.sort((a, b) => a - b);
  if (levels.length === 0) return 0;
  const at = (share: number) => Math.max(-120, levels[Math.round(share * (levels.length - 1))]!);
  return at(0.9) - at(0.1);
}

/** Sound at 48 kHz in whole numbers of `bits`, in the three ways, each with what it added. */
export function quantisedSet(left: Float32Array, right: Float32Array, bits: number): QuantisedSet {
  const scale = 2 ** (bits - 1);
  const variant = (dither: Dither): Quantised => {
    const parts = [left, right].map((x, channel) => {
      const quantiser = new Quantiser(bits, dither, channel);
      const sound = x.map((v) => quantiser.quantise(v) / scale) as Float32Array<ArrayBuffer>;
      return { sound, added: sound.map((v, n) => v - x[n]!) as Float32Array<ArrayBuffer> };
    });
    const [l, r] = parts as [(typeof parts)[0], (typeof parts)[0]];
    const bands = averageBandLevels(l.added, r.added, RATE, 6);
    return {
      sound: { left: l.sound, right: r.sound },
      added: { left: l.added, right: r.added },
      addedDb: rmsDb([l.added, r.added]),
      keenDb: bandDb(bands, KEEN_HZ),
      movesDb: spreadDb(l.added),
      spectrumDb: bands.levelsDb,
    };
  };
  const { bandsHz, levelsDb } = averageBandLevels(left, right, RATE, 6);
  return {
    bandsHz,
    originalDb: levelsDb,
    variants: { none: variant('none'), tpdf: variant('tpdf'), shaped: variant('shaped') },
  };
}
