import { addHat } from '../../instruments/drums/hats.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { hatHits } from '../drums.ts';
import { FRAMES, TEMPO } from '../form.ts';

const FEEL = { timingMs: 4, lateMs: -1, velocitySpread: 0.1 };

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/hats'));
  const x = silence(FRAMES);
  const hits = hatHits();
  for (const [i, hit] of hits.entries()) {
    const atS = secondsAt(TEMPO, hit.beat) + timingErrorS(random, FEEL);
    const next = hits[i + 1];
    const nextS = next ? secondsAt(TEMPO, next.beat) : atS + 2;
    addHat(x, { atS, velocity: playedVelocity(random, FEEL, hit.velocity), open: hit.open }, nextS, random);
  }
  return [inRoom(x, { seed: 7, decayS: 0.3, predelayS: 0.003, dampingHz: 9000 }, 0.08)];
}
