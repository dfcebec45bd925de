import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import type { TimedNote } from '../../instruments/sampled/soundfont.ts';
import { playPad } from '../../instruments/synth/pad.ts';
import type { PadChord } from '../../instruments/synth/pad.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { FRAMES } from '../form.ts';

/** D minor that waits, B flat when the rails speak, G minor while the train brakes, F when the doors open. */
const CHORDS: readonly PadChord[] = [
  { atS: 0.1, forS: 5.4, midi: [50, 57, 64, 65], velocity: 0.5 },
  { atS: 5.5, forS: 4.5, midi: [46, 58, 62, 69], velocity: 0.6 },
  { atS: 10, forS: 3.2, midi: [43, 58, 62, 70], velocity: 0.85 },
  { atS: 13.2, forS: 3, midi: [48, 58, 64, 67], velocity: 0.95 },
  { atS: 16.2, forS: 2.4, midi: [41, 57, 60, 67, 72], velocity: 0.7 },
];
/** The piano's few notes: seconds, MIDI, strength. */
const NOTES: readonly (readonly [number, number, number])[] = [
  [0.8, 69, 0.45], [1.55, 74, 0.4], [2.3, 76, 0.42], [3.8, 74, 0.34], [4.6, 69, 0.34],
  [6.2, 70, 0.42], [6.95, 74, 0.4], [7.7, 77, 0.44], [9.2, 76, 0.36],
  [10.4, 79, 0.46], [11.15, 77, 0.42], [11.9, 74, 0.44], [13.3, 76, 0.5], [14.05, 79, 0.5], [14.8, 82, 0.52],
  [16.25, 81, 0.55], [16.27, 69, 0.45], [16.29, 65, 0.45], [17.9, 84, 0.34],
]; // prettier-ignore

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('scene-platform/music'));
  const opening = (atS: number): number => 500 + 60 * atS + 900 * Math.exp(-((atS - 16.4) ** 2) / 1.2);
  const [left, right] = playPad(CHORDS, FRAMES, opening, 0.9, random);
  const notes: TimedNote[] = NOTES.map(([atS, midi, velocity]) => ({
    atS: atS + 0.006 * random.gaussian(),
    forS: 2.4,
    midi,
    velocity: velocity * random.between(0.92, 1.08),
  }));
  const piano = await playSoundfont(PROGRAM.electricPiano, notes, FRAMES);
  for (const [side, x] of [left, right].entries()) {
    for (let i = 0; i < FRAMES; i++) x[i] = 0.55 * x[i]! + 1.6 * piano[side]![i]!;
    inRoom(x, { seed: 51 + side, decayS: 1.8, predelayS: 0.02, dampingHz: 4200 }, 0.22);
  }
  return [left, right];
}
