import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { microphone } from '../kit.ts';

export async function render(): Promise<Channels> {
  const x = microphone([
    { drum: 'kick', gain: 1, delayMs: 0 },
    { drum: 'snare', gain: 0.045, delayMs: 2.2, lowPassHz: 3000 },
    { drum: 'toms', gain: 0.08, delayMs: 1.8, lowPassHz: 2500 },
    { drum: 'cymbals', gain: 0.012, delayMs: 4, lowPassHz: 2500 },
  ]);
  return [inRoom(x, { seed: 61, decayS: 0.3, predelayS: 0.003, dampingHz: 3000 }, 0.1)];
}
