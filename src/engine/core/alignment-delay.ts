import type { Stereo } from '../../dsp/core/effect.ts';

/** A whole number of frames of delay, which makes paths of different latency meet in time. */
export class AlignmentDelay {
  readonly frames: number;
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private at = 0;

  constructor(frames: number) {
    this.frames = frames;
    this.left = new Float32Array(frames);
    this.right = new Float32Array(frames);
  }

  /** From one pair of buffers to another; they may be the same. */
  process(from: Stereo, to: Stereo, frames: number): void {
    const { left, right } = this;
    const length = this.frames;
    const fromLeft = from.left;
    const fromRight = from.right;
    const toLeft = to.left;
    const toRight = to.right;
    if (length === 0) {
      if (fromLeft === toLeft && fromRight === toRight) return;
      for (let i = 0; i < frames; i++) {
        toLeft[i] = fromLeft[i]!;
        toRight[i] = fromRight[i]!;
      }
      return;
    }
    let at = this.at;
    for (let i = 0; i < frames;) {
      // Up to the ring's end, without looking for it at every frame.
      const end = Math.min(frames, i + length - at);
      for (; i < end; i++, at++) {
        const l = left[at]!;
        const r = right[at]!;
        left[at] = fromLeft[i]!;
        right[at] = fromRight[i]!;
        toLeft[i] = l;
        toRight[i] = r;
      }
      if (at === length) at = 0;
    }
    this.at = at;
  }

  /** Takes sound in without giving any out: for a path that may be wanted later. */
  keep(from: Stereo, frames: number): void {
    const { left, right } = this;
    const length = this.frames;
    if (length === 0) return;
    const fromLeft = from.left;
    const fromRight = from.right;
    let at = this.at;
    for (let i = 0; i < frames;) {
      const end = Math.min(frames, i + length - at);
      for (; i < end; i++, at++) {
        left[at] = fromLeft[i]!;
        right[at] = fromRight[i]!;
      }
      if (at === length) at = 0;
    }
    this.at = at;
  }

  reset(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.at = 0;
  }
}

/** A stereo buffer of the engine's block length. */
export const stereo = (frames: number): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});
