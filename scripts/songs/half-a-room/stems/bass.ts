import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { FRAMES } from '../form.ts';
import { bass } from '../parts.ts';

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/bass'));
  const [left] = await playSoundfont(
    PROGRAM.fingeredBass,
    bass({ timingMs: 6, lateMs: 6, velocitySpread: 0.08 }, random),
    FRAMES,
  );
  return [left];
}
