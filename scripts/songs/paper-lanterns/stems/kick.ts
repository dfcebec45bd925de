import { addKick } from '../../instruments/drums/kick.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { kickHits } from '../drums.ts';
import { FRAMES, TEMPO } from '../form.ts';

const FEEL = { timingMs: 3, lateMs: 0, velocitySpread: 0.06 };
/** Near G1, between the bass line's notes. */
const BODY_HZ = 52;

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/kick'));
  const x = silence(FRAMES);
  for (const hit of kickHits()) {
    const atS = secondsAt(TEMPO, hit.beat) + timingErrorS(random, FEEL);
    addKick(x, { atS, velocity: playedVelocity(random, FEEL, hit.velocity) }, BODY_HZ, random);
  }
  return [inRoom(x, { seed: 5, decayS: 0.22, predelayS: 0.002, dampingHz: 3500 }, 0.12)];
}
