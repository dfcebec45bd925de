/** *Paper Lanterns*: tempo, form and chords. 24 bars of four and a chord that rings out. */
import type { Chord, Section } from '../score.ts';
import { chordBars, chordIn, formOf, TRIAD } from '../structure.ts';
import type { ChordKind } from '../structure.ts';

export const TEMPO = { bpm: 112, beatOneS: 0.6 } as const;
/** Length of every stem at 48 kHz: 55.5 s, which leaves 3 s and more after the last chord is struck. */
export const FRAMES = 2_664_000;

export const SECTIONS: readonly Section[] = [
  { id: 'intro', label: 'Intro', startBeat: 0, beats: 8 },
  { id: 'verse', label: 'Verse', startBeat: 8, beats: 32 },
  { id: 'chorus', label: 'Chorus', startBeat: 40, beats: 32 },
  { id: 'break', label: 'Break', startBeat: 72, beats: 8 },
  { id: 'chorus-2', label: 'Last chorus', startBeat: 80, beats: 16 },
  { id: 'ending', label: 'Ending', startBeat: 96, beats: 6.4 },
];

const KINDS: Record<string, ChordKind> = {
  Am: { root: 33, tones: TRIAD.minor },
  Am9: { root: 33, tones: [0, 7, 12, 14, 15] },
  F: { root: 29, tones: TRIAD.major },
  Fmaj7: { root: 29, tones: [0, 7, 11, 16] },
  C: { root: 36, tones: TRIAD.major },
  G: { root: 31, tones: TRIAD.major },
  Dm: { root: 38, tones: TRIAD.minor },
  E: { root: 28, tones: TRIAD.major },
};

export const CHORDS: readonly Chord[] = [
  ...chordBars(KINDS, 0, ['Am', 'Fmaj7']),
  ...chordBars(KINDS, 2, ['Am', 'F', 'C', 'G', 'Am', 'F', 'Dm', 'E']),
  ...chordBars(KINDS, 10, ['F', 'C', 'G', 'Am', 'F', 'C', 'G', 'Am']),
  ...chordBars(KINDS, 18, ['Dm', 'E']),
  ...chordBars(KINDS, 20, ['F', 'C', 'G', 'F']),
  ...chordBars(KINDS, 24, ['Am9']).map((chord) => ({ ...chord, beats: 6.4 })),
];

export const { sectionAt, intensityAt } = formOf(SECTIONS, {
  intro: [0.5, 0.62],
  verse: [0.58, 0.7],
  chorus: [0.92, 0.95],
  break: [0.6, 0.85],
  'chorus-2': [0.96, 1],
  ending: [0.9, 0.9],
});

export const chordAt = (beat: number): Chord => chordIn(CHORDS, beat);
