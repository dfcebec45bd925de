/**
 * The grid that makes processors independent of the block size. Whatever is not done for every sample
 * (gliding parameters, new coefficients, zeroing of tiny states) happens at frames that are multiples of
 * `GRID` since the last reset, however the host divides the sound into blocks.
 */
import type { Processor, Stereo } from './effect.ts';
import type { Params, Values } from './params.ts';
import { sanitise } from './sanitise.ts';

/** Frames between two points of the grid: 0.67 ms at 48 kHz. */
export const GRID = 32;

/** A processor that is called back in pieces which never cross a point of the grid. */
export abstract class GridProcessor<S extends Params> implements Processor<S> {
  readonly latency: number;
  readonly readings: Float32Array;
  /** Frames from the last grid point to the first frame of the present piece. */
  protected phase = 0;

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

  process(io: Stereo, frames: number, key: Stereo | null): void {
    const { left, right } = io;
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

  reset(): void {
    this.phase = 0;
    this.readings.fill(0);
    this.clear();
  }
}
