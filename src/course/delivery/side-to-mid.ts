/** How wide the low end is: what differs between left and right, against what both have in common. */
import { Sections } from '../../dsp/core/biquad.ts';
import { designCrossover } from '../../dsp/core/linkwitz-riley.ts';

const PIECE = 4096;

/** Power of the sides under `belowHz` over the middle's, in dB; −Infinity when the bass is mono, NaN without bass. */
export function sideToMidDb(
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
  belowHz: number,
): number {
  const lowPass = new Sections(2);
  designCrossover(belowHz, sampleRate, lowPass.coefs, 0, -1, -1);
  const middle = new Float64Array(PIECE);
  const sides = new Float64Array(PIECE);
  let m = 0;
  let s = 0;
  for (let from = 0; from < left.length; from += PIECE) {
    const frames = Math.min(PIECE, left.length - from);
    for (let i = 0; i < frames; i++) {
      middle[i] = (left[from + i]! + right[from + i]!) / 2;
      sides[i] = (left[from + i]! - right[from + i]!) / 2;
    }
    for (let section = 0; section < 2; section++) lowPass.run(section, middle, sides, frames);
    for (let i = 0; i < frames; i++) {
      m += middle[i]! ** 2;
      s += sides[i]! ** 2;
    }
  }
  return m === 0 ? NaN : 10 * Math.log10(s / m);
}
