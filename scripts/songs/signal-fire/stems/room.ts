/** Two microphones at the far wall: more room than kit, and all of it 12 ms late. */
import { scale } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { microphone } from '../kit.ts';

export async function render(): Promise<Channels> {
  const side = (seed: number, delayMs: number): Float32Array => {
    const x = microphone([
      { drum: 'kick', gain: 0.6, delayMs, lowPassHz: 7000 },
      { drum: 'snare', gain: 0.9, delayMs, lowPassHz: 7000 },
      { drum: 'hats', gain: 0.4, delayMs, lowPassHz: 7000 },
      { drum: 'toms', gain: 0.8, delayMs, lowPassHz: 7000 },
      { drum: 'cymbals', gain: 0.8, delayMs, lowPassHz: 7000 },
    ]);
    return inRoom(scale(x, 0.5), { seed, decayS: 0.85, predelayS: 0.009, dampingHz: 6500 }, 1.6);
  };
  return [side(71, 12), side(72, 13.4)];
}
