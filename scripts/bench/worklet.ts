/** The chain as an AudioWorkletProcessor that times its blocks by a clock in shared memory. */
import { startChain } from './chain.ts';
import { BLOCKS_PER_S } from './figures.ts';
import type { Player } from '../../src/engine/core/player.ts';
import type { BenchOptions } from './options.ts';

class BenchProcessor extends AudioWorkletProcessor {
  private readonly players: Player[];
  private readonly scratch = [new Float32Array(1024), new Float32Array(1024)] as const;
  private readonly clock: Int32Array | null;
  private readonly times: Float32Array;
  /** When each second's blocks began, by the coarse clock that audio threads do have. */
  private readonly began: Float64Array;
  private readonly warm: number;
  private block = 0;

  constructor(options: { processorOptions: BenchOptions }) {
    super();
    const { clock, repeats, warmBlocks, blocks } = options.processorOptions;
    this.players = Array.from({ length: 1 + repeats }, () => startChain(sampleRate));
    this.clock = clock && new Int32Array(clock);
    this.warm = warmBlocks;
    this.times = new Float32Array(blocks);
    this.began = new Float64Array(Math.floor(blocks / BLOCKS_PER_S) + 1);
    this.port.onmessage = () =>
      this.port.postMessage({
        times: this.times.subarray(0, Math.max(0, this.block - this.warm)),
        lasted: this.began.slice(1).map((end, i) => end - this.began[i]!),
        blocks: this.block,
      });
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0]!;
    const at = this.block++ - this.warm;
    if (at >= 0 && at % BLOCKS_PER_S === 0 && at / BLOCKS_PER_S < this.began.length)
      this.began[at / BLOCKS_PER_S] = Date.now();
    const before = this.clock ? Atomics.load(this.clock, 0) : 0;
    this.players[0]!.process(left!, right!, left!.length);
    for (let i = 1; i < this.players.length; i++)
      this.players[i]!.process(this.scratch[0], this.scratch[1], left!.length);
    if (this.clock && at >= 0 && at < this.times.length)
      this.times[at] = (Atomics.load(this.clock, 0) - before) / 1000;
    return true;
  }
}

registerProcessor('bench', BenchProcessor);
