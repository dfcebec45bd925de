/** Two rings of samples that share one place; their length is a power of two, so that indices wrap by a mask. */
export class StereoRing {
  readonly left: Float32Array;
  readonly right: Float32Array;
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

  clear(): void {
    this.left.fill(0);
    this.right.fill(0);
    this.at = 0;
  }
}
