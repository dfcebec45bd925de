import { train } from '../../instruments/scene/train.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { EVENTS, FRAMES } from '../form.ts';

export async function render(): Promise<Channels> {
  const [left, right] = train(
    FRAMES,
    {
      fromS: EVENTS.trainFromS,
      nearS: EVENTS.trainNearS,
      standsS: EVENTS.trainStandsS,
      brakesOffS: EVENTS.brakesOffS,
    },
    new Random(seedOf('scene-platform/train')),
  );
  // The platform's roof.
  for (const [side, x] of [left, right].entries())
    inRoom(x, { seed: 61 + side, decayS: 0.9, predelayS: 0.012, dampingHz: 3200 }, 0.12);
  return [left, right];
}
