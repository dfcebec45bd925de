/** Melodies with words: from syllables and pitches to sung lines, harmonies in the key, and the lyrics as shown. */
import type { LyricLine, SungLine, SungNote, VocalPart } from './score.ts';

/** `[beat in the line, length in beats, MIDI note]` of each syllable. */
export type Melody = readonly (readonly [beat: number, beats: number, midi: number])[];

/** A sung line with the text that the site shows and the section it stands in. */
export interface WrittenLine {
  section: string;
  text: string;
  sung: SungLine;
}

/** Lays a line's syllables (words apart by spaces, syllables by hyphens) on the notes of a melody. */
export function line(startBeat: number, effort: number, words: string, melody: Melody): SungLine {
  const notes: SungNote[] = [];
  for (const written of words.split(' ')) {
    const syllables = written.split('-');
    const word = syllables.join('');
    for (const index of syllables.keys()) {
      const [beat, beats, midi] = melody[notes.length]!;
      const note: SungNote = { startBeat: startBeat + beat, beats, midi, word };
      if (syllables.length > 1) note.syllable = { index, of: syllables.length };
      notes.push(note);
    }
  }
  if (notes.length !== melody.length)
    throw new RangeError(`"${words}" has ${notes.length} syllables, not ${melody.length}`);
  return { notes, effort };
}

/** A note moved by steps of a scale (pitch classes, C is 0): −2 is a third below. */
export function moveInScale(midi: number, scale: readonly number[], steps: number): number {
  let moved = midi;
  for (let left = Math.abs(steps); left > 0; left--) {
    do moved += Math.sign(steps);
    while (!scale.includes(moved % 12));
  }
  return moved;
}

/** Lines sung again by another voice. */
function harmonised(
  lines: readonly SungLine[],
  scale: readonly number[],
  steps: number,
  effort: number,
): SungLine[] {
  return lines.map((sung) => ({
    notes: sung.notes.map((note) => ({ ...note, midi: moveInScale(note.midi, scale, steps) })),
    effort: sung.effort * effort,
  }));
}

/** What voices sing in a song. */
export interface VocalParts {
  lead: VocalPart;
  /** The lines of some sections, moved by steps of the scale: doubles (0) and harmonies. */
  harmony: (sections: readonly string[], steps: number, effort: number) => VocalPart;
}

/** A song's parts, from its written lines and its scale. */
export function partsOf(
  tempo: { bpm: number; beatOneS: number },
  scale: readonly number[],
  written: readonly WrittenLine[],
): VocalParts {
  return {
    lead: { ...tempo, lines: written.map(({ sung }) => sung) },
    harmony: (sections, steps, effort) => {
      const lines = written.filter(({ section }) => sections.includes(section)).map(({ sung }) => sung);
      return { ...tempo, lines: harmonised(lines, scale, steps, effort) };
    },
  };
}

/** The lyrics as shown, in order of time. */
export function lyricsOf(written: readonly WrittenLine[]): LyricLine[] {
  return written
    .map(({ section, text, sung: { notes } }) => {
      const last = notes[notes.length - 1]!;
      return { section, text, fromBeat: notes[0]!.startBeat, toBeat: last.startBeat + last.beats };
    })
    .toSorted((a, b) => a.fromBeat - b.fromBeat);
}
