/** *Paper Lanterns*: tempo, form and chords. 24 bars of four and a chord that rings out. */
import type { Chord, Section } from '../score.ts';

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

const MINOR = [0, 7, 12, 15];
const MAJOR = [0, 7, 12, 16];

const QUALITIES: Record<string, { root: number; tones: number[] }> = {
  Am: { root: 33, tones: MINOR },
  Am9: { root: 33, tones: [0, 7, 12, 14, 15] },
  F: { root: 29, tones: MAJOR },
  Fmaj7: { root: 29, tones: [0, 7, 11, 16] },
  C: { root: 36, tones: MAJOR },
  G: { root: 31, tones: MAJOR },
  Dm: { root: 38, tones: MINOR },
  E: { root: 28, tones: MAJOR },
};

const bars = (startBar: number, names: string[]): Chord[] =>
  names.map((name, i) => ({ name, startBeat: (startBar + i) * 4, beats: 4, ...QUALITIES[name]! }));

export const CHORDS: readonly Chord[] = [
  ...bars(0, ['Am', 'Fmaj7']),
  ...bars(2, ['Am', 'F', 'C', 'G', 'Am', 'F', 'Dm', 'E']),
  ...bars(10, ['F', 'C', 'G', 'Am', 'F', 'C', 'G', 'Am']),
  ...bars(18, ['Dm', 'E']),
  ...bars(20, ['F', 'C', 'G', 'F']),
  { name: 'Am9', startBeat: 96, beats: 6.4, ...QUALITIES.Am9! },
];

/** The chord that sounds at a beat. */
export function chordAt(beat: number): Chord {
  const chord = CHORDS.find((c) => beat >= c.startBeat && beat < c.startBeat + c.beats);
  if (!chord) throw new RangeError(`No chord at beat ${beat}`);
  return chord;
}

/** The section that holds a beat; what comes before the first belongs to it. */
export function sectionAt(beat: number): Section {
  return SECTIONS.findLast((s) => beat >= s.startBeat) ?? SECTIONS[0]!;
}
