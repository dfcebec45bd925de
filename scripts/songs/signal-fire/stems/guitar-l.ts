import { recordGuitar } from '../../instruments/guitar/guitar.ts';
import type { Channels } from '../../signal/buffers.ts';
import { seedOf } from '../../signal/random.ts';
import { FRAMES, TEMPO } from '../form.ts';
import { leftStrokes, VOLUME } from '../guitars.ts';

export async function render(): Promise<Channels> {
  return [
    recordGuitar({
      seed: seedOf('signal-fire/guitar-l'),
      tempo: TEMPO,
      frames: FRAMES,
      strokes: leftStrokes(),
      feel: { timingMs: 5, lateMs: 2, velocitySpread: 0.08 },
      tuningCents: -4,
      volume: VOLUME,
      amplifier: { drive: 0.62, tightHz: 140, midDb: -2, trebleDb: 2 },
      cabinet: { seed: 13, resonanceHz: 98, presenceHz: 2500, topHz: 4900, offAxis: 0.3 },
    }),
  ];
}
