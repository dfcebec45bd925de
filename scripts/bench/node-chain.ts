/** The chain in Node, block by block. */
import { startChain } from './chain.ts';
import { blockFigures, type BlockFigures } from './figures.ts';
import { RATE } from './material.ts';

const BLOCK = 128;
const WARM_S = 4;

/** The blocks' times, and how many times real time by the processor's time alone, whoever else is busy. */
export function nodeChain(seconds: number): BlockFigures & { byProcessorTime: number } {
  const player = startChain(RATE);
  const left = new Float32Array(BLOCK);
  const right = new Float32Array(BLOCK);
  for (let i = 0; i < (WARM_S * RATE) / BLOCK; i++) player.process(left, right, BLOCK);
  const times = new Float64Array(Math.round((seconds * RATE) / BLOCK));
  const began = process.cpuUsage();
  for (let i = 0; i < times.length; i++) {
    const before = performance.now();
    player.process(left, right, BLOCK);
    times[i] = performance.now() - before;
  }
  const { user, system } = process.cpuUsage(began);
  if (!player.active || !left.some((x) => x !== 0))
    throw new Error('the chain is silent: nothing was measured');
  return {
    ...blockFigures(times, (1000 * BLOCK) / RATE),
    byProcessorTime: (seconds * 1e6) / (user + system),
  };
}
