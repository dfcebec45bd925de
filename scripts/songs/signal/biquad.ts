/** Second-order filters after Robert Bristow-Johnson's Audio EQ Cookbook, in double precision. */
export type BiquadShape = 'lowPass' | 'highPass' | 'bandPass' | 'bell' | 'lowShelf' | 'highShelf';

export class Biquad {
  private b0 = 1;
  private b1 = 0;
  private b2 = 0;
  private a1 = 0;
  private a2 = 0;
  private z1 = 0;
  private z2 = 0;

  constructor(shape: BiquadShape, freqHz: number, q: number, gainDb: number, sampleRate: number) {
    this.tune(shape, freqHz, q, gainDb, sampleRate);
  }

  /** New coefficients; the filter's memory goes on, so that it may be moved while it runs. */
  tune(shape: BiquadShape, freqHz: number, q: number, gainDb: number, sampleRate: number): void {
    const w = (2 * Math.PI * Math.min(freqHz, 0.49 * sampleRate)) / sampleRate;
    const cos = Math.cos(w);
    const alpha = Math.sin(w) / (2 * q);
    const a = 10 ** (gainDb / 40);
    let b0: number, b1: number, b2: number, a0: number, a1: number, a2: number;
    a1 = -2 * cos;
    switch (shape) {
      case 'lowPass':
        [b0, b1, b2, a0, a2] = [(1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, 1 - alpha];
        break;
      case 'highPass':
        [b0, b1, b2, a0, a2] = [(1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, 1 - alpha];
        break;
      case 'bandPass':
        [b0, b1, b2, a0, a2] = [alpha, 0, -alpha, 1 + alpha, 1 - alpha];
        break;
      case 'bell':
        [b0, b1, b2, a0, a2] = [1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, 1 - alpha / a];
        break;
      default: {
        const s = shape === 'lowShelf' ? 1 : -1;
        const root = 2 * Math.sqrt(a) * alpha;
        b0 = a * (a + 1 - s * (a - 1) * cos + root);
        b1 = s * 2 * a * (a - 1 - s * (a + 1) * cos);
        b2 = a * (a + 1 - s * (a - 1) * cos - root);
        a0 = a + 1 + s * (a - 1) * cos + root;
        a1 = -s * 2 * (a - 1 + s * (a + 1) * cos);
        a2 = a + 1 + s * (a - 1) * cos - root;
      }
    }
    this.b0 = b0 / a0;
    this.b1 = b1 / a0;
    this.b2 = b2 / a0;
    this.a1 = a1 / a0;
    this.a2 = a2 / a0;
  }

  step(x: number): number {
    const y = this.b0 * x + this.z1;
    this.z1 = this.b1 * x - this.a1 * y + this.z2;
    this.z2 = this.b2 * x - this.a2 * y;
    return y;
  }
}

/** Filters a whole signal in place and returns it. */
export function filter(
  x: Float32Array,
  sampleRate: number,
  shape: BiquadShape,
  freqHz: number,
  q = Math.SQRT1_2,
  gainDb = 0,
): Float32Array {
  const biquad = new Biquad(shape, freqHz, q, gainDb, sampleRate);
  for (let i = 0; i < x.length; i++) x[i] = biquad.step(x[i]!);
  return x;
}
