import type { Stereo } from '../../dsp/core/effect.ts';

/** Frames of a slot, into which a whole block is copied at once: an AudioWorklet's quantum. */
const SLOT_FRAMES = 128;

/** A whole number of frames of delay, which makes paths of different latency meet in time. */
export class AlignmentDelay {
  readonly frames: number;
  /** Rings of whole slots, longer than the delay by one at least. */
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private readonly slotsLeft: Float32Array[];
  private readonly slotsRight: Float32Array[];
  /** Where the next frame is written. */
  private at = 0;

  constructor(frames: number) {
    const slots = frames === 0 ? 0 : Math.ceil(frames / SLOT_FRAMES) + 1;
    const cut = (ring: Float32Array): Float32Array[] =>
      Array.from({ length: slots }, (_, n) => ring.subarray(n * SLOT_FRAMES, (n + 1) * SLOT_FRAMES));
    this.frames = frames;
    this.left = new Float32Array(slots * SLOT_FRAMES);
    this.right = new Float32Array(slots * SLOT_FRAMES);
    this.slotsLeft = cut(this.left);
    this.slotsRight = cut(this.right);
  }

  /** From one pair of buffers to another; they may be the same. */
  process(from: Stereo, to: Stereo, frames: number): void {
    const { left, right } = this;
    const fromLeft = from.left;
    const fromRight = from.right;
    const toLeft = to.left;
    const toRight = to.right;
    if (this.frames === 0) {
      if (fromLeft === toLeft && fromRight === toRight) return;
      for (let i = 0; i < frames; i++) {
        toLeft[i] = fromLeft[i]!;
        toRight[i] = fromRight[i]!;
      }
      return;
    }
    const { length } = left;
    let write = this.at;
    let read = write < this.frames ? write - this.frames + length : write - this.frames;
    for (let i = 0; i < frames;) {
      // Up to the ring's end, without looking for it at every frame.
      const end = Math.min(frames, i + length - Math.max(write, read));
      for (; i < end; i++, write++, read++) {
        left[write] = fromLeft[i]!;
        right[write] = fromRight[i]!;
        toLeft[i] = left[read]!;
        toRight[i] = right[read]!;
      }
      if (write === length) write = 0;
      if (read === length) read = 0;
    }
    this.at = write;
  }

  /** Takes sound in without giving any out: for a path that may be wanted later. */
  keep(from: Stereo, frames: number): void {
    if (this.frames === 0) return;
    const { left, right } = this;
    const { length } = left;
    const fromLeft = from.left;
    const fromRight = from.right;
    let { at } = this;
    if (frames === SLOT_FRAMES && fromLeft.length === SLOT_FRAMES && at % SLOT_FRAMES === 0) {
      this.slotsLeft[at / SLOT_FRAMES]!.set(fromLeft);
      this.slotsRight[at / SLOT_FRAMES]!.set(fromRight);
      at += SLOT_FRAMES;
      this.at = at === length ? 0 : at;
      return;
    }
    for (let i = 0; i < frames; i++) {
      left[at] = fromLeft[i]!;
      right[at] = fromRight[i]!;
      if (++at === length) at = 0;
    }
    this.at = at;
  }

  reset(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.at = 0;
  }
}
