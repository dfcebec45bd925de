import { footstep } from '../../instruments/scene/footstep.ts';
import { addAt, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { EVENTS, FRAMES } from '../form.ts';

/** Hers, light, up and down; his, heavier, coming nearer. */
export async function render(): Promise<Channels> {
  const random = new Random(seedOf('scene-platform/steps'));
  const out = silence(FRAMES);
  for (const atS of EVENTS.herSteps)
    addAt(out, footstep(0.1, random), atS * SAMPLE_RATE, 0.3 * random.between(0.8, 1.1));
  for (const [i, atS] of EVENTS.hisSteps.entries())
    addAt(out, footstep(0.85, random), atS * SAMPLE_RATE, 0.32 + 0.09 * i);
  return [inRoom(out, { seed: 71, decayS: 0.8, predelayS: 0.009, dampingHz: 3600 }, 0.16)];
}
