import { narrate } from '../../instruments/scene/narrator.ts';
import { secondsAt } from '../../score.ts';
import { addAt, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { FRAMES, LINES, TEMPO } from '../form.ts';

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('scene-platform/voice'));
  const out = silence(FRAMES);
  for (const { text, fromBeat } of LINES)
    addAt(out, await narrate(text, random), secondsAt(TEMPO, fromBeat) * SAMPLE_RATE);
  // A booth with curtains.
  return [inRoom(out, { seed: 41, decayS: 0.12, predelayS: 0.002, dampingHz: 4500 }, 0.03)];
}
