/** A spaced pair a metre above the cymbals: the whole kit, two to four milliseconds late. */
import { filter } from '../../signal/biquad.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { microphone } from '../kit.ts';

export async function render(): Promise<Channels> {
  const left = microphone([
    { drum: 'cymbals', gain: 0.9, delayMs: 2.1 },
    { drum: 'hats', gain: 0.7, delayMs: 1.9 },
    { drum: 'snare', gain: 0.42, delayMs: 3.1 },
    { drum: 'kick', gain: 0.2, delayMs: 4.2 },
    { drum: 'toms', gain: 0.6, delayMs: 2.2 },
  ]);
  const right = microphone([
    { drum: 'cymbals', gain: 0.7, delayMs: 2.7 },
    { drum: 'hats', gain: 0.28, delayMs: 3.6 },
    { drum: 'snare', gain: 0.42, delayMs: 3.2 },
    { drum: 'kick', gain: 0.2, delayMs: 4.4 },
    { drum: 'toms', gain: 0.5, delayMs: 2.8 },
  ]);
  for (const [side, x] of [left, right].entries()) {
    filter(x, SAMPLE_RATE, 'highPass', 90);
    inRoom(x, { seed: 64 + side, decayS: 0.6, predelayS: 0.007, dampingHz: 8000 }, 0.22);
  }
  return [left, right];
}
