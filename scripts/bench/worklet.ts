/** The chain as an AudioWorkletProcessor that times its blocks by a clock in shared memory. */
import { startChain } from './chain.ts';
import type { Player } from '../../src/engine/core/player.ts';
import type { BenchOptions } from './options.ts';

class BenchProcessor extends AudioWorkletProcessor {
  private readonly players: Player[];
  private readonly scratch = [new Float32Array(1024), new Float32Array(1024)] as const;
  private readonly clock: Int32Array | null;
  private readonly times: Float32Array;
  private readonly warm: number;
  private block = 0;

  constructor(options: { processorOptions: BenchOptions }) {
    super();
    const { clock, repeats, warmBlocks, blocks } = options.processorOptions;
    this.players = Array.from({ length: 1 + repeats }, () => startChain(sampleRate));
    this.clock = clock && new Int32Array(clock);
    this.warm = warmBlocks;
    this.times = new Float32Array(blocks);
    this.port.onmessage = () =>
      this.port.postMessage({
        times: this.times.subarray(0, Math.max(0, this.block - this.warm)),
        blocks: this.block,
      });
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0]!;
    const before = this.clock ? Atomics.load(this.clock, 0) : 0;
    this.players[0]!.process(left!, right!, left!.length);
    for (let i = 1; i < this.players.length; i++)
      this.players[i]!.process(this.scratch[0], this.scratch[1], left!.length);
    const at = this.block++ - this.warm;
    if (this.clock && at >= 0 && at < this.times.length)
      this.times[at] = (Atomics.load(this.clock, 0) - before) / 1000;
    return true;
  }
}

registerProcessor('bench', BenchProcessor);
