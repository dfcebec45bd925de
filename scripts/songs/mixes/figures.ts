/** What a mix measures by the course's own measures: the figures by which good mixes are told from the rough one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadFaults, loadSong } from '../../../src/course/content/songs.ts';
import type { Fault } from '../../../src/course/content/song-schema.ts';
import type { BandLevels } from '../../../src/dsp/meters/bands.ts';
import { bandLevels } from '../../../src/dsp/meters/bands.ts';
import { stereoImage } from '../../../src/dsp/meters/correlation.ts';
import { distanceToCleanDb } from '../../../src/dsp/meters/distance-to-clean.ts';
import { rmsDb } from '../../../src/dsp/meters/level.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { momentarySeries } from '../../../src/dsp/meters/loudness-series.ts';
import { coveredShare } from '../../../src/dsp/meters/masking.ts';
import { percentile } from '../../../src/dsp/meters/percentile.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import type { Rendered, Tap } from '../../../src/engine/facade.ts';
import { filter } from '../signal/biquad.ts';
import { SAMPLE_RATE as RATE } from '../signal/buffers.ts';
import type { Roles } from './roles.ts';

export type Stereo = [Float32Array, Float32Array];

export interface MixFigures {
  lufs: number;
  truePeakDb: number;
  /** Chorus over verse, LU. */
  liftLu: number;
  /** Share of the lead that the maskers cover in the chorus. */
  covered: number;
  /** What each stem loses in mono in the chorus, LU. */
  monoLossLu: Record<string, number>;
  /** What the mix loses. */
  wholeMonoLossLu: number;
  /** How far the side lies under the middle below 100 Hz in the chorus, dB. */
  lowSideDb: number;
  /** Left minus right, dB. */
  balanceDb: number;
  /** The lead against everything else, verse and chorus, LU. */
  leadLu: number;
  /** The same in 1 to 4 kHz, sung frames: the 25th percentile and the median, dB. */
  presenceDb: { p25: number; median: number };
  /** Loudest minus softest line of the lead, LU. */
  linesLu: number;
  /** Sibilants (5 to 10 kHz) against vowels (200 Hz to 4 kHz) of the lead, dB; and the same of the clean stem. */
  sibilanceDb: { heard: number; clean: number };
  /** The shared room against the rest, in the chorus, LU. */
  wetLu: number;
  /** Side against middle in the chorus, LU. */
  widthLu: number;
  /** What rumbles under a stem, below the fault's frequency, dBFS, by fault. */
  rumbleDb: Record<string, number>;
  /** Correlation with the snare that a stem hears from afar, by fault of phase: negative is the wrong way round. */
  polarity: Record<string, number>;
  /** Momentary loudness of a stem whose notes differ in level, 90th minus 10th percentile, LU, by fault. */
  notesLu: Record<string, number>;
  /** Rms distance to the clean stem around each fault's frequency, dB, by fault. */
  faultsDb: Record<string, number>;
}

/** Taps that the figures need, by strip. */
export function tapsFor(song: string, roles: Roles): Record<string, Tap> {
  const taps: Record<string, Tap> = { mix: { kind: 'tap' } };
  for (const id of new Set([...roles.middle, ...roles.maskers, roles.wide, 'backing', roles.room]))
    taps[id] = { kind: 'strip', strip: id, tap: 'post' };
  for (const { stem, kind, stepsDb } of loadFaults(song))
    if (kind === 'rumble' || kind === 'phase' || stepsDb)
      taps[stem] = { kind: 'strip', strip: stem, tap: 'post' };
  // After the equaliser: a compressor behind it weighs loud and soft moments anew, which is no change of tone.
  for (const { stem } of coloured(song))
    taps[`eq/${stem}`] = { kind: 'insert', strip: stem, insert: 'eq', side: 'out' };
  return taps;
}

/** Faults that are a bell on the stem's sound: an equaliser takes them out again. */
const coloured = (song: string): (Fault & { freqHz: number })[] =>
  loadFaults(song).filter(
    (fault): fault is Fault & { freqHz: number } =>
      typeof fault.freqHz === 'number' && !['sibilance', 'rumble'].includes(fault.kind),
  );

const loudness = (x: readonly Float32Array[]): number => integratedLoudness(x, RATE);

function monoLossLu([left, right]: Stereo): number {
  const mono = left.map((v, i) => (v + right[i]!) / 2);
  return loudness([left, right]) - loudness([mono, mono]);
}

