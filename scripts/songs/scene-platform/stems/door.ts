import { slidingDoor } from '../../instruments/scene/sliding-door.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { EVENTS, FRAMES } from '../form.ts';

export async function render(): Promise<Channels> {
  const times = { chimeS: EVENTS.chimeS, fromS: EVENTS.doorsS, openS: EVENTS.doorsOpenS };
  const out = slidingDoor(FRAMES, times, new Random(seedOf('scene-platform/door')));
  return [inRoom(out, { seed: 81, decayS: 0.8, predelayS: 0.009, dampingHz: 3600 }, 0.14)];
}
