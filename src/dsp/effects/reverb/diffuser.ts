/** Series of allpasses (Schroeder 1962) that smear a click into a cloud without colouring it. */
import { GRID } from '../../core/grid.ts';
import { TINY } from '../../core/sanitise.ts';

export class Diffuser {
  private readonly lines: Float64Array[];
  private readonly lengths: number[];
  private readonly at: Int32Array;

  /** Every length at least `GRID` frames, so that a piece never meets its own echo. */
  constructor(lengths: number[]) {
    this.lengths = lengths.map((n) => Math.max(GRID, n));
    this.lines = this.lengths.map((n) => new Float64Array(n));
    this.at = new Int32Array(lengths.length);
  }

  clear(): void {
    for (const line of this.lines) line.fill(0);
    this.at.fill(0);
  }

  /** In place, with a feedback of `gain + (phase + i)·step`. */
  run(x: Float64Array, frames: number, phase: number, gain: number, step: number): void {
    for (let n = 0; n < this.lines.length; n++) {
      const line = this.lines[n];
      const length = this.lengths[n];
      let at = this.at[n];
      for (let i = 0; i < frames; i++) {
        const g = gain + (phase + i) * step;
        const old = line[at];
        let v = x[i] - g * old;
        if (v < TINY && v > -TINY) v = 0;
        line[at] = v;
        x[i] = old + g * v;
        if (++at === length) at = 0;
      }
      this.at[n] = at;
    }
  }
}
