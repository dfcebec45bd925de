/** Backing voices: doubles and thirds in the choruses, and the bridge's question asked again from afar. */
import { recordBacking } from '../../performance/backing.ts';
import type { BackingVoice } from '../../performance/backing.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { FRAMES } from '../form.ts';
import { harmony } from '../vocals.ts';

const CHORUSES = ['chorus', 'chorus-2'];
const VOICES: readonly BackingVoice[] = [
  { part: harmony(CHORUSES, 0, 0.95), seed: 141, detuneCents: -8, tractScale: 1.005, pan: -0.8, gain: 0.8 },
  { part: harmony(CHORUSES, 0, 0.95), seed: 143, detuneCents: 7, tractScale: 0.98, pan: 0.8, gain: 0.8 },
  {
    part: harmony([...CHORUSES, 'bridge'], 2, 0.85),
    seed: 147,
    detuneCents: 3,
    tractScale: 0.965,
    pan: 0.4,
    gain: 0.75,
  },
  {
    part: harmony(['chorus-2'], -2, 0.85),
    seed: 153,
    detuneCents: -4,
    tractScale: 1.02,
    pan: -0.4,
    gain: 0.65,
  },
].map((singer) => ({ voice: 'female', ...singer }));

export async function render(): Promise<Channels> {
  const out = await recordBacking(VOICES, FRAMES);
  for (const side of [0, 1] as const)
    inRoom(out[side], { seed: 24 + side, decayS: 0.45, predelayS: 0.006, dampingHz: 6000 }, 0.14);
  return out;
}
