import { recordGuitar } from '../../instruments/guitar/guitar.ts';
import type { Channels } from '../../signal/buffers.ts';
import { seedOf } from '../../signal/random.ts';
import { FRAMES, TEMPO } from '../form.ts';
import { rightStrokes, VOLUME } from '../guitars.ts';

export async function render(): Promise<Channels> {
  return [
    recordGuitar({
      seed: seedOf('signal-fire/guitar-r'),
      tempo: TEMPO,
      frames: FRAMES,
      strokes: rightStrokes(),
      feel: { timingMs: 5.5, lateMs: 3, velocitySpread: 0.09 },
      tuningCents: 4,
      volume: VOLUME,
      amplifier: { drive: 0.5, tightHz: 150, midDb: 0, trebleDb: 2 },
      cabinet: { seed: 31, resonanceHz: 108, presenceHz: 2800, topHz: 5200, offAxis: 0.6 },
    }),
  ];
}
