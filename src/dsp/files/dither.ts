/**
 * From real numbers to integers. Rounding alone makes an error that follows the sound; triangular (TPDF) dither of
 * ±1 LSB makes its mean and its power independent of it, at 0.5 LSB rms in all (Lipshitz, Wannamaker,
 * Vanderkooy, "Quantization and Dither: A Theoretical Survey", JAES 40, 1992).
 */

/** `shaped`: TPDF with the error moved to where the ear is less keen. */
export type Dither = 'none' | 'tpdf' | 'shaped';

/**
 * Error feedback of five taps, minimally audible at 44.1 and 48 kHz (Lipshitz, Vanderkooy, Wannamaker, "Minimally
 * Audible Noise Shaping", JAES 39, 1991, table 1): noise falls by about 20 dB at 3 to 4 kHz and rises above 10 kHz.
 */
const SHAPING = [2.033, -2.165, 1.959, -1.59, 0.6149] as const;

/** Turns one channel's samples into integers, in order. The same input gives the same output every time. */
export class Quantiser {
  private readonly scale: number;
  private readonly dither: Dither;
  private seed: number;
  private e1 = 0;
  private e2 = 0;
  private e3 = 0;
  private e4 = 0;
  private e5 = 0;

  /**
   * @param bits of the integers
   * @param dither how errors are made harmless
   * @param channel channels have different noise, or it would stand in the middle
   */
  constructor(bits: number, dither: Dither, channel = 0) {
    this.scale = 2 ** (bits - 1);
    this.dither = dither;
    this.seed = (0x9e3779b9 ^ Math.imul(channel + 1, 0x85ebca6b)) >>> 0;
    for (let i = 0; i < 16; i++) this.uniform();
  }

  /** The integer for a sample, ±1 being full scale; clips there. What is no number becomes 0. */
  quantise(x: number): number {
    const { scale } = this;
    let wanted = Number.isFinite(x) ? x * scale : 0;
    if (this.dither === 'none') return clip(Math.round(wanted), scale);
    if (this.dither === 'shaped') {
      wanted -=
        SHAPING[0] * this.e1 +
        SHAPING[1] * this.e2 +
        SHAPING[2] * this.e3 +
        SHAPING[3] * this.e4 +
        SHAPING[4] * this.e5;
    }
    const rounded = Math.round(wanted + this.uniform() - this.uniform());
    const out = clip(rounded, scale);
    if (this.dither === 'shaped') {
      this.e5 = this.e4;
      this.e4 = this.e3;
      this.e3 = this.e2;
      this.e2 = this.e1;
      // What clipping cuts off is not carried on, or the loop would run away.
      this.e1 = out === rounded ? rounded - wanted : 0;
    }
    return out;
  }

  /** 0 ≤ u < 1 (xorshift, period 2³² − 1). */
  private uniform(): number {
    let s = this.seed;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.seed = s >>> 0;
    return this.seed / 2 ** 32;
  }
}

const clip = (v: number, scale: number): number => (v > scale - 1 ? scale - 1 : v < -scale ? -scale : v);
