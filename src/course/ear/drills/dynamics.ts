/** Compression: which of two is compressed, then how much. Distortion: which of two is distorted. */
import type { Random } from '../random.ts';
import { pickIndex } from '../random.ts';
import type { DrillKind, Question, Treatment } from './kind.ts';
import { NOTHING } from './kind.ts';

/** A or B is treated, the other is as it was; both equally loud. */
function whichOne(
  random: Random,
  ask: string,
  chain: Treatment[],
  what: string,
  listenFor: string,
): Question {
  const second = random() < 0.5;
  return {
    ask,
    shown: 'pair',
    chains: second ? [NOTHING, chain] : [chain, NOTHING],
    apartLu: 'matched',
    choices: [
      { id: 'A', label: 'A' },
      { id: 'B', label: 'B' },
    ],
    answer: second ? 'B' : 'A',
    truth: `${second ? 'B' : 'A'}: ${what}`,
    listenFor,
  };
}

/** Threshold in dBFS and ratio, from what nobody misses to what a mix bus gets. */
const ON_OFF = [
  { thresholdDb: -36, ratio: 12 },
  { thresholdDb: -32, ratio: 8 },
  { thresholdDb: -28, ratio: 6 },
  { thresholdDb: -26, ratio: 4 },
  { thresholdDb: -24, ratio: 3 },
  { thresholdDb: -22, ratio: 2 },
] as const;
/** Ratios at one threshold; they come nearer to each other. */
const HOW_MUCH = [
  [1.5, 4, 20],
  [2, 4, 12],
  [2, 3, 6],
] as const;
const HOW_MUCH_THRESHOLD_DB = -32;

const compressed = (thresholdDb: number, ratio: number): Treatment[] => [
  { effect: 'compressor', values: { thresholdDb, ratio, kneeDb: 3, attackMs: 5, releaseMs: 100 } },
];

export const compression: DrillKind = {
  id: 'compression',
  title: 'Compression',
  trains: 'Hear whether a compressor works, and how hard.',
  levels: [
    ...ON_OFF.map(({ ratio }) => `On or off, ${ratio}:1`),
    ...HOW_MUCH.map((ratios) => `How much: ${ratios.map((r) => `${r}:1`).join(', ')}`),
  ],
  question: (random, level) => {
    const onOff = ON_OFF[level];
    if (onOff) {
      const { thresholdDb, ratio } = onOff;
      return whichOne(
        random,
        'Which one is compressed?',
        compressed(thresholdDb, ratio),
        `compressed ${ratio}:1`,
        'What is soft between the hits comes up: loud and soft lie nearer together.',
      );
    }
    const ratios = HOW_MUCH[level - ON_OFF.length] as (typeof HOW_MUCH)[number];
    const index = pickIndex(random, ratios.length);
    const ratio = ratios[index] as number;
    return {
      ask: 'How much is the changed one compressed?',
      shown: 'reference',
      chains: [NOTHING, compressed(HOW_MUCH_THRESHOLD_DB, ratio)],
      apartLu: 'matched',
      choices: ratios.map((r, i) => ({
        id: String(r),
        label: ['Little', 'More', 'Most'][i] as string,
        small: `${r}:1`,
      })),
      answer: String(ratio),
      truth: `ratio ${ratio}:1`,
      listenFor: 'The higher the ratio, the nearer loud and soft lie together.',
    };
  },
};

const DRIVES_DB = [18, 15, 12, 10, 8, 6, 4] as const;

export const distortion: DrillKind = {
  id: 'distortion',
  title: 'Distortion',
  trains: 'Hear when a sound is driven too hard.',
  levels: DRIVES_DB.map((db) => `Driven by ${db} dB`),
  question: (random, level) => {
    const driveDb = DRIVES_DB[level] as number;
    const chain = [
      { effect: 'saturation', values: { character: 'transformer', driveDb, outputDb: -driveDb / 2 } },
    ];
    return whichOne(
      random,
      'Which one is distorted?',
      chain,
      `driven by ${driveDb} dB`,
      'It is rough where the sound is loudest: low notes and voices buzz.',
    );
  },
};
