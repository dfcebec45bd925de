import { bandLevels } from '../../dsp/meters/bands.ts';
import { percentile } from '../../dsp/meters/percentile.ts';
import { phrases } from '../../dsp/meters/phrases.ts';
import type { StripId } from '../../session/document.ts';
import { momentaryOf } from './figures.ts';
import { defineKind, sumOf, tapOf } from './kind.ts';
import type { Heard, Stereo } from './kind.ts';

const power = (db: number): number => 10 ** (db / 10);
const decibels = (mean: number): number => 10 * Math.log10(mean);

const tapsOf = (of: StripId, others: readonly StripId[]) => ({
  of: tapOf(of),
  ...Object.fromEntries(others.map((strip) => [`against/${strip}`, tapOf(strip)])),
});

const restOf = (heard: Heard, others: readonly StripId[]): Stereo =>
  sumOf(others.map((strip) => heard.tap(`against/${strip}`)));

/**
 * How much louder a lead is than others together while it sings, LU: both by their mean power (K-weighted, 400 ms) over
 * the moments in which the lead sounds. Where it rests, the others may be as loud as they like.
 */
export const leadInPhrases = defineKind({
  kind: 'lead-in-phrases',
  unit: () => 'LU',
  taps: ({ of, against: others }) => tapsOf(of, others),
  relative: () => false,
  leadS: 0,
  measure: (heard, { against: others }) => {
    const lead = momentaryOf(heard.tap('of'), heard.sampleRate);
    const rest = momentaryOf(restOf(heard, others), heard.sampleRate);
    const { sounding } = phrases(lead);
    let mine = 0;
    let theirs = 0;
    for (const [i, sings] of sounding.entries()) {
      if (!sings) continue;
      mine += power(lead[i]![1]);
      theirs += power(rest[i]![1]);
    }
    return mine === 0 ? -Infinity : decibels(mine / theirs);
  },
  value: (now) => now,
});

/** A frame sounds when the lead is within this of its own loud frames (the 95th percentile). */
const SOUNDING_RANGE_DB = 18;
const SIXTH = 6;

/**
 * A percentile of how far a lead stands over others together between two frequencies, dB, over the frames of 100 ms in
 * which the lead sounds: the 25th says what it reaches in three frames of four.
 */
export const bandOverOthers = defineKind({
  kind: 'band-over-others',
  unit: () => 'dB',
  taps: ({ of, against: others }) => tapsOf(of, others),
  relative: () => false,
  leadS: 0,
  measure: (heard, { against: others, bandHz: [fromHz, toHz], percentile: p }) => {
    const inBand = ({ left, right }: Stereo): { whole: number[]; band: number[] } => {
      const { bandsHz, levelsDb } = bandLevels(left, right, heard.sampleRate, SIXTH);
      const sum = (row: readonly number[], within: (hz: number) => boolean): number =>
        decibels(row.reduce((total, db, i) => (within(bandsHz[i]!) ? total + power(db) : total), 0));
      return {
        whole: levelsDb.map((row) => sum(row, () => true)),
        band: levelsDb.map((row) => sum(row, (hz) => hz >= fromHz && hz <= toHz)),
      };
    };
    const lead = inBand(heard.tap('of'));
    const rest = inBand(restOf(heard, others));
    const loud = percentile(lead.whole, 95);
    // What the recording does not hold at all is no frame of a phrase.
    const sounding = lead.whole.flatMap((db, i) => (db >= loud - SOUNDING_RANGE_DB && loud > -90 ? [i] : []));
    return percentile(
      sounding.map((i) => lead.band[i]! - rest.band[i]!),
      p,
    );
  },
  value: (now) => now,
});
