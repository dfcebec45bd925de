/** A written line read as a singer reads it: its words and syllables, where to lean, where to scoop. */
import type { Random } from '../signal/random.ts';
import type { SungLine, SungNote } from '../score.ts';
import { clamp } from './control.ts';
import type { SungWord } from './syllables.ts';

/** A syllable with the notes it is sung on: more than one is a melisma. */
interface SungSyllable {
  word: number;
  notes: SungNote[];
}

/** A line's words and syllables, from its notes. */
export function readLine(line: SungLine): { words: SungWord[]; syllables: SungSyllable[] } {
  const words: SungWord[] = [];
  const syllables: SungSyllable[] = [];
  let before: SungNote | undefined;
  for (const note of line.notes) {
    const index = note.syllable?.index ?? 0;
    const goesOn = before && before.word === note.word && note.syllable !== undefined;
    if (goesOn && before?.syllable?.index === index) {
      syllables[syllables.length - 1]!.notes.push(note);
    } else {
      if (!goesOn || index === 0) words.push({ word: note.word, syllables: 0 });
      words[words.length - 1]!.syllables++;
      syllables.push({ word: words.length - 1, notes: [note] });
    }
    before = note;
  }
  return { words, syllables };
}

/** How a line's effort falls on one of its notes. */
export function noteEffort(line: SungLine, note: SungNote, isLast: boolean): number {
  const mean = line.notes.reduce((sum, n) => sum + n.midi, 0) / line.notes.length;
  const onBeat = Number.isInteger(note.startBeat) ? 0.02 : -0.02;
  const held = note.beats > 0.7 ? 0.03 : 0;
  return clamp(
    0.38 + 0.48 * line.effort + 0.012 * (note.midi - mean) + onBeat + held - (isLast ? 0.03 : 0),
    0.2,
    1,
  );
}

/** Semitones below the note from which it is entered: phrase starts and leaps upward, more with effort. */
export function scoopOf(line: SungLine, index: number, random: Random): number {
  const note = line.notes[index]!;
  const before = line.notes[index - 1];
  const leap = before ? note.midi - before.midi : 0;
  const wanted = !before || leap >= 3 ? 0.5 + 0.4 * line.effort : note.beats > 0.7 ? 0.25 : 0;
  return note.beats >= 0.4 ? wanted * random.between(0.6, 1.2) : 0;
}

/** Notes shorter than the first of these are sung detached, from the second on they are held out, s. */
const DETACHED_BELOW_S = 0.6;
const HELD_FROM_S = 1;

/**
 * Share of a word's last note for which its vowel sounds. Held vowels are what makes sung words hard to tell: speech
 * has none. Short notes are let go early, as in speech, and long ones held as written.
 * @param detached share of the shortest notes, 0…1
 */
export function soundingShare(seconds: number, detached: number): number {
  const heldOut = clamp((seconds - DETACHED_BELOW_S) / (HELD_FROM_S - DETACHED_BELOW_S), 0, 1);
  return detached + (1 - detached) * heldOut;
}
