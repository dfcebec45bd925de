/**
 * Minimum-phase spectra by folding the real cepstrum (Oppenheim & Schafer, *Discrete-Time Signal Processing*,
 * ch. 13), and with each the spectrum of one real signal: the folded cepstrum and the signal are both real, so one
 * complex transform serves the two.
 */
import { fft } from '../signal/fft.ts';

export class MinimumPhase {
  private readonly a: Float64Array;
  private readonly b: Float64Array;

  /** @param size of the transform, a power of two */
  constructor(size: number) {
    this.a = new Float64Array(size);
    this.b = new Float64Array(size);
  }

  /**
   * @param logAmp natural-log amplitude at bins 0…size/2
   * @param re, im receive the minimum-phase spectrum at those bins
   * @param signal a real signal of `size` samples; its bins 0…size/2 are replaced by the real part of its spectrum
   * @param signalIm receives the imaginary part at those bins
   */
  run(
    logAmp: Float64Array,
    re: Float64Array,
    im: Float64Array,
    signal: Float64Array,
    signalIm: Float64Array,
  ): void {
    const { a, b } = this;
    const n = a.length;
    const half = n / 2;
    a[0] = logAmp[0]!;
    a[half] = logAmp[half]!;
    for (let i = 1; i < half; i++) a[i] = a[n - i] = logAmp[i]!;
    b.fill(0);
    fft(a, b, true);
    for (let q = 1; q < half; q++) a[q]! *= 2;
    a.fill(0, half + 1);
    b.set(signal);
    fft(a, b);
    for (let i = 0; i <= half; i++) {
      const j = i === 0 ? 0 : n - i;
      const magnitude = Math.exp((a[i]! + a[j]!) / 2);
      const phase = (b[i]! - b[j]!) / 2;
      signal[i] = (b[i]! + b[j]!) / 2;
      signalIm[i] = (a[j]! - a[i]!) / 2;
      re[i] = magnitude * Math.cos(phase);
      im[i] = magnitude * Math.sin(phase);
    }
  }
}
