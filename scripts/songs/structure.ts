/** What every song's form has: chords laid on bars, sections, and a curve of how hard the band plays. */
import type { Chord, Section } from './score.ts';

/** Intervals of a chord above its root, spread as a guitar spreads them. */
export const TRIAD = { minor: [0, 7, 12, 15], major: [0, 7, 12, 16], suspended: [0, 7, 12, 17] } as const;

export interface ChordKind {
  /** Root as a MIDI note in the bass, from E1 (28). */
  root: number;
  tones: readonly number[];
}

/** One chord a bar of four beats from `startBar` on (bar 0 is the first). */
export function chordBars(
  kinds: Readonly<Record<string, ChordKind>>,
  startBar: number,
  names: readonly string[],
): Chord[] {
  return names.map((name, i) => {
    const kind = kinds[name];
    if (!kind) throw new RangeError(`No chord is called ${name}`);
    return { name, startBeat: (startBar + i) * 4, beats: 4, root: kind.root, tones: [...kind.tones] };
  });
}

/** The chord that sounds at a beat. */
export function chordIn(chords: readonly Chord[], beat: number): Chord {
  const chord = chords.find((c) => beat >= c.startBeat && beat < c.startBeat + c.beats);
  if (!chord) throw new RangeError(`No chord at beat ${beat}`);
  return chord;
}

/** How hard the band plays by section id, 0 to 1, at its start and its end. */
type Intensity = Readonly<Record<string, readonly [from: number, to: number]>>;

export interface Form {
  /** The section that holds a beat; what comes before the first belongs to it. */
  sectionAt: (beat: number) => Section;
  /** How hard the band plays, 0 to 1: every part follows it. */
  intensityAt: (beat: number) => number;
}

export function formOf(sections: readonly Section[], intensity: Intensity): Form {
  const sectionAt = (beat: number): Section => sections.findLast((s) => beat >= s.startBeat) ?? sections[0]!;
  return {
    sectionAt,
    intensityAt: (beat) => {
      const section = sectionAt(beat);
      const range = intensity[section.id];
      if (!range) throw new RangeError(`No intensity for ${section.id}`);
      const into = Math.max(0, Math.min(1, (beat - section.startBeat) / section.beats));
      return range[0] + (range[1] - range[0]) * into;
    },
  };
}
