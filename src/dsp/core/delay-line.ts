import type { Carver } from './carver.ts';

/** Two rings of samples that share one place; their length is a power of two, so that indices wrap by a mask. */
export class StereoRing {
  left: Float32Array;
  right: Float32Array;
  readonly mask: number;
  /** Where the next frame is written. Whoever writes advances it. */
  at = 0;

  /** Holds at least `frames` frames. */
  constructor(frames: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, frames)));
    this.left = new Float32Array(size);
    this.right = new Float32Array(size);
    this.mask = size - 1;
  }

  /** Takes a place in memory; what it held is forgotten. */
  settle(memory: Carver): void {
    this.left = memory.floats(this.mask + 1);
    this.right = memory.floats(this.mask + 1);
  }

  clear(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.at = 0;
  }
}

/** The last frames of a stereo sound, in order: a delay whose past lies in one piece. */
export class StereoPast {
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** Frames kept. The next piece is written from here on, and `forget` moves it into the past. */
  readonly length: number;

  /** Keeps `length` frames and takes pieces of at most `most`. */
  constructor(length: number, most: number) {
    this.length = length;
    this.left = new Float32Array(length + most);
    this.right = new Float32Array(length + most);
  }

  clear(): void {
    this.left.fill(0);
    this.right.fill(0);
  }

  /** The oldest `frames` go, the newest are past. */
  forget(frames: number): void {
    this.left.copyWithin(0, frames, frames + this.length);
    this.right.copyWithin(0, frames, frames + this.length);
  }
}
