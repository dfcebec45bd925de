/** *Half a Room Away*: what the instruments play, as notes. */
import { playedVelocity, timingErrorS } from '../performance/humanise.ts';
import type { Feel } from '../performance/humanise.ts';
import type { TimedNote } from '../instruments/sampled/soundfont.ts';
import { secondsAt } from '../score.ts';
import type { Chord } from '../score.ts';
import type { Random } from '../signal/random.ts';
import { CHORDS, intensityAt, sectionAt, TEMPO } from './form.ts';

const BEAT_S = 60 / TEMPO.bpm;

/** A note as played: the player's own timing and strength, which follows the form. */
function played(
  beat: number,
  beats: number,
  midi: number,
  velocity: number,
  feel: Feel,
  random: Random,
): TimedNote {
  return {
    atS: secondsAt(TEMPO, beat) + timingErrorS(random, feel),
    forS: beats * BEAT_S,
    midi,
    velocity: playedVelocity(random, feel, velocity * (0.45 + 0.55 * intensityAt(beat))),
  };
}

/** Voicings on the steel strings: bass note first, then the fingers' strings. */
const STEEL: Record<string, number[]> = {
  C: [48, 55, 60, 64],
  Am: [45, 57, 60, 64],
  F: [41, 57, 60, 65],
  G: [43, 55, 59, 62],
  Em: [40, 55, 59, 64],
  Dm: [50, 57, 62, 65],
};
/** Travis picking: the thumb on the beats, fingers between. */
const PICKING = [0, 2, 1, 3, 0, 2, 3, 1];

export function pickedGuitar(feel: Feel, random: Random): TimedNote[] {
  const notes = CHORDS.flatMap((chord, bar) => {
    const strings = STEEL[chord.name]!;
    if (bar === CHORDS.length - 1)
      return strings.map((midi, k) => played(chord.startBeat + 0.06 * k, 6.2, midi, 0.6, feel, random));
    return PICKING.map((string, i) =>
      played(
        chord.startBeat + i / 2,
        Math.min(2.5, 4 - i / 2),
        strings[string]!,
        string === 0 ? 0.72 : 0.55,
        feel,
        random,
      ),
    );
  });
  return notes;
}

/** The second guitar strums from the chorus on, high, with the capo's voicings. */
const CAPO: Record<string, number[]> = {
  C: [60, 64, 67, 72],
  Am: [57, 64, 69, 72],
  F: [60, 65, 69, 72],
  G: [59, 62, 67, 71],
  Em: [59, 64, 67, 71],
  Dm: [62, 65, 69, 74],
};
const STRUMS = [
  [0, 1.4, 0.7, 1],
  [1.5, 0.45, 0.45, -1],
  [2, 0.95, 0.6, 1],
  [3, 0.45, 0.5, 1],
  [3.5, 0.45, 0.42, -1],
] as const;

export function strummedGuitar(feel: Feel, random: Random): TimedNote[] {
  return CHORDS.flatMap((chord) => {
    const section = sectionAt(chord.startBeat).id;
    if (!section.startsWith('chorus')) return [];
    return STRUMS.flatMap(([beat, beats, velocity, direction]) => {
      const strings = direction > 0 ? CAPO[chord.name]! : CAPO[chord.name]!.toReversed();
      return strings.map((midi, k) =>
        played(chord.startBeat + beat + 0.014 * k, beats, midi, velocity, feel, random),
      );
    });
  });
}

/** Piano: the left hand in tenths, the right with the answer to each line. */
const ANSWERS: Record<string, readonly (readonly [beat: number, beats: number, midi: number])[]> = {
  intro: [
    [2, 0.9, 76],
    [3, 0.9, 74],
    [3.5, 1.4, 72],
  ],
  verse: [
    [3.5, 0.45, 67],
    [3.75, 1, 72],
  ],
  bridge: [
    [0, 0.9, 77],
    [1, 0.45, 76],
    [1.5, 0.9, 74],
    [2.5, 0.45, 72],
    [3, 0.9, 71],
  ],
};

