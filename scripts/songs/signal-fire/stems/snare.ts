import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { microphone } from '../kit.ts';

export async function render(): Promise<Channels> {
  const x = microphone([
    { drum: 'snare', gain: 1, delayMs: 0 },
    { drum: 'hats', gain: 0.03, delayMs: 1.3 },
    { drum: 'kick', gain: 0.1, delayMs: 1.9 },
    { drum: 'toms', gain: 0.12, delayMs: 1.5 },
    { drum: 'cymbals', gain: 0.04, delayMs: 2.6 },
  ]);
  return [inRoom(x, { seed: 62, decayS: 0.35, predelayS: 0.003, dampingHz: 5500 }, 0.14)];
}
