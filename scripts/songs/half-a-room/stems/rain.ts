import { rain } from '../../instruments/rain.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { FRAMES } from '../form.ts';

/** Rain at the start and the end; the chorus stands indoors. */
const strength = (atS: number): number => {
  const rise = Math.min(1, atS / 1.5);
  const away =
    atS < 18 ? 1 : atS < 24 ? 1 - (atS - 18) * 0.12 : atS < 44 ? 0.28 : Math.min(1, 0.28 + (atS - 44) * 0.09);
  return rise * away;
};

export async function render(): Promise<Channels> {
  return rain(FRAMES, strength, new Random(seedOf('half-a-room/rain')));
}
