/** Small arithmetic of control curves: clamping, smoothing, tables. Curves run at 1 ms steps. */

/** Control curves have this many values a second. */
export const CONTROL_HZ = 1000;

/** Natural logarithm of amplitude per decibel. */
export const LN_PER_DB = Math.LN10 / 20;

export function clamp(x: number, lo: number, hi: number): number {
  return Math.min(hi, Math.max(lo, x));
}

/** Zero-phase one-pole smoothing, forward and back; `k` in 0…1 a step. */
export function smooth(curve: Float32Array, k: number): void {
  let z = curve[0];
  for (let i = 0; i < curve.length; i++) curve[i] = z += (curve[i] - z) * k;
  for (let i = curve.length - 1; i >= 0; i--) curve[i] = z += (curve[i] - z) * k;
}

/** Linear interpolation in a table of [x, y] pairs with rising x; constant outside. */
export function interpolate(table: readonly (readonly [number, number])[], x: number): number {
  if (x <= table[0][0]) return table[0][1];
  for (let i = 1; i < table.length; i++) {
    const [x1, y1] = table[i];
    if (x <= x1) {
      const [x0, y0] = table[i - 1];
      return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    }
  }
  return table[table.length - 1][1];
}