export function piano(feel: Feel, random: Random): TimedNote[] {
  return CHORDS.flatMap((chord, bar) => {
    const section = sectionAt(chord.startBeat).id;
    const low = [
      played(chord.startBeat, 3.9, chord.root + 12, 0.62, feel, random),
      played(chord.startBeat + 0.03, 3.8, chord.root + 19, 0.5, feel, random),
    ];
    if (bar === CHORDS.length - 1) {
      return [
        ...low,
        ...[60, 64, 67, 72, 79].map((midi, k) =>
          played(chord.startBeat + 0.25 * k, 6 - 0.25 * k, midi, 0.5 - 0.03 * k, feel, random),
        ),
      ];
    }
    const lifted = section.startsWith('chorus');
    const beats = lifted ? [0, 1, 2, 3] : [0, 2];
    const right = beats.flatMap((beat) =>
      CAPO[chord.name]!.slice(0, 3).map((midi, k) =>
        played(
          chord.startBeat + beat + 0.008 * k,
          lifted ? 0.95 : 1.9,
          midi,
          lifted ? 0.6 : 0.45,
          feel,
          random,
        ),
      ),
    );
    const answer = (ANSWERS[section] ?? []).map(([beat, length, midi]) =>
      played(chord.startBeat + beat, length, midi, 0.62, feel, random),
    );
    return [...low, ...right, ...answer];
  });
}

/** Bass: a long root and a step to the next, more of it in the chorus. */
export function bass(feel: Feel, random: Random): TimedNote[] {
  return CHORDS.flatMap((chord: Chord, bar) => {
    const section = sectionAt(chord.startBeat).id;
    if (section === 'intro') return [];
    const next = CHORDS[bar + 1];
    if (!next) return [played(chord.startBeat, 5, chord.root, 0.7, feel, random)];
    const lead =
      next.root > chord.root
        ? next.root - (next.root % 12 === 0 || next.root % 12 === 5 ? 1 : 2)
        : next.root + 2;
    if (!section.startsWith('chorus')) {
      return [
        played(chord.startBeat, 2.8, chord.root, 0.72, feel, random),
        played(chord.startBeat + 3, 0.9, chord.root + 7, 0.55, feel, random),
      ];
    }
    return [
      played(chord.startBeat, 1.4, chord.root, 0.8, feel, random),
      played(chord.startBeat + 1.5, 0.45, chord.root, 0.55, feel, random),
      played(chord.startBeat + 2, 0.95, chord.root + 7, 0.68, feel, random),
      played(chord.startBeat + 3, 0.45, chord.root + 12, 0.6, feel, random),
      played(chord.startBeat + 3.5, 0.42, Math.max(28, lead), 0.62, feel, random),
    ];
  });
}

/** Strings from the second half of the verse: close chords, and a line above them in the choruses. */
const SECTION_CHORDS: Record<string, number[]> = {
  C: [55, 60, 64],
  Am: [57, 60, 64],
  F: [57, 60, 65],
  G: [55, 59, 62],
  Em: [55, 59, 64],
  Dm: [57, 62, 65],
};
const TOP: Record<string, number> = { F: 72, G: 74, Am: 76, Dm: 77, C: 76 };

export function strings(feel: Feel, random: Random): TimedNote[] {
  return CHORDS.flatMap((chord, bar) => {
    if (bar < 4) return [];
    const section = sectionAt(chord.startBeat).id;
    const length = bar === CHORDS.length - 1 ? 3 : chord.beats * 1.02;
    const midi =
      section === 'verse' ? SECTION_CHORDS[chord.name]! : [...SECTION_CHORDS[chord.name]!, TOP[chord.name]!];
    return midi.map((m) => played(chord.startBeat - 0.05, length, m, 0.7, feel, random));
  });
}
