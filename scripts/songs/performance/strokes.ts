/** From what a guitarist reads, bars of strokes and lines of single notes, to the strokes that are played. */
import type { Stroke } from '../instruments/guitar/guitar.ts';
import type { Chord } from '../score.ts';

/** A bar of strokes on one chord; beats count from where the chord begins. */
export type Bar = readonly (readonly [
  beat: number,
  beats: number,
  velocity: number,
  how?: 'muted' | 'up' | 'squeak',
])[];

/** Single notes, in beats of the song. */
export type Lick = readonly (readonly [beat: number, beats: number, midi: number, slideSemitones?: number])[];

/** How hard the band plays at a beat, 0 to 1. */
type IntensityAt = (beat: number) => number;

/** The bar on a chord's notes; muted strokes reach the lowest two strings only. */
export function strokesOf(chord: Chord, bar: Bar, midi: number[], intensityAt: IntensityAt): Stroke[] {
  return bar.map(([beat, beats, velocity, how]) => ({
    startBeat: chord.startBeat + beat,
    beats,
    midi: how === 'muted' ? midi.slice(0, 2) : midi,
    velocity: velocity * (0.4 + 0.6 * intensityAt(chord.startBeat + beat)),
    muted: how === 'muted',
    up: how === 'up',
    squeak: how === 'squeak',
  }));
}

/** Root, fifth and octave on the three lowest strings (E2 is 40). */
export const powerChord = (chord: Chord): number[] => [chord.root + 12, chord.root + 19, chord.root + 24];

/** The line, from `soft` where the band is softest to `soft + more` where it is loudest. */
export function lickStrokes(
  lick: Lick,
  { soft, more }: { soft: number; more: number },
  intensityAt: IntensityAt,
): Stroke[] {
  return lick.map(([startBeat, beats, midi, slideSemitones]) => ({
    startBeat,
    beats,
    midi: [midi],
    velocity: soft + more * intensityAt(startBeat),
    slideSemitones,
  }));
}
