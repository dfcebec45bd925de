/**
 * Fast Fourier transform of real signals, for pictures and measures (no processor of sound needs it).
 * A complex radix-2 transform of half the size on even and odd samples packed as one complex number, then one
 * pass that takes the two apart (Press et al., Numerical Recipes, "FFT of Single Real Function").
 */
export class RealFft {
  /** Number of real samples, a power of two of at least 4. */
  readonly size: number;
  /** Number of bins, `size / 2 + 1`: 0 Hz up to and including half the sample rate. */
  readonly bins: number;
  private readonly half: number;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly reversed: Uint32Array;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;

  /** @throws RangeError when `size` is no power of two or below 4. */
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 4 || (size & (size - 1)) !== 0) {
      throw new RangeError(`FFT size ${size} is not a power of two of at least 4`);
    }
    const half = size / 2;
    this.size = size;
    this.bins = half + 1;
    this.half = half;
    this.cosine = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sine = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.workRe = new Float64Array(half);
    this.workIm = new Float64Array(half);
    this.reversed = new Uint32Array(half);
    for (let i = 1; i < half; i++) this.reversed[i] = (this.reversed[i >> 1]! >> 1) | (i & 1 ? half >> 1 : 0);
  }

  /** X[k] = Σ x[n] e^(−2πi·kn/size), unscaled, into the first `bins` places of `re` and `im`. */
  forward(x: ArrayLike<number>, re: Float64Array, im: Float64Array): void {
    const { half, cosine, sine, reversed, workRe, workIm } = this;
    for (let i = 0; i < half; i++) {
      const from = 2 * reversed[i]!;
      workRe[i] = x[from]!;
      workIm[i] = x[from + 1]!;
    }
    this.butterflies();
    re[0] = workRe[0]! + workIm[0]!;
    im[0] = 0;
    re[half] = workRe[0]! - workIm[0]!;
    im[half] = 0;
    for (let k = 1; k <= half / 2; k++) {
      const m = half - k;
      const evenRe = 0.5 * (workRe[k]! + workRe[m]!);
      const evenIm = 0.5 * (workIm[k]! - workIm[m]!);
      const oddRe = 0.5 * (workIm[k]! + workIm[m]!);
      const oddIm = -0.5 * (workRe[k]! - workRe[m]!);
      const c = cosine[k]!;
      const s = sine[k]!;
      const turnedRe = oddRe * c + oddIm * s;
      const turnedIm = oddIm * c - oddRe * s;
      re[k] = evenRe + turnedRe;
      im[k] = evenIm + turnedIm;
      re[m] = evenRe - turnedRe;
      im[m] = turnedIm - evenIm;
    }
  }

  /** The inverse of `forward`, scaled so that a round trip is the identity. Imaginary parts at 0 and at half the rate are ignored. */
  inverse(re: Float64Array, im: Float64Array, x: Float64Array | Float32Array): void {
    const { half, cosine, sine, reversed, workRe, workIm } = this;
    // Z[k] = E[k] + i·O[k]; conjugated in and out, so that the forward butterflies serve the inverse too.
    for (let i = 0; i < half; i++) {
      const k = reversed[i]!;
      const m = half - k;
      const imK = k === 0 ? 0 : im[k]!;
      const imM = k === 0 ? 0 : im[m]!;
      const evenRe = 0.5 * (re[k]! + re[m]!);
      const evenIm = 0.5 * (imK - imM);
      const diffRe = 0.5 * (re[k]! - re[m]!);
      const diffIm = 0.5 * (imK + imM);
      const c = cosine[k]!;
      const s = sine[k]!;
      const oddRe = diffRe * c - diffIm * s;
      const oddIm = diffIm * c + diffRe * s;
      workRe[i] = evenRe - oddIm;
      workIm[i] = -(evenIm + oddRe);
    }
    this.butterflies();
    const scale = 1 / half;
    for (let i = 0; i < half; i++) {
      x[2 * i] = workRe[i]! * scale;
      x[2 * i + 1] = -workIm[i]! * scale;
    }
  }

  /** Complex transform of `half` points in place, input in bit-reversed order. */
  private butterflies(): void {
    const { half, size, cosine, sine, workRe, workIm } = this;
    for (let span = 1; span < half; span *= 2) {
      const step = size / (2 * span);
      for (let j = 0; j < span; j++) {
        const c = cosine[j * step]!;
        const s = sine[j * step]!;
        for (let a = j; a < half; a += 2 * span) {
          const b = a + span;
          const re = workRe[b]! * c + workIm[b]! * s;
          const im = workIm[b]! * c - workRe[b]! * s;
          workRe[b] = workRe[a]! - re;
          workIm[b] = workIm[a]! - im;
          workRe[a] = workRe[a]! + re;
          workIm[a] = workIm[a]! + im;
        }
      }
    }
  }
}
