/**
 * The last seconds of a signal going in and coming out, and of the gain taken away, in columns for a scrolling
 * picture. Pure; works without allocation once made.
 */

/** Frames a column covers: 8 ms at 48 kHz. */
const COLUMN_FRAMES = 384;
const SAMPLE_RATE = 48_000;
export const COLUMN_S = COLUMN_FRAMES / SAMPLE_RATE;

export class DynamicsHistory {
  readonly columns: number;
  /** Largest magnitude of a column, linear. Rings: see `indexOf`. */
  readonly inPeak: Float32Array;
  readonly outPeak: Float32Array;
  /** Gain change in dB, 0 or below. */
  readonly reductionDb: Float32Array;
  /** Columns written since the start. */
  written = 0;
  private filled = 0;
  private inMax = 0;
  private outMax = 0;

  constructor(seconds: number) {
    this.columns = Math.round(seconds / COLUMN_S);
    this.inPeak = new Float32Array(this.columns);
    this.outPeak = new Float32Array(this.columns);
    this.reductionDb = new Float32Array(this.columns);
  }

  /** Interleaved stereo of the same moment on both sides, and the reduction during it. */
  push(input: Float32Array, output: Float32Array, reductionDb: number): void {
    const frames = Math.min(input.length, output.length) >> 1;
    for (let i = 0; i < frames; i++) {
      this.inMax = Math.max(this.inMax, Math.abs(input[2 * i]!), Math.abs(input[2 * i + 1]!));
      this.outMax = Math.max(this.outMax, Math.abs(output[2 * i]!), Math.abs(output[2 * i + 1]!));
      if (++this.filled === COLUMN_FRAMES) {
        const at = this.written % this.columns;
        this.inPeak[at] = this.inMax;
        this.outPeak[at] = this.outMax;
        this.reductionDb[at] = Math.min(0, reductionDb);
        this.written++;
        this.filled = 0;
        this.inMax = 0;
        this.outMax = 0;
      }
    }
  }

  /** Place in the rings of the n-th column since the start; −1 when it is not there yet or no more. */
  indexOf(column: number): number {
    return column < 0 || column >= this.written || column < this.written - this.columns
      ? -1
      : column % this.columns;
  }

  /** Largest magnitude in the window of `inPeak` or `outPeak`. */
  largest(peaks: Float32Array): number {
    let most = 0;
    for (let i = 0; i < this.columns; i++) most = Math.max(most, peaks[i]!);
    return most;
  }

  /** Largest reduction in the window, as a positive number of dB. */
  largestReductionDb(): number {
    let least = 0;
    for (let i = 0; i < this.columns; i++) least = Math.min(least, this.reductionDb[i]!);
    return Math.abs(least);
  }

  reset(): void {
    this.inPeak.fill(0);
    this.outPeak.fill(0);
    this.reductionDb.fill(0);
    this.written = 0;
    this.filled = 0;
    this.inMax = 0;
    this.outMax = 0;
  }
}
