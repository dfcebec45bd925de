/** A clip turned down, as a clip of its own: for pairs whose only difference is level. */
import { gainOf } from '../../../dsp/core/decibels.ts';
import type { Clip } from '../../../state/audio.ts';

const known = new WeakMap<Clip, Map<number, Clip>>();

/** @param gainDb 0 or less: nothing is ever raised */
export function attenuated(clip: Clip, gainDb: number): Clip {
  if (gainDb > 0) throw new RangeError('a clip is only turned down');
  if (gainDb === 0) return clip;
  const made = known.get(clip) ?? new Map<number, Clip>();
  known.set(clip, made);
  let quieter = made.get(gainDb);
  if (!quieter) {
    const gain = gainOf(gainDb);
    quieter = {
      ...clip,
      name: `${clip.name} ${gainDb} dB`,
      left: clip.left.map((v) => v * gain),
      right: clip.right.map((v) => v * gain),
      integratedLufs: clip.integratedLufs + gainDb,
      truePeakDb: clip.truePeakDb + gainDb,
    };
    made.set(gainDb, quieter);
  }
  return quieter;
}
