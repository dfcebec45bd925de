/** A finished piece of sound through a chain of effects: for material that is no song of the course. */
import { gainOf } from '../../dsp/core/decibels.ts';
import type { Stereo } from '../../dsp/core/effect.ts';
import { legalValues } from '../../dsp/core/params.ts';
import { effectById } from '../../dsp/effects/registry.ts';
import { truePeakDb } from '../../dsp/meters/true-peak.ts';

/** One effect by id; what is not named stands at its default. */
export interface ChainLink {
  effect: string;
  values: Readonly<Record<string, unknown>>;
}

const BLOCK = 1024;

/**
 * The sound after the chain, latency taken off, as long as it was. It is taken as a loop: the end of it runs through
 * the chain first, so that detectors are settled and tails lead over from the end into the beginning.
 * @param preRollS how much of the end runs first
 * @throws RangeError for an effect that there is not
 */
export function throughChain(
  sound: Stereo,
  chain: readonly ChainLink[],
  sampleRate: number,
  preRollS = 4,
): { left: Float32Array<ArrayBuffer>; right: Float32Array<ArrayBuffer> } {
  const frames = sound.left.length;
  const out = { left: new Float32Array(frames), right: new Float32Array(frames) };
  const processors = chain.map(({ effect: id, values }) => {
    const effect = effectById(id);
    if (!effect) throw new RangeError(`there is no effect «${id}»`);
    const processor = effect.create(sampleRate);
    processor.set(legalValues(effect.params, values), false);
    return processor;
  });
  const latency = processors.reduce((sum, { latency: each }) => sum + each, 0);
  const preRoll = Math.min(frames, Math.round(preRollS * sampleRate));
  const block: Stereo = { left: new Float32Array(BLOCK), right: new Float32Array(BLOCK) };
  for (let at = -preRoll; at < frames + latency; at += BLOCK) {
    const count = Math.min(BLOCK, frames + latency - at);
    for (let i = 0; i < count; i++) {
      const from = (((at + i) % frames) + frames) % frames;
      block.left[i] = sound.left[from] as number;
      block.right[i] = sound.right[from] as number;
    }
    for (const processor of processors) processor.process(block, count, null);
    for (let i = 0; i < count; i++) {
      const to = at + i - latency;
      if (to < 0 || to >= frames) continue;
      out.left[to] = block.left[i] as number;
      out.right[to] = block.right[i] as number;
    }
  }
  return out;
}

/** Over this a sound would clip at the converter. */
const HIGHEST_DBTP = -1;

/** Turns sounds that are compared down in place, all alike, where one of them would clip. */
export function keepFromClipping(sounds: readonly Stereo[]): void {
  const overDb = Math.max(...sounds.map(({ left, right }) => truePeakDb([left, right]) - HIGHEST_DBTP));
  if (!(overDb > 0)) return;
  const gain = gainOf(-overDb);
  for (const { left, right } of sounds)
    for (const channel of [left, right]) for (let i = 0; i < channel.length; i++) channel[i]! *= gain;
}
