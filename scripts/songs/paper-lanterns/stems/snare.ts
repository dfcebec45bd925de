import { addClap, addSnare } from '../../instruments/drums/snare.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { clapHits, snareHits } from '../drums.ts';
import { FRAMES, TEMPO } from '../form.ts';

const FEEL = { timingMs: 3.5, lateMs: 3, velocitySpread: 0.07 };

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/snare'));
  const x = silence(FRAMES);
  for (const hit of snareHits()) {
    const atS = secondsAt(TEMPO, hit.beat) + timingErrorS(random, FEEL);
    addSnare(x, { atS, velocity: playedVelocity(random, FEEL, hit.velocity) }, random);
  }
  for (const hit of clapHits()) {
    const atS = secondsAt(TEMPO, hit.beat) + timingErrorS(random, FEEL);
    addClap(x, { atS, velocity: playedVelocity(random, FEEL, hit.velocity) }, random);
  }
  return [inRoom(x, { seed: 6, decayS: 0.35, predelayS: 0.003, dampingHz: 6000 }, 0.2)];
}
