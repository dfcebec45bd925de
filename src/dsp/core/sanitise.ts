/**
 * One NaN in a recursive filter stays there for ever, so no processor lets one in. The check is made on
 * every sample and depends on nothing but that sample: the result is the same for any block size.
 */

/** +120 dBFS: nothing meant is louder, and a chain of processors can raise it a long way without overflow. */
const LOUDEST = 1e6;

/** Replaces NaN and infinities by silence and holds everything else within ±120 dBFS, in place. */
export function sanitise(samples: Float32Array, frames: number): void {
  for (let i = 0; i < frames; i++) {
    const x = samples[i];
    if (!(x <= LOUDEST && x >= -LOUDEST)) {
      samples[i] = Number.isFinite(x) ? Math.sign(x) * LOUDEST : 0;
    }
  }
}

/** States below this (−360 dB) are zeroed on the grid: JavaScript cannot flush denormals, which are slow. */
export const TINY = 1e-18;

/** Gain changes smaller than this are zeroed on the grid: a release by itself never ends. */
export const LEAST_CHANGE_DB = 1e-9;
