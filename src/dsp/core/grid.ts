/**
 * The grid that makes processors independent of the block size. Whatever is not done for every sample
 * (gliding parameters, new coefficients, zeroing of tiny states) happens at frames that are multiples of
 * `GRID` since the last reset, however the host divides the sound into blocks.
 */
import type { Processor, Stereo } from './effect.ts';
import type { Params, Values } from './params.ts';
import { kernels, type Kernels } from '../kernels/kernels.ts';
import { KERNEL_FRAMES } from '../kernels/memory.ts';
import { sanitise } from './sanitise.ts';

/** Frames between two points of the grid: 0.67 ms at 48 kHz. */
export const GRID = 32;

/**
 * A processor that is called back in pieces which never cross a point of the grid. While nothing moves, one that
 * has a kernel hands whole blocks to it instead: `still` says when, `runStill` does it.
 */
export abstract class GridProcessor<S extends Params> implements Processor<S> {
  readonly latency: number;
  readonly readings: Float32Array;
  /** Frames from the last grid point to the first frame of the present piece. */
  protected phase = 0;
  private readonly kernels: Kernels | null = kernels();

  protected constructor(latency: number, readings: number) {
    this.latency = latency;
    this.readings = new Float32Array(readings);
  }

  abstract set(values: Values<S>, glide: boolean): void;
  /** Forget all sound; the values stay, and glides arrive at once. */
  protected abstract clear(): void;
  /** At every point of the grid, before its first frame. */
  protected abstract tick(): void;
  /** Frames `from` to `to` (exclusive), at most `GRID` of them, all between two points of the grid. */
  protected abstract run(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    key: Stereo | null,
  ): void;
  /** Before the first frame of a block: readings start anew. */
  protected startBlock(): void {}

  /** Whether the kernel can do what comes next: no grid point would change anything but tiny states. */
  protected still(_key: Stereo | null): boolean {
    return false;
  }

  /**
   * What `tick` and `run` would do to the frames that `kernels` has taken, at most `KERNEL_FRAMES` of them, to the
   * bit. The kernel cares for what is no number, and for grid points on the way.
   */
  protected runStill(_kernels: Kernels, _frames: number): void {}

  process(io: Stereo, frames: number, key: Stereo | null): void {
    const { left, right } = io;
    if (this.kernels !== null && this.still(key)) {
      this.startBlock();
      this.processStill(this.kernels, left, right, frames);
      return;
    }
    sanitise(left, frames);
    sanitise(right, frames);
    if (key !== null) {
      sanitise(key.left, frames);
      sanitise(key.right, frames);
    }
    this.startBlock();
    let from = 0;
    while (from < frames) {
      if (this.phase === 0) this.tick();
      const to = Math.min(frames, from + GRID - this.phase);
      this.run(left, right, from, to, key);
      this.phase = (this.phase + to - from) % GRID;
      from = to;
    }
  }

  private processStill(kernels: Kernels, left: Float32Array, right: Float32Array, frames: number): void {
    for (let from = 0; from < frames; from += KERNEL_FRAMES) {
      const count = Math.min(KERNEL_FRAMES, frames - from);
      const { phase } = this;
      kernels.take(left, right, from, count);
      this.runStill(kernels, count);
      kernels.give(left, right, from, count);
      this.phase = (phase + count) % GRID;
    }
  }

  reset(): void {
    this.phase = 0;
    this.readings.fill(0);
    this.clear();
  }
}
