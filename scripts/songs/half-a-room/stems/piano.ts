import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import { secondsAt } from '../../score.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { CHORDS, FRAMES, TEMPO } from '../form.ts';
import { piano } from '../parts.ts';

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/piano'));
  const notes = piano({ timingMs: 6, lateMs: 2, velocitySpread: 0.09 }, random);
  // The pedal is changed just after each new chord is struck, and held to the end.
  const pedal = CHORDS.flatMap(({ startBeat }) => {
    const atS = secondsAt(TEMPO, startBeat);
    return [
      { atS: atS + 0.02, controller: 64, value: 0 },
      { atS: atS + 0.09, controller: 64, value: 127 },
    ];
  });
  const [left, right] = await playSoundfont(PROGRAM.grandPiano, notes, FRAMES, pedal);
  inRoom(left, { seed: 85, decayS: 0.5, predelayS: 0.004, dampingHz: 5000 }, 0.1);
  inRoom(right, { seed: 86, decayS: 0.5, predelayS: 0.004, dampingHz: 5000 }, 0.1);
  return [left, right];
}
