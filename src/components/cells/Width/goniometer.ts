/** The figure that left and right draw together: the middle upwards, the side across. Pure, no allocation once made. */

/** Pairs of samples that are shown: 85 ms. */
export const PAIRS = 4096;
/** How fast the picture's own scale comes back after a loud moment, per pair: halves in half a second. */
const RELEASE = 0.5 ** (1 / 24_000);
/** Below this (−60 dBFS) it is not blown up any further. */
const FLOOR = 1e-3;
const HALF = Math.SQRT1_2;

export class Goniometer {
  /** Rings of the side (right is positive) and the middle, as they are shown: 1 is the edge. */
  readonly side = new Float32Array(PAIRS);
  readonly mid = new Float32Array(PAIRS);
  /** Where the next pair goes; the oldest stands there. */
  at = 0;
  private peak = FLOOR;

  /** Largest distance from the middle lately: what the picture's edge stands for. */
  get scale(): number {
    return this.peak;
  }

  /** Interleaved stereo. */
  push(samples: Float32Array): void {
    for (let i = 0; i + 1 < samples.length; i += 2) {
      const left = samples[i]!;
      const right = samples[i + 1]!;
      const mid = HALF * (left + right);
      const side = HALF * (right - left);
      const size = Math.hypot(mid, side);
      this.peak = Math.max(FLOOR, size, this.peak * RELEASE);
      this.mid[this.at] = mid;
      this.side[this.at] = side;
      this.at = (this.at + 1) % PAIRS;
    }
  }

  reset(): void {
    this.side.fill(0);
    this.mid.fill(0);
    this.peak = FLOOR;
  }
}
