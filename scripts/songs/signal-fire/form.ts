/** *Signal Fire*: tempo, form and chords. 28 bars of four and a chord that rings out. */
import type { Chord, Section } from '../score.ts';
import { chordBars, formOf, TRIAD } from '../structure.ts';
import type { ChordKind } from '../structure.ts';

export const TEMPO = { bpm: 132, beatOneS: 0.6 } as const;
/** Length of every stem at 48 kHz: 55 s. */
export const FRAMES = 2_640_000;

export const SECTIONS: readonly Section[] = [
  { id: 'intro', label: 'Intro', startBeat: 0, beats: 16 },
  { id: 'verse', label: 'Verse', startBeat: 16, beats: 32 },
  { id: 'chorus', label: 'Chorus', startBeat: 48, beats: 32 },
  { id: 'bridge', label: 'Bridge', startBeat: 80, beats: 16 },
  { id: 'chorus-2', label: 'Last chorus', startBeat: 96, beats: 16 },
  { id: 'ending', label: 'Ending', startBeat: 112, beats: 7.6 },
];

const KINDS: Record<string, ChordKind> = {
  Em: { root: 28, tones: TRIAD.minor },
  C: { root: 36, tones: TRIAD.major },
  G: { root: 31, tones: TRIAD.major },
  D: { root: 38, tones: TRIAD.major },
  Am: { root: 33, tones: TRIAD.minor },
  Bsus: { root: 35, tones: TRIAD.suspended },
  B: { root: 35, tones: TRIAD.major },
};

export const CHORDS: readonly Chord[] = [
  ...chordBars(KINDS, 0, ['Em', 'Em', 'C', 'D']),
  ...chordBars(KINDS, 4, ['Em', 'Em', 'C', 'D', 'Em', 'Em', 'Am', 'Bsus']),
  ...chordBars(KINDS, 12, ['C', 'G', 'D', 'Em', 'C', 'G', 'D', 'B']),
  ...chordBars(KINDS, 20, ['Am', 'C', 'Am', 'B']),
  ...chordBars(KINDS, 24, ['C', 'G', 'D', 'D']),
  ...chordBars(KINDS, 28, ['Em']).map((chord) => ({ ...chord, beats: 7.6 })),
];

export const { sectionAt, intensityAt } = formOf(SECTIONS, {
  intro: [0.8, 0.85],
  verse: [0.6, 0.72],
  chorus: [0.95, 0.97],
  bridge: [0.5, 0.85],
  'chorus-2': [0.98, 1],
  ending: [1, 1],
});
