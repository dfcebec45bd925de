/** What the page tells the bench's processor. */
export interface BenchOptions {
  /** A worker's clock, in microseconds since it began, that runs on in shared memory; null: nothing is timed. */
  clock: SharedArrayBuffer | null;
  /** How many times each block's work is done again on scratch state. */
  repeats: number;
  /** Blocks before the timing begins. */
  warmBlocks: number;
  blocks: number;
}
