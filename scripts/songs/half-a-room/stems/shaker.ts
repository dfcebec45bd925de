import { addShake } from '../../instruments/drums/shaker.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { FRAMES, intensityAt, TEMPO } from '../form.ts';

const FEEL = { timingMs: 6, lateMs: 2, velocitySpread: 0.12 };

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/shaker'));
  const x = silence(FRAMES);
  for (let step = 16 * 4; step < 60 * 4; step++) {
    const beat = step / 4;
    // Sixteenths, the off-beat eighth leaning, and rests where the interlude breathes.
    if (beat >= 40 && beat < 44) continue;
    const accent = step % 4 === 2 ? 0.9 : step % 4 === 0 ? 0.7 : 0.4;
    const atS = secondsAt(TEMPO, beat) + timingErrorS(random, FEEL);
    addShake(
      x,
      { atS, velocity: playedVelocity(random, FEEL, accent * (0.4 + 0.6 * intensityAt(beat))) },
      step % 2 === 1,
      random,
    );
  }
  return [inRoom(x, { seed: 82, decayS: 0.4, predelayS: 0.004, dampingHz: 9000 }, 0.1)];
}
