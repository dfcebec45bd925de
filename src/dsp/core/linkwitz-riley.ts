/**
 * Crossovers of 24 dB per octave whose halves add up to an allpass (Linkwitz and Riley, JAES 24 (1), 1976).
 * By the bilinear transform, which keeps that identity exactly.
 */
import { SECTION } from './filter-design.ts';

/**
 * Writes a crossover's sections into `out`: two each for the low- and the high-pass, one for the allpass that
 * both add up to, from the given sections on; −1 leaves a part out.
 */
export function designCrossover(
  freqHz: number,
  sampleRate: number,
  out: Float64Array,
  low: number,
  high: number,
  allPass: number,
): void {
  const k = Math.tan(Math.PI * Math.min(0.45, freqHz / sampleRate));
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  const a1 = 2 * (k * k - 1) * norm;
  const a2 = (1 - Math.SQRT2 * k + k * k) * norm;
  for (let n = 0; n < 2; n++) {
    if (low >= 0) put(out, low + n, k * k * norm, 2 * k * k * norm, k * k * norm, a1, a2);
    if (high >= 0) put(out, high + n, norm, -2 * norm, norm, a1, a2);
  }
  if (allPass >= 0) put(out, allPass, a2, a1, 1, a1, a2);
}

function put(
  c: Float64Array,
  section: number,
  b0: number,
  b1: number,
  b2: number,
  a1: number,
  a2: number,
): void {
  const at = section * SECTION;
  c[at] = b0;
  c[at + 1] = b1;
  c[at + 2] = b2;
  c[at + 3] = a1;
  c[at + 4] = a2;
}
