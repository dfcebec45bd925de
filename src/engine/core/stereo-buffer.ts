import type { Stereo } from '../../dsp/core/effect.ts';

/** A stereo buffer of so many frames, silent. */
export const stereo = (frames: number): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});
