/**
 * What a composition is made of, as data. Time is in beats from the first beat of bar 1 (beat 0); pitch is a
 * MIDI note number (69 is A4, 440 Hz). Performance turns these into seconds and strengths.
 */

/** One sung note. A word of several syllables stands on several notes, each with the whole word. */
export interface SungNote {
  /** Where the vowel starts, in beats from beat one of bar 1; consonants before the vowel come earlier. */
  startBeat: number;
  /** Length to the end of the vowel, in beats. */
  beats: number;
  midi: number;
  /** The word as spelled, in lower case without punctuation; the same on every note of the word. */
  word: string;
  /** Which of the word's syllables this note carries, from 0; absent when one note carries the whole word. */
  syllable?: { index: number; of: number };
}

/** A phrase sung in one breath. */
export interface SungLine {
  notes: SungNote[];
  /** How hard the voice works: 0 is half spoken, 0.5 an easy verse, 1 the top of a chorus. */
  effort: number;
}

/** Everything one voice sings in a song. */
export interface VocalPart {
  bpm: number;
  /** Time of beat 0 in the recording, in seconds. */
  beatOneS: number;
  lines: SungLine[];
}

/** One note of an instrument. */
export interface Note {
  startBeat: number;
  beats: number;
  midi: number;
  /** Strength, 0 to 1. */
  velocity: number;
}

/** A part of the form. Ids are permanent: lessons, loops and links name them. */
export interface Section {
  id: string;
  label: string;
  startBeat: number;
  beats: number;
}

/** A chord for a while: `root` as a MIDI note of the octave from E1 (28), `tones` as intervals above it. */
export interface Chord {
  name: string;
  startBeat: number;
  beats: number;
  root: number;
  tones: number[];
}

/** A line of the lyrics as shown with the song. */
export interface LyricLine {
  text: string;
  section: string;
  fromBeat: number;
  toBeat: number;
}

/** Seconds in the recording of a beat. */
export const secondsAt = (time: { bpm: number; beatOneS: number }, beat: number): number =>
  time.beatOneS + (beat * 60) / time.bpm;
