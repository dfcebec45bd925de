/** *Half a Room Away*: tempo, form and chords. 15 bars of four and a chord that rings out. */
import type { Chord, Section } from '../score.ts';
import { chordBars, formOf, TRIAD } from '../structure.ts';
import type { ChordKind } from '../structure.ts';

export const TEMPO = { bpm: 72, beatOneS: 0.6 } as const;
/** Length of every stem at 48 kHz: 56 s. */
export const FRAMES = 2_688_000;

export const SECTIONS: readonly Section[] = [
  { id: 'intro', label: 'Intro', startBeat: 0, beats: 8 },
  { id: 'verse', label: 'Verse', startBeat: 8, beats: 16 },
  { id: 'chorus', label: 'Chorus', startBeat: 24, beats: 16 },
  { id: 'bridge', label: 'Interlude', startBeat: 40, beats: 8 },
  { id: 'chorus-2', label: 'Last chorus', startBeat: 48, beats: 12 },
  { id: 'ending', label: 'Ending', startBeat: 60, beats: 6.4 },
];

const KINDS: Record<string, ChordKind> = {
  C: { root: 36, tones: TRIAD.major },
  Am: { root: 33, tones: TRIAD.minor },
  F: { root: 29, tones: TRIAD.major },
  G: { root: 31, tones: TRIAD.major },
  Em: { root: 28, tones: TRIAD.minor },
  Dm: { root: 38, tones: TRIAD.minor },
};

export const CHORDS: readonly Chord[] = [
  ...chordBars(KINDS, 0, ['C', 'F']),
  ...chordBars(KINDS, 2, ['C', 'Am', 'F', 'G']),
  ...chordBars(KINDS, 6, ['F', 'G', 'Am', 'F']),
  ...chordBars(KINDS, 10, ['Dm', 'G']),
  ...chordBars(KINDS, 12, ['F', 'G', 'F']),
  ...chordBars(KINDS, 15, ['C']).map((chord) => ({ ...chord, beats: 6.4 })),
];

export const { sectionAt, intensityAt } = formOf(SECTIONS, {
  intro: [0.4, 0.45],
  verse: [0.45, 0.58],
  chorus: [0.8, 0.85],
  bridge: [0.7, 0.75],
  'chorus-2': [0.9, 0.75],
  ending: [0.5, 0.4],
});
