/** *Signal Fire*: what the two guitars play. Left the riff, right the chords and the line over the bridge. */
import type { Stroke } from '../instruments/guitar/guitar.ts';
import { lickStrokes, powerChord, strokesOf } from '../performance/strokes.ts';
import type { Bar, Lick } from '../performance/strokes.ts';
import type { Chord } from '../score.ts';
import { CHORDS, intensityAt, sectionAt } from './form.ts';

const GALLOP: Bar = [
  [0, 0.9, 1],
  [1, 0.45, 0.75, 'muted'],
  [1.5, 0.45, 0.9],
  [2, 0.45, 0.7, 'muted'],
  [2.5, 0.9, 0.95],
  [3.5, 0.45, 0.7, 'muted'],
];
const CHUG: Bar = [
  [0, 0.45, 0.95, 'muted'],
  [0.5, 0.45, 0.6, 'muted'],
  [1, 0.45, 0.75, 'muted'],
  [1.5, 0.45, 0.6, 'muted'],
  [2, 0.45, 0.9, 'muted'],
  [2.5, 0.45, 0.6, 'muted'],
  [3, 0.9, 0.85],
];
const OPEN: Bar = [
  [0, 1.45, 1, 'squeak'],
  [1.5, 0.95, 0.9],
  [2.5, 0.48, 0.75, 'up'],
  [3, 0.48, 0.95],
  [3.5, 0.48, 0.8, 'up'],
];
const PUSH: Bar = [
  [0, 0.95, 1],
  [1, 0.45, 0.7, 'up'],
  [1.5, 1.45, 0.95],
  [3, 0.48, 0.9],
  [3.5, 0.48, 0.8, 'up'],
];
const STABS: Bar = [
  [1.5, 0.3, 0.6],
  [3.5, 0.3, 0.55, 'up'],
];
const RING: Bar = [[0, 3.9, 0.75, 'squeak']];

const HIGH: Record<string, number[]> = {
  Em: [55, 59, 64],
  C: [55, 60, 64],
  G: [55, 59, 62],
  D: [57, 62, 66],
  Am: [57, 60, 64],
  Bsus: [54, 59, 64],
  B: [54, 59, 63],
};

const play = (chord: Chord, bar: Bar, midi: number[]): Stroke[] => strokesOf(chord, bar, midi, intensityAt);

export function leftStrokes(): Stroke[] {
  const strokes = CHORDS.flatMap((chord) => {
    switch (sectionAt(chord.startBeat).id) {
      case 'intro':
        return play(chord, GALLOP, powerChord(chord));
      case 'verse':
        return play(chord, CHUG, powerChord(chord).slice(0, 2));
      case 'bridge':
        return play(chord, RING, powerChord(chord));
      case 'ending':
        return [{ startBeat: 112, beats: 7.8, midi: [40, 47, 52, 55], velocity: 1 }];
      default:
        return play(chord, OPEN, powerChord(chord));
    }
  });
  return strokes;
}

/** The call over the bridge, and answers between the verse's lines. */
const LINES: Lick = [
  [21.75, 0.4, 64, 2],
  [22.25, 0.4, 67],
  [22.75, 1, 69],
  [29.75, 0.4, 69, 2],
  [30.25, 0.4, 67],
  [30.75, 1, 66],
  [38, 0.4, 67, 2],
  [38.5, 0.4, 69],
  [39, 0.9, 71],
  [84.5, 0.45, 71, 2],
  [85, 0.45, 72],
  [85.5, 0.45, 71],
  [86, 1.8, 67],
  [92.75, 0.4, 71, 2],
  [93.25, 0.45, 74],
  [93.75, 0.4, 75],
  [94.25, 1.6, 78, 2],
];

export function rightStrokes(): Stroke[] {
  const chords = CHORDS.flatMap((chord) => {
    const midi = HIGH[chord.name]!;
    switch (sectionAt(chord.startBeat).id) {
      case 'intro':
        return play(chord, GALLOP, midi);
      case 'verse':
        return play(chord, STABS, midi);
      case 'bridge':
        return [];
      case 'ending':
        return [{ startBeat: 112.02, beats: 7.8, midi: [52, 59, 64, 67, 71], velocity: 0.95 }];
      default:
        return play(chord, PUSH, midi);
    }
  });
  const lines = lickStrokes(LINES, { soft: 0.6, more: 0.35 }, intensityAt);
  return [...chords, ...lines].toSorted((a, b) => a.startBeat - b.startBeat);
}

/** The volume knob: back for verse and bridge. */
export const VOLUME = [
  [0, 0.9],
  [15.5, 0.9],
  [16, 0.5],
  [47.5, 0.6],
  [48, 1],
  [79.7, 1],
  [80.2, 0.45],
  [95.5, 0.7],
  [96, 1],
  [130, 1],
] as const;