const sum = (parts: readonly Stereo[]): Stereo =>
  [0, 1].map((side) => parts.map((x) => x[side]!).reduce((a, b) => a.map((v, i) => v + b[i]!))) as Stereo;

const less = (whole: Stereo, part: Stereo, gain: number): Stereo =>
  whole.map((x, side) => x.map((v, i) => v - gain * part[side]![i]!)) as Stereo;

/** Middle and side of a stereo sound. */
const midSide = ([left, right]: Stereo): Stereo => [
  left.map((v, i) => (v + right[i]!) / 2),
  left.map((v, i) => (v - right[i]!) / 2),
];

const lowest = (x: Float32Array): Float32Array =>
  filter(filter(x.slice(), RATE, 'lowPass', 100), RATE, 'lowPass', 100);

const powerIn = (row: readonly number[], bandsHz: readonly number[], fromHz: number, toHz: number): number =>
  row.reduce(
    (total, db, b) => (bandsHz[b]! >= fromHz && bandsHz[b]! <= toHz ? total + 10 ** (db / 10) : total),
    0,
  );

const frameLevels = (x: Stereo, fromHz: number, toHz: number, frameS = 0.1): number[] => {
  const { levelsDb, bandsHz } = bandLevels(x[0], x[1], RATE, 6, frameS);
  return levelsDb.map((row) => 10 * Math.log10(powerIn(row, bandsHz, fromHz, toHz) + 1e-12));
};

/** From a drum to the microphones above the kit. */
const FROM_AFAR_S = 0.0031;

