/**
 * Runs a non-linear process at four times the rate: linear-phase polyphase interpolation and decimation
 * (windowed sinc, Kaiser, about 90 dB), so that the overtones of distortion do not fold back.
 */
const FACTOR = 4;
const TAPS_PER_PHASE = 32;

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 30; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const KERNEL = (() => {
  const length = FACTOR * TAPS_PER_PHASE;
  const h = new Float64Array(length + 1);
  const beta = 9;
  let sum = 0;
  for (let i = 0; i <= length; i++) {
    const t = i - length / 2;
    const x = (t * 0.92) / FACTOR;
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    h[i] = sinc * (bessel0(beta * Math.sqrt(1 - ((2 * t) / length) ** 2)) / bessel0(beta));
    sum += h[i]!;
  }
  for (let i = 0; i <= length; i++) h[i]! /= sum;
  return h;
})();

/**
 * `x` through `process`, which gets and changes blocks at four times the rate, in order; the delay of both
 * filters is taken off.
 */
export function oversampled(x: Float32Array, process: (block: Float64Array) => void): Float32Array {
  const half = (FACTOR * TAPS_PER_PHASE) / 2;
  const blockFrames = 4096;
  const out = new Float32Array(x.length);
  // The up-sampled signal, of which the decimator needs `half` values either side of what it makes.
  const keep = 2 * half;
  const high = new Float64Array(keep + blockFrames * FACTOR);
  for (let from = 0; from < x.length + half / FACTOR; from += blockFrames) {
    high.copyWithin(0, blockFrames * FACTOR, blockFrames * FACTOR + keep);
    const fresh = high.subarray(keep);
    for (let i = 0; i < blockFrames; i++) {
      for (let phase = 0; phase < FACTOR; phase++) {
        let sum = 0;
        // Value at high-rate time (from + i)·4 + phase: taps reach half a kernel either side.
        const centre = from + i;
        for (let k = -TAPS_PER_PHASE / 2; k <= TAPS_PER_PHASE / 2; k++) {
          const at = centre + k;
          const tap = half + phase - k * FACTOR;
          if (at >= 0 && at < x.length && tap >= 0 && tap < KERNEL.length) sum += x[at]! * KERNEL[tap]!;
        }
        fresh[i * FACTOR + phase] = sum * FACTOR;
      }
    }
    process(fresh);
    // `high[keep]` is high-rate time from·4; a whole kernel around time t lies in the buffer for t ≥ from·4 − half.
    for (let i = 0; i < blockFrames; i++) {
      const at = from + i - half / FACTOR;
      if (at < 0 || at >= x.length) continue;
      const centre = keep + i * FACTOR - half;
      let sum = 0;
      for (let k = -half; k <= half; k++) sum += high[centre + k]! * KERNEL[half + k]!;
      out[at] = sum;
    }
  }
  return out;
}
