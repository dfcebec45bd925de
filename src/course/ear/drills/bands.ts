/** Which band was raised or lowered: four bands, then six, then eight; boosts before cuts; ±12 dB down to ±6. */
import { pickIndex } from '../random.ts';
import type { Random } from '../random.ts';
import type { DrillKind, Question } from './kind.ts';
import { NOTHING } from './kind.ts';

interface BandSet {
  freqsHz: readonly number[];
  /** As wide as the bands are apart, so that each change stays in its band. */
  q: number;
}

/** Bands to choose from: more of them, and narrower, as it becomes harder. */
export const BAND_SETS: readonly BandSet[] = [
  { freqsHz: [125, 500, 2000, 8000], q: 0.8 },
  { freqsHz: [80, 200, 500, 1250, 3150, 8000], q: 1.1 },
  { freqsHz: [63, 125, 250, 500, 1000, 2000, 4000, 8000], q: 1.4 },
];
const AMOUNTS_DB = [12, 9, 6] as const;

/** What engineers call the place of a band. */
const region = (hz: number): string =>
  hz < 70
    ? 'rumble'
    : hz < 200
      ? 'body'
      : hz < 600
        ? 'mud'
        : hz < 2000
          ? 'middle'
          : hz < 6000
            ? 'presence'
            : 'air';

/** How a region sounds when there is too much of it, and when there is too little. */
const SOUNDS: Record<string, { raised: string; lowered: string }> = {
  rumble: {
    raised: 'a slow pressure under the kick and the bass',
    lowered: 'kick and bass that lose their lowest weight',
  },
  body: { raised: 'kick and bass that boom', lowered: 'kick and bass that get thin' },
  mud: { raised: 'voices and keys as if in a box', lowered: 'voices and keys that get hollow' },
  middle: {
    raised: 'a telephone: the vowels jump forward',
    lowered: 'vowels that step back, as if the middle were scooped out',
  },
  presence: {
    raised: 'consonants and guitars that bite',
    lowered: 'consonants that lose their edge, and a voice that steps back',
  },
  air: { raised: 'cymbals and every s that hiss', lowered: 'cymbals and every s that get dull' },
};

/** "250 Hz", "2.5 kHz". */
export const hertzText = (hz: number): string =>
  hz >= 1000 ? `${String(hz / 1000).replace(/(\.\d\d).*/, '$1')} kHz` : `${hz} Hz`;

interface Step {
  bands: BandSet;
  gainDb: number;
}

const STEPS: readonly Step[] = BAND_SETS.flatMap((bands) =>
  [1, -1].flatMap((sign) => AMOUNTS_DB.map((amount) => ({ bands, gainDb: sign * amount }))),
);

const written = (gainDb: number): string => `${gainDb > 0 ? '+' : '−'}${Math.abs(gainDb)} dB`;

/** A question about one band of a set; `index` is the band that changes. */
export function bandQuestion({ freqsHz, q }: BandSet, gainDb: number, index: number): Question {
  const freqHz = freqsHz[index] as number;
  return {
    ask: gainDb > 0 ? 'Which band is raised?' : 'Which band is lowered?',
    shown: 'reference',
    chains: [
      NOTHING,
      [
        {
          effect: 'eq',
          values: {
            'mid.on': true,
            'mid.shape': 'bell',
            'mid.freqHz': freqHz,
            'mid.gainDb': gainDb,
            'mid.q': q,
          },
        },
      ],
    ],
    apartLu: 'matched',
    choices: freqsHz.map((hz) => ({ id: String(hz), label: hertzText(hz), small: region(hz) })),
    answer: String(freqHz),
    truth: `${written(gainDb)} at ${hertzText(freqHz)}`,
    listenFor: `Listen for ${SOUNDS[region(freqHz)]![gainDb > 0 ? 'raised' : 'lowered']}.`,
  };
}

export const bands: DrillKind = {
  id: 'bands',
  title: 'Bands',
  trains: 'Hear which region of frequencies an equaliser has raised or lowered.',
  levels: STEPS.map(
    ({ bands: { freqsHz }, gainDb }) =>
      `${freqsHz.length} bands, ${gainDb > 0 ? 'boosts' : 'cuts'} of ${Math.abs(gainDb)} dB`,
  ),
  question: (random: Random, level) => {
    const { bands: set, gainDb } = STEPS[level] as Step;
    return bandQuestion(set, gainDb, pickIndex(random, set.freqsHz.length));
  },
};
