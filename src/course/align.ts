/** Lays a delayed copy of a sound back onto the original, to the sample. Pure. */

/** Frames over which both are compared. */
const WINDOW = 24_000;

/**
 * By how many frames `copy` is late against `original`, 0 to `most`: where their correlation is largest, over the
 * loudest part of the original. Both begin at the same place otherwise.
 */
export function delayFrames(original: Float32Array, copy: Float32Array, most: number): number {
  const window = Math.min(WINDOW, original.length);
  // A quiet beginning says little.
  let from = 0;
  let loudest = -1;
  for (let at = 0; at + window <= original.length; at += window) {
    let energy = 0;
    for (let i = at; i < at + window; i++) energy += original[i]! * original[i]!;
    if (energy > loudest) {
      loudest = energy;
      from = at;
    }
  }
  let best = 0;
  let highest = -Infinity;
  for (let lag = 0; lag <= most && from + lag < copy.length; lag++) {
    let sum = 0;
    const end = Math.min(from + window, copy.length - lag, original.length);
    for (let i = from; i < end; i++) sum += original[i]! * copy[i + lag]!;
    if (sum > highest) {
      highest = sum;
      best = lag;
    }
  }
  return best;
}

/** A copy moved back by that much and made as long as the original; what is missing is silence. */
export function moveBack(copy: Float32Array, frames: number, length: number): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(length);
  moved.set(copy.subarray(frames, frames + length));
  return moved;
}
