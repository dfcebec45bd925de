/** Backing voices: the lead's own thirds in the choruses, and a sampled choir far behind. */
import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import { recordBacking } from '../../performance/backing.ts';
import type { BackingVoice } from '../../performance/backing.ts';
import { secondsAt } from '../../score.ts';
import { addAt } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { CHORDS, FRAMES, sectionAt, TEMPO } from '../form.ts';
import { harmony } from '../vocals.ts';

const CHORUSES = ['chorus', 'chorus-2'];
const VOICES: readonly BackingVoice[] = [
  { part: harmony(CHORUSES, 2, 0.85), voice: 'female', seed: 241, detuneCents: -5, pan: -0.6, gain: 0.6 },
  { part: harmony(CHORUSES, -2, 0.85), voice: 'male', seed: 243, detuneCents: 5, pan: 0.6, gain: 0.7 },
];
const CHOIR: Record<string, number[]> = {
  F: [60, 65, 69],
  G: [59, 62, 67],
  Am: [60, 64, 69],
  Dm: [62, 65, 69],
  C: [60, 64, 67],
};

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/choir'));
  const out = await recordBacking(VOICES, FRAMES);
  const notes = CHORDS.filter(
    ({ startBeat }) => sectionAt(startBeat).id.startsWith('chorus') || sectionAt(startBeat).id === 'bridge',
  ).flatMap((chord) =>
    CHOIR[chord.name]!.map((midi) => ({
      atS: secondsAt(TEMPO, chord.startBeat) + random.between(0, 0.03),
      forS: (chord.beats * 60) / TEMPO.bpm,
      midi,
      velocity: random.between(0.42, 0.52),
    })),
  );
  const choir = await playSoundfont(PROGRAM.choirOoh, notes, FRAMES);
  for (const side of [0, 1] as const) {
    addAt(out[side], choir[side], 0, 0.5);
    inRoom(out[side], { seed: 90 + side, decayS: 0.6, predelayS: 0.008, dampingHz: 5500 }, 0.15);
  }
  return out;
}