/** How alike two sounds are, −1 to 1, the second taken this much later. */
function correlation(x: Float32Array, y: Float32Array, laterS: number): number {
  const later = Math.round(laterS * RATE);
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = later; i < x.length; i++) {
    xy += x[i]! * y[i - later]!;
    xx += x[i]! ** 2;
    yy += y[i - later]! ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Frames within this of the lead's 95th percentile are sung. */
const SUNG_RANGE_DB = 20;

/**
 * The figures of a rendered mix, from the first to the last frame of the song.
 * @param masterGainDb of the master strip, which stands between the strips and the mix
 */
export function figuresOf(
  song: string,
  roles: Roles,
  taps: Rendered['taps'],
  masterGainDb: number,
): MixFigures {
  const info = loadSong(song);
  const span = (id: string): { fromS: number; toS: number } => info.sections.find((s) => s.id === id)!;
  const at = (name: string): Stereo => [taps[name]!.left, taps[name]!.right];
  const cut = (x: Stereo, { fromS, toS }: { fromS: number; toS: number }): Stereo =>
    x.map((c) => c.subarray(Math.round(fromS * RATE), Math.round(toS * RATE))) as Stereo;
  const chorus = (name: string): Stereo => cut(at(name), span('chorus'));
  // On the grid of the clean stems' frames.
  const sung = {
    fromS: Math.ceil(span('verse').fromS * 10) / 10,
    toS: Math.floor(span('chorus').toS * 10) / 10,
  };
  const gain = 10 ** (masterGainDb / 20);

  const mix = at('mix');
  const lead = cut(at(roles.lead), sung);
  const rest = less(cut(mix, sung), lead, gain);
  const [mid, side] = midSide(chorus('mix'));

  const leadBand = frameLevels(lead, 1000, 4000, 0.04);
  const restBand = frameLevels(rest, 1000, 4000, 0.04);
  const loud = percentile(leadBand, 95) - SUNG_RANGE_DB;
  const presence = leadBand.flatMap((db, k) => (db > loud ? [db + masterGainDb - restBand[k]!] : []));

  // Lines in brackets are the backing voices'.
  const lines = info.lyrics
    .filter(({ text }) => !/[()]/.test(text))
    .map(({ atS, toS }) => loudness(cut(at(roles.lead), { fromS: atS, toS })));

  const ofFaults = (
    which: (fault: Fault) => boolean,
    measure: (fault: Fault) => number,
  ): Record<string, number> =>
    Object.fromEntries(
      loadFaults(song)
        .filter(which)
        .map((fault) => [fault.id, measure(fault)]),
    );

  const stems = [...new Set([...roles.middle, ...roles.maskers, roles.wide, 'backing'])];
  return {
    lufs: loudness(mix),
    truePeakDb: truePeakDb(mix),
    liftLu: loudness(cut(mix, span('chorus'))) - loudness(cut(mix, span('verse'))),
    covered: coveredShare(chorus(roles.lead), sum(roles.maskers.map(chorus)), RATE),
    monoLossLu: Object.fromEntries(stems.map((id) => [id, monoLossLu(chorus(id))])),
    wholeMonoLossLu: monoLossLu(chorus('mix')),
    lowSideDb: rmsDb([lowest(mid)]) - rmsDb([lowest(side)]),
    balanceDb: stereoImage(...mix).balanceDb,
    leadLu: loudness(lead) + masterGainDb - loudness(rest),
    presenceDb: { p25: percentile(presence, 25), median: percentile(presence, 50) },
    linesLu: Math.max(...lines) - Math.min(...lines),
    sibilanceDb: {
      heard: sibilanceDb(bandLevels(...lead, RATE), spoken(song, roles, sung), sung.fromS),
      clean: sibilanceDb(clean(song, `${roles.lead}-clean`), spoken(song, roles, sung), 0),
    },
    wetLu:
      loudness(chorus(roles.room)) + masterGainDb - loudness(less(chorus('mix'), chorus(roles.room), gain)),
    widthLu: loudness([side, side]) - loudness([mid, mid]),
    rumbleDb: ofFaults(
      ({ kind }) => kind === 'rumble',
      ({ stem, freqHz }) =>
        10 *
        Math.log10(
          frameLevels(chorus(stem), 0, freqHz as number).reduce((total, db) => total + 10 ** (db / 10), 0) /
            Math.round((span('chorus').toS - span('chorus').fromS) * 10),
        ),
    ),
    polarity: ofFaults(
      ({ kind }) => kind === 'phase',
      ({ stem }) => correlation(chorus(stem)[0], chorus('snare')[0], FROM_AFAR_S),
    ),
    notesLu: ofFaults(
      ({ stepsDb }) => stepsDb !== undefined,
      ({ stem }) => {
        const levels = momentarySeries(chorus(stem), RATE).map(([, lufs]) => lufs);
        return percentile(levels, 90) - percentile(levels, 10);
      },
    ),
    faultsDb: Object.fromEntries(
      coloured(song).map(({ id, stem, freqHz }) => [
        id,
        distanceToCleanDb(...chorus(`eq/${stem}`), RATE, span('chorus').fromS, clean(song, stem), {
          bandHz: [freqHz / Math.SQRT2, freqHz * Math.SQRT2],
        }),
      ]),
    ),
  };
}

/** Frames of the lead that are s and t, and frames that are vowels: told by the clean stem. */
interface Spoken {
  sibilants: number[];
  vowels: number[];
}

function spoken(song: string, roles: Roles, { fromS, toS }: { fromS: number; toS: number }): Spoken {
  const { bandsHz, levelsDb, frameS } = clean(song, `${roles.lead}-clean`);
  const frames = levelsDb.map((row, k) => ({
    k,
    treble: powerIn(row, bandsHz, 4500, 12_000),
    body: powerIn(row, bandsHz, 100, 3500),
  }));
  const inside = frames.filter(({ k }) => k * frameS >= fromS && (k + 1) * frameS <= toS);
  const [treble, body] = (['treble', 'body'] as const).map((part) => Math.max(...inside.map((f) => f[part])));
  return {
    sibilants: inside.filter((f) => f.treble > treble! / 12 && f.treble > f.body / 2).map(({ k }) => k),
    vowels: inside.filter((f) => f.body > body! / 30 && f.treble < f.body / 30).map(({ k }) => k),
  };
}

/** @param fromS where in the song the levels begin */
function sibilanceDb(
  { bandsHz, levelsDb, frameS }: BandLevels,
  { sibilants, vowels }: Spoken,
  fromS: number,
): number {
  const first = Math.round(fromS / frameS);
  const rows = (frames: number[]): number[][] =>
    frames.flatMap((k) => (levelsDb[k - first] ? [levelsDb[k - first]!] : []));
  const mean = (frames: number[], fromHz: number, toHz: number): number => {
    const counted = rows(frames);
    return (
      10 *
      Math.log10(
        counted.reduce((total, row) => total + powerIn(row, bandsHz, fromHz, toHz), 0) / counted.length,
      )
    );
  };
  return mean(sibilants, 5000, 10_000) - mean(vowels, 200, 4000);
}

function clean(song: string, stem: string): BandLevels {
  const file = loadSong(song).manifest.clean[stem]!;
  return JSON.parse(readFileSync(path.join('public', 'audio', song, file), 'utf8')) as BandLevels;
}
