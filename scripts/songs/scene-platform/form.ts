/** *Platform Two*: twenty seconds of voice, music and effects. One beat is one second. */
import type { LyricLine, Section } from '../score.ts';

export const TEMPO = { bpm: 60, beatOneS: 0 } as const;
/** Length of every stem at 48 kHz: 20 s. */
export const FRAMES = 960_000;

export const SECTIONS: readonly Section[] = [
  { id: 'waiting', label: 'Waiting', startBeat: 0, beats: 7 },
  { id: 'train', label: 'The train', startBeat: 7, beats: 8.5 },
  { id: 'doors', label: 'The doors', startBeat: 15.5, beats: 4.5 },
];

/** What the narrator says, and from when; where a line ends was measured on the spoken line. */
export const LINES: readonly (LyricLine & { section: string })[] = [
  {
    text: 'She has been waiting on platform two since a quarter past nine.',
    section: 'waiting',
    fromBeat: 2.2,
    toBeat: 6.1,
  },
  {
    text: 'The rain has nothing more to say. The rails have.',
    section: 'train',
    fromBeat: 7.4,
    toBeat: 10.5,
  },
  { text: 'When the doors open, she will know his step.', section: 'train', fromBeat: 12, toBeat: 14.7 },
  { text: 'They open.', section: 'doors', fromBeat: 17.1, toBeat: 17.8 },
];

/** When things happen, seconds. */
export const EVENTS = {
  /** She walks up and down. */
  herSteps: [0.5, 1.08, 1.7, 4.9, 5.55, 6.6],
  /** The train is heard, is nearest, and stands. */
  trainFromS: 7.6,
  trainNearS: 11.6,
  trainStandsS: 15.2,
  brakesOffS: 15.5,
  chimeS: 15.9,
  doorsS: 16.25,
  doorsOpenS: 16.95,
  hisSteps: [18.0, 18.52, 19.02],
} as const;
