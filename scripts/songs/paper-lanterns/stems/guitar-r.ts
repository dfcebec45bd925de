import { recordGuitar } from '../../instruments/guitar/guitar.ts';
import type { Channels } from '../../signal/buffers.ts';
import { seedOf } from '../../signal/random.ts';
import { FRAMES, TEMPO } from '../form.ts';
import { rightStrokes, VOLUME } from '../guitars.ts';

export async function render(): Promise<Channels> {
  return [
    recordGuitar({
      seed: seedOf('paper-lanterns/guitar-r'),
      tempo: TEMPO,
      frames: FRAMES,
      strokes: rightStrokes(),
      feel: { timingMs: 5.5, lateMs: 4, velocitySpread: 0.09 },
      tuningCents: 4,
      volume: VOLUME,
      amplifier: { drive: 0.3, tightHz: 150, midDb: 0, trebleDb: 2.5 },
      cabinet: { seed: 29, resonanceHz: 105, presenceHz: 2900, topHz: 5400, offAxis: 0.55 },
    }),
  ];
}
