/** How loud: one sound at two levels, and two sounds of different tone. */
import type { Random } from '../random.ts';
import type { DrillKind, Treatment } from './kind.ts';
import { NOTHING } from './kind.ts';

const APART_DB = [6, 4, 3, 2, 1.5, 1, 0.7, 0.5] as const;
const coin = (random: Random): boolean => random() < 0.5;

export const level: DrillKind = {
  id: 'level',
  title: 'Level',
  trains: 'Hear small steps of a fader.',
  levels: APART_DB.map((db) => `${db} dB apart`),
  question: (random, at) => {
    const louder = coin(random);
    const db = APART_DB[at] as number;
    return {
      ask: 'Is the changed one louder or quieter?',
      shown: 'reference',
      chains: [NOTHING, NOTHING],
      apartLu: louder ? db : -db,
      choices: [
        { id: 'louder', label: 'Louder' },
        { id: 'quieter', label: 'Quieter' },
      ],
      answer: louder ? 'louder' : 'quieter',
      truth: `${db} dB ${louder ? 'louder' : 'quieter'}`,
      listenFor: 'Stay with one steady sound, and switch in the middle of it.',
    };
  },
};

const APART_LU = [6, 5, 4, 3, 2.5, 2, 1.5, 1] as const;
const tone = (gainDb: number): Treatment[] => [
  {
    effect: 'eq',
    values: { 'high.on': true, 'high.shape': 'highShelf', 'high.freqHz': 3000, 'high.gainDb': gainDb },
  },
];

export const loudness: DrillKind = {
  id: 'loudness',
  title: 'Loudness',
  trains: 'Judge which of two sounds of different tone is the louder, in LUFS.',
  levels: APART_LU.map((lu) => `${lu} LU apart, different tone`),
  question: (random, at) => {
    const second = coin(random);
    const bright = coin(random);
    const lu = APART_LU[at] as number;
    const [brighter, darker] = [tone(6), tone(-8)];
    return {
      ask: 'Which one is louder? Do not listen to the treble.',
      shown: 'pair',
      chains: bright ? [brighter, darker] : [darker, brighter],
      apartLu: second ? lu : -lu,
      choices: [
        { id: 'A', label: 'A' },
        { id: 'B', label: 'B' },
      ],
      answer: second ? 'B' : 'A',
      truth: `${second ? 'B' : 'A'} is ${lu} LU louder; ${bright ? 'A' : 'B'} is the brighter one`,
      listenFor: 'Bright seems loud. Ask of the voice alone where it is nearer.',
    };
  },
};
