/** Where a sound stands and what surrounds it: pan position, length of a reverb, time of a delay. */
import { pickIndex } from '../random.ts';
import type { DrillKind } from './kind.ts';
import { NOTHING } from './kind.ts';

const POSITIONS = [
  [-100, 0, 100],
  [-100, -50, 0, 50, 100],
  [-100, -66, -33, 0, 33, 66, 100],
  [-100, -75, -50, -25, 0, 25, 50, 75, 100],
] as const;

const panText = (pan: number): string => (pan === 0 ? 'Middle' : `${pan < 0 ? 'L' : 'R'} ${Math.abs(pan)}`);

export const pan: DrillKind = {
  id: 'pan',
  title: 'Pan',
  trains: 'Hear where between left and right a sound stands. Needs headphones or two loudspeakers.',
  levels: POSITIONS.map((places) => `${places.length} positions`),
  question: (random, level) => {
    const places = POSITIONS[level] as readonly number[];
    const at = places[pickIndex(random, places.length)] as number;
    return {
      ask: 'Where does the changed one stand?',
      shown: 'reference',
      // Mono first, so that there is one position to hear.
      chains: [
        [{ effect: 'stereo', values: { widthPct: 0 } }],
        [
          { effect: 'stereo', values: { widthPct: 0 } },
          { effect: 'stereo', values: { pan: at, panMode: 'pan' } },
        ],
      ],
      apartLu: 'matched',
      choices: places.map((place) => ({ id: String(place), label: panText(place) })),
      answer: String(at),
      truth: panText(at),
      listenFor: 'Close your eyes, switch, and point at the sound.',
    };
  },
};

const DECAYS_S = [
  [0.4, 1.2, 4],
  [0.5, 1.2, 3],
  [0.7, 1.2, 2],
  [0.8, 1.2, 1.7],
  [0.9, 1.2, 1.5],
] as const;
const WET_PCT = 30;

export const reverb: DrillKind = {
  id: 'reverb',
  title: 'Reverb',
  trains: 'Hear how long a room rings.',
  levels: DECAYS_S.map((times) => times.map((s) => `${s} s`).join(', ')),
  question: (random, level) => {
    const times = DECAYS_S[level] as readonly number[];
    const decayS = times[pickIndex(random, times.length)] as number;
    return {
      ask: 'How long does the reverb ring?',
      shown: 'reference',
      chains: [
        NOTHING,
        [{ effect: 'reverb', values: { algorithm: 'hall', decayS, mixPct: WET_PCT, highPassHz: 150 } }],
      ],
      apartLu: 'matched',
      choices: times.map((s, i) => ({
        id: String(s),
        label: ['Short', 'Middle', 'Long'][i] as string,
        small: `${s} s`,
      })),
      answer: String(decayS),
      truth: `${decayS} s until it has fallen by 60 dB`,
      listenFor: 'Listen to what is left after a word or a hit, until the next one comes.',
    };
  },
};

const DELAYS_MS = [
  [60, 200, 500],
  [100, 220, 450],
  [150, 250, 400],
  [180, 250, 340],
  [210, 250, 300],
] as const;

export const delay: DrillKind = {
  id: 'delay',
  title: 'Delay',
  trains: 'Hear how late an echo comes.',
  levels: DELAYS_MS.map((times) => times.map((ms) => `${ms} ms`).join(', ')),
  question: (random, level) => {
    const times = DELAYS_MS[level] as readonly number[];
    const timeMs = times[pickIndex(random, times.length)] as number;
    return {
      ask: 'How late is the echo?',
      shown: 'reference',
      chains: [NOTHING, [{ effect: 'delay', values: { sync: 'off', timeMs, feedbackPct: 20, mixPct: 35 } }]],
      apartLu: 'matched',
      choices: times.map((ms) => ({ id: String(ms), label: `${ms} ms` })),
      answer: String(timeMs),
      truth: `${timeMs} ms`,
      listenFor: 'Pick one short hit. Under 100 ms its echo thickens it; later it is a second hit.',
    };
  },
};
