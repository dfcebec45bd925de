import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import { secondsAt } from '../../score.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { FRAMES, intensityAt, TEMPO } from '../form.ts';
import { strings } from '../parts.ts';

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/strings'));
  const notes = strings({ timingMs: 6, lateMs: -20, velocitySpread: 0.06 }, random);
  // The bows follow the form: expression moves with it, and swells within each bar.
  const moves = Array.from({ length: 66 * 4 }, (_, i) => {
    const beat = i / 4;
    const swell = 0.85 + 0.15 * Math.sin((Math.PI * (beat % 4)) / 4);
    return {
      atS: secondsAt(TEMPO, beat),
      controller: 11,
      value: Math.round(Math.min(127, 30 + 105 * intensityAt(beat) * swell)),
    };
  });
  const [left, right] = await playSoundfont(PROGRAM.strings, notes, FRAMES, moves);
  inRoom(left, { seed: 87, decayS: 0.9, predelayS: 0.008, dampingHz: 5000 }, 0.2);
  inRoom(right, { seed: 88, decayS: 0.9, predelayS: 0.008, dampingHz: 5000 }, 0.2);
  return [left, right];
}
