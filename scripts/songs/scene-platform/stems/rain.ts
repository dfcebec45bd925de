import { rain } from '../../instruments/rain.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { FRAMES } from '../form.ts';

/** On the platform's roof; it thins out behind the train. */
const strength = (atS: number): number =>
  Math.min(1, 0.3 + atS) * (atS < 13 ? 1 : Math.max(0.55, 1 - 0.09 * (atS - 13)));

export async function render(): Promise<Channels> {
  return rain(FRAMES, strength, new Random(seedOf('scene-platform/rain')));
}
