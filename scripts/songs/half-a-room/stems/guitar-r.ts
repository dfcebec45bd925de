import { addStringNoise } from '../../instruments/guitar/string.ts';
import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import { secondsAt } from '../../score.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { CHORDS, FRAMES, TEMPO } from '../form.ts';
import { strummedGuitar } from '../parts.ts';

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/guitar-r'));
  const notes = strummedGuitar({ timingMs: 6, lateMs: 0, velocitySpread: 0.1 }, random);
  const [x] = await playSoundfont(PROGRAM.steelGuitar, notes, FRAMES);
  // The left hand changes chord: wound strings squeak where there is something to leave.
  for (const { startBeat } of CHORDS.slice(1)) {
    const atS = secondsAt(TEMPO, startBeat) - random.between(0.1, 0.16);
    if (notes.some((note) => note.atS < atS && note.atS + note.forS > atS - 0.3))
      addStringNoise(x, atS, 0.012, random);
  }
  return [inRoom(x, { seed: 84, decayS: 0.3, predelayS: 0.002, dampingHz: 6000 }, 0.1)];
}
