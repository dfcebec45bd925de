/**
 * Cascades of second-order sections: transposed direct form II, two channels at once, in double precision,
 * with the states in locals for the length of a piece. Sections run in pairs: the second section of one
 * frame overlaps the first of the next, which hides the latency of the recursion.
 */
import type { Kernels } from '../kernels/kernels.ts';
import { COEFS, STATES } from '../kernels/memory.ts';
import { SECTION } from './filter-design.ts';
import { GRID } from './grid.ts';
import { TINY } from './sanitise.ts';

/** Numbers a stereo section keeps: the first of left and right, then the second. */
const STATE = 4;

/** Coefficients and states in the kernels' memory, in the order in which the sections run. */
interface Lent {
  coefs: Float64Array;
  states: Float64Array;
}

/** Sections of one filter, with room for both channels' states. */
export class Sections {
  readonly coefs: Float64Array;
  readonly states: Float64Array;
  /** Per-frame change of each coefficient while it glides. */
  readonly steps: Float64Array;

  /** The same in the kernels' memory. */
  private readonly lent: Lent | null;

  /** `memory`: where a kernel is to run them. */
  constructor(count: number, memory: Kernels | null = null) {
    this.lent = memory && {
      coefs: memory.doubles(COEFS, count * SECTION),
      states: memory.doubles(STATES, count * STATE),
    };
    this.coefs = new Float64Array(count * SECTION);
    this.states = new Float64Array(count * STATE);
    this.steps = new Float64Array(count * SECTION);
    for (let i = 0; i < count; i++) this.coefs[i * SECTION] = 1;
  }

  clear(): void {
    this.states.fill(0);
  }

  clearSection(index: number): void {
    this.states.fill(0, index * STATE, (index + 1) * STATE);
  }

  /** Whether a section still rings above `floor`. */
  rings(index: number, floor: number): boolean {
    const s = index * STATE;
    const z = this.states;
    return (
      Math.abs(z[s]) > floor ||
      Math.abs(z[s + 1]) > floor ||
      Math.abs(z[s + 2]) > floor ||
      Math.abs(z[s + 3]) > floor
    );
  }

  /** Zeroes a section's states that are too small to hear and slow to compute. */
  flush(index: number): void {
    const z = this.states;
    for (let i = index * STATE; i < (index + 1) * STATE; i++) if (z[i] < TINY && z[i] > -TINY) z[i] = 0;
  }

  /** Lends to the kernels: they are to run `sections[0]` to `sections[count − 1]`, none of which moves. */
  lend(sections: Int32Array, count: number): void {
    const { coefs, states } = this.lent!;
    for (let n = 0; n < count; n++) {
      const c = sections[n] * SECTION;
      const s = sections[n] * STATE;
      const to = n * SECTION;
      for (let i = 0; i < SECTION; i++) coefs[to + i] = this.coefs[c + i];
      for (let i = 0; i < STATE; i++) states[n * STATE + i] = this.states[s + i];
    }
  }

  /** Takes the states back. */
  regain(sections: Int32Array, count: number): void {
    const { states } = this.lent!;
    for (let n = 0; n < count; n++) {
      const s = sections[n] * STATE;
      for (let i = 0; i < STATE; i++) this.states[s + i] = states[n * STATE + i];
    }
  }

  /** One section over the first `frames` of both channels, in place. */
  run(index: number, left: Float64Array, right: Float64Array, frames: number): void {
    const c = index * SECTION;
    const s = index * STATE;
    const z = this.states;
    const b0 = this.coefs[c];
    const b1 = this.coefs[c + 1];
    const b2 = this.coefs[c + 2];
    const a1 = this.coefs[c + 3];
    const a2 = this.coefs[c + 4];
    let l1 = z[s];
    let l2 = z[s + 2];
    let r1 = z[s + 1];
    let r2 = z[s + 3];
    for (let i = 0; i < frames; i++) {
      const xl = left[i];
      const yl = b0 * xl + l1;
      l1 = b1 * xl + l2 - a1 * yl;
      l2 = b2 * xl - a2 * yl;
      left[i] = yl;
      const xr = right[i];
      const yr = b0 * xr + r1;
      r1 = b1 * xr + r2 - a1 * yr;
      r2 = b2 * xr - a2 * yr;
      right[i] = yr;
    }
    z[s] = l1;
    z[s + 1] = r1;
    z[s + 2] = l2;
    z[s + 3] = r2;
  }

