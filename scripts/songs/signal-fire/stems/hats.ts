import { filter } from '../../signal/biquad.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { microphone } from '../kit.ts';

export async function render(): Promise<Channels> {
  const x = microphone([
    { drum: 'hats', gain: 1, delayMs: 0 },
    { drum: 'snare', gain: 0.07, delayMs: 1.3 },
    { drum: 'cymbals', gain: 0.18, delayMs: 1.8 },
    { drum: 'kick', gain: 0.02, delayMs: 2.5 },
  ]);
  filter(x, SAMPLE_RATE, 'highPass', 180);
  return [inRoom(x, { seed: 63, decayS: 0.35, predelayS: 0.003, dampingHz: 9000 }, 0.1)];
}
