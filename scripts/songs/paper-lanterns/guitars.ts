/** *Paper Lanterns*: what the two guitars play. The left keeps the low strings, the right the high ones and the answers. */
import type { Stroke } from '../instruments/guitar/guitar.ts';
import { lickStrokes, powerChord, strokesOf } from '../performance/strokes.ts';
import type { Bar, Lick } from '../performance/strokes.ts';
import type { Chord } from '../score.ts';
import { CHORDS, intensityAt, sectionAt } from './form.ts';

const CHUG: Bar = [
  [0, 0.45, 0.9, 'muted'],
  [0.5, 0.45, 0.6, 'muted'],
  [1, 0.45, 0.7, 'muted'],
  [1.5, 0.45, 0.8],
  [2, 0.45, 0.75, 'muted'],
  [2.5, 0.45, 0.62, 'muted'],
  [3, 0.45, 0.85],
  [3.5, 0.45, 0.6, 'muted'],
];
const STRUM_LOW: Bar = [
  [0, 1.42, 1, 'squeak'],
  [1.5, 0.95, 0.88],
  [2.5, 0.45, 0.7, 'up'],
  [3, 0.45, 0.9],
  [3.5, 0.45, 0.72, 'up'],
];
const STRUM_HIGH: Bar = [
  [0, 0.95, 0.95],
  [1, 0.4, 0.6, 'muted'],
  [1.5, 1.42, 0.95],
  [3, 0.45, 0.8],
  [3.5, 0.45, 0.75, 'up'],
];
const RING: Bar = [[0, 3.9, 0.8, 'squeak']];

/** Triads on the middle strings, each the nearest to the one before. */
const HIGH: Record<string, number[]> = {
  Am: [57, 60, 64],
  F: [57, 60, 65],
  C: [55, 60, 64],
  G: [55, 59, 62],
  Dm: [57, 62, 65],
  E: [56, 59, 64],
  Fmaj7: [57, 60, 64],
};

const play = (chord: Chord, bar: Bar, midi: number[]): Stroke[] => strokesOf(chord, bar, midi, intensityAt);

const LAST_LEFT: Stroke = { startBeat: 96, beats: 6.5, midi: [45, 52, 57, 60], velocity: 0.95 };
const LAST_RIGHT: Stroke = { startBeat: 96.02, beats: 6.5, midi: [57, 60, 64, 71], velocity: 0.85 };

export function leftStrokes(): Stroke[] {
  const strokes = CHORDS.flatMap((chord, bar) => {
    switch (sectionAt(chord.startBeat).id) {
      case 'intro':
        return bar === 1 ? play(chord, CHUG.slice(4), powerChord(chord).slice(0, 2)) : [];
      case 'verse':
        return play(chord, CHUG, powerChord(chord).slice(0, 2));
      case 'chorus':
      case 'chorus-2':
        return play(chord, STRUM_LOW, powerChord(chord));
      case 'break':
        return play(chord, RING, powerChord(chord));
      default:
        return [];
    }
  });
  return [...strokes, LAST_LEFT];
}

/** Answers to the sung lines. */
const ANSWERS: readonly Lick[] = [
  [
    [13.75, 0.4, 69, 2],
    [14.25, 0.7, 72],
    [15, 0.4, 71],
    [15.5, 0.45, 67],
  ],
  [
    [21.75, 0.4, 67, 2],
    [22.25, 0.4, 69],
    [22.75, 0.4, 71],
    [23.25, 0.7, 74],
  ],
  [
    [29.75, 0.4, 72, 2],
    [30.25, 0.7, 76],
    [31, 0.4, 74],
    [31.5, 0.45, 72],
  ],
  [
    [72, 1, 69, 2],
    [73, 0.45, 67],
    [73.5, 1, 67],
    [74.5, 1.2, 65],
    [76, 1, 68, 1],
    [77, 0.45, 71],
    [77.5, 1, 71],
    [78.5, 1.4, 76, 2],
  ],
];

export function rightStrokes(): Stroke[] {
  const chords = CHORDS.flatMap((chord, bar) => {
    const midi = HIGH[chord.name] ?? [];
    switch (sectionAt(chord.startBeat).id) {
      case 'verse':
        return play(
          chord,
          bar % 2
            ? [
                [1.5, 0.4, 0.55],
                [2.5, 0.3, 0.5, 'up'],
              ]
            : [
                [0, 0.3, 0.6],
                [1.5, 0.3, 0.5, 'up'],
                [2.5, 0.9, 0.6],
              ],
          midi,
        );
      case 'chorus':
      case 'chorus-2':
        return play(chord, STRUM_HIGH, midi);
      default:
        return [];
    }
  });
  const licks = lickStrokes(ANSWERS.flat(), { soft: 0.55, more: 0.4 }, intensityAt);
  return [...chords, ...licks, LAST_RIGHT].toSorted((a, b) => a.startBeat - b.startBeat);
}

/** The volume knob: back for the verse, up for the choruses, and left open while the last chord rings. */
export const VOLUME = [
  [0, 0.42],
  [39.5, 0.5],
  [40, 0.95],
  [71.8, 0.95],
  [72.2, 0.5],
  [79.6, 0.62],
  [80, 1],
  [110, 1],
] as const;