  /** Two sections, one after the other, in one loop. The result is that of two calls of `run`, to the bit. */
  runPair(first: number, second: number, left: Float64Array, right: Float64Array, frames: number): void {
    const c = first * SECTION;
    const d = second * SECTION;
    const s = first * STATE;
    const t = second * STATE;
    const z = this.states;
    const k = this.coefs;
    const b0 = k[c];
    const b1 = k[c + 1];
    const b2 = k[c + 2];
    const a1 = k[c + 3];
    const a2 = k[c + 4];
    const d0 = k[d];
    const d1 = k[d + 1];
    const d2 = k[d + 2];
    const e1 = k[d + 3];
    const e2 = k[d + 4];
    let l1 = z[s];
    let l2 = z[s + 2];
    let r1 = z[s + 1];
    let r2 = z[s + 3];
    let m1 = z[t];
    let m2 = z[t + 2];
    let q1 = z[t + 1];
    let q2 = z[t + 3];
    for (let i = 0; i < frames; i++) {
      const xl = left[i];
      const yl = b0 * xl + l1;
      l1 = b1 * xl + l2 - a1 * yl;
      l2 = b2 * xl - a2 * yl;
      const vl = d0 * yl + m1;
      m1 = d1 * yl + m2 - e1 * vl;
      m2 = d2 * yl - e2 * vl;
      left[i] = vl;
      const xr = right[i];
      const yr = b0 * xr + r1;
      r1 = b1 * xr + r2 - a1 * yr;
      r2 = b2 * xr - a2 * yr;
      const vr = d0 * yr + q1;
      q1 = d1 * yr + q2 - e1 * vr;
      q2 = d2 * yr - e2 * vr;
      right[i] = vr;
    }
    z[s] = l1;
    z[s + 1] = r1;
    z[s + 2] = l2;
    z[s + 3] = r2;
    z[t] = m1;
    z[t + 1] = q1;
    z[t + 2] = m2;
    z[t + 3] = q2;
  }

  /**
   * One section whose coefficients move by `steps` with every frame. The stable sections are a convex set
   * (the triangle of a1 and a2), so all that lies between two of them is stable too.
   */
  runMoving(index: number, left: Float64Array, right: Float64Array, frames: number): void {
    const c = index * SECTION;
    const s = index * STATE;
    const z = this.states;
    const k = this.coefs;
    const g = this.steps;
    let b0 = k[c];
    let b1 = k[c + 1];
    let b2 = k[c + 2];
    let a1 = k[c + 3];
    let a2 = k[c + 4];
    const p0 = g[c];
    const p1 = g[c + 1];
    const p2 = g[c + 2];
    const q1 = g[c + 3];
    const q2 = g[c + 4];
    let l1 = z[s];
    let l2 = z[s + 2];
    let r1 = z[s + 1];
    let r2 = z[s + 3];
    for (let i = 0; i < frames; i++) {
      const xl = left[i];
      const yl = b0 * xl + l1;
      l1 = b1 * xl + l2 - a1 * yl;
      l2 = b2 * xl - a2 * yl;
      left[i] = yl;
      const xr = right[i];
      const yr = b0 * xr + r1;
      r1 = b1 * xr + r2 - a1 * yr;
      r2 = b2 * xr - a2 * yr;
      right[i] = yr;
      b0 += p0;
      b1 += p1;
      b2 += p2;
      a1 += q1;
      a2 += q2;
    }
    k[c] = b0;
    k[c + 1] = b1;
    k[c + 2] = b2;
    k[c + 3] = a1;
    k[c + 4] = a2;
    z[s] = l1;
    z[s + 1] = r1;
    z[s + 2] = l2;
    z[s + 3] = r2;
  }

  /** Sets the steps towards the section's coefficients in `next`, which are to be those of the next grid point. */
  aim(index: number, next: Float64Array): void {
    const c = index * SECTION;
    for (let i = 0; i < SECTION; i++) this.steps[c + i] = (next[c + i] - this.coefs[c + i]) / GRID;
  }
}
