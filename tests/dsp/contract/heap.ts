/**
 * Bytes of heap that 8000 blocks of each effect leave behind, as JSON. Run with `--expose-gc` and a young
 * generation of 64 MB, so that nothing is collected while it counts; `reference` leaves the kernels out. It runs in a
 * process of its own because the test runner rewrites imports, and that alone makes calls allocate.
 */
import type { Effect } from '../../../src/dsp/core/effect.ts';
import type { Params } from '../../../src/dsp/core/params.ts';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import { allowKernels } from '../../../src/dsp/kernels/kernels.ts';
import { noise, prepared, random, randomValues, stereo, valuesOf } from './rig.ts';

const gc = (globalThis as unknown as { gc: () => void }).gc;
const source = noise(128, 0.5, 61);
const scratch = stereo(128);

function growth(effect: Effect<string, Params>): number {
  const processor = prepared(effect, 48_000);
  const next = random(7);
  const grown = (blocks: number): number => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < blocks; i++) {
      scratch.left.set(source.left);
      scratch.right.set(source.right);
      processor.process(scratch, 128, null);
    }
    return process.memoryUsage().heapUsed - before;
  };
  // Let the compilers see moving values too.
  for (let i = 0; i < 20; i++) {
    processor.set(randomValues(effect, next), true);
    grown(50);
  }
  processor.set(valuesOf(effect), true);
  grown(4000);
  return Math.min(grown(8000), grown(8000), grown(8000));
}

if (process.argv.includes('reference')) allowKernels(false);
const result: Record<string, number> = {};
for (const id of Object.keys(effects)) result[id] = growth(effectById(id)!);
console.log(JSON.stringify(result));
