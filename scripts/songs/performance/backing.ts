/** Backing voices: each a take of its own, at its place. */
import type { VocalPart } from '../score.ts';
import { addPanned, SAMPLE_RATE, silence } from '../signal/buffers.ts';
import type { StereoSignal } from '../signal/buffers.ts';
import { sing } from '../singer/sing.ts';
import type { Singer, Take } from '../singer/sing.ts';

export interface BackingVoice extends Take {
  voice: Singer['voice'];
  part: VocalPart;
  pan: number;
  gain: number;
}

export async function recordBacking(voices: readonly BackingVoice[], frames: number): Promise<StereoSignal> {
  const out: StereoSignal = [silence(frames), silence(frames)];
  for (const { part, voice, pan, gain, ...take } of voices) {
    addPanned(out, await sing(part, voice, take, SAMPLE_RATE, frames), 0, gain, pan);
  }
  return out;
}
