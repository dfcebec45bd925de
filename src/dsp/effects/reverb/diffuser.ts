/** Series of allpasses (Schroeder 1962) that smear a click into a cloud without colouring it. */
import type { Carver } from '../../core/carver.ts';
import { GRID } from '../../core/grid.ts';
import { TINY } from '../../core/sanitise.ts';

export class Diffuser {
  lines: Float64Array[] = [];
  /** Length of each line, and where the next frame goes. */
  lengths: Int32Array = new Int32Array(0);
  at: Int32Array = new Int32Array(0);
  private readonly wanted: number[];

  /** Every length at least `GRID` frames, so that a piece never meets its own echo. */
  constructor(lengths: number[]) {
    this.wanted = lengths.map((n) => Math.max(GRID, n));
  }

  /** Takes its place in memory. */
  settle(memory: Carver): void {
    this.lines = this.wanted.map((n) => memory.doubles(n));
    this.at = memory.integers(this.wanted.length);
    this.lengths = memory.integers(this.wanted.length);
    this.lengths.set(this.wanted);
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
