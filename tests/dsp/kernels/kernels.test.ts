/** Kernels are the reference, to the bit: whatever an effect is set to, is given, or is asked to change to meanwhile. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildKernels } from '../../../scripts/kernels/build.ts';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import { BINARY } from '../../../src/dsp/kernels/binary.ts';
import { allowKernels, kernels } from '../../../src/dsp/kernels/kernels.ts';
import { END } from '../../../src/dsp/kernels/memory.ts';
import {
  bursts,
  copy,
  firstDifference,
  noise,
  prepared,
  random,
  randomValues,
  run,
  sine,
  valuesOf,
} from '../contract/rig.ts';
import type { AnyEffect } from '../contract/rig.ts';

afterAll(() => allowKernels(true));

const RATES = [44_100, 48_000, 96_000];
/** Sizes of blocks: a kernel's own, others that divide the grid, and some that do not. */
const BLOCKS = [128, 7, 441, 33, 1024, 1];

function programme(trial: number, rate: number): Stereo {
  const frames = Math.round(0.4 * rate);
  const signal =
    trial % 3 === 0
      ? noise(frames, 0.7, trial + 1)
      : trial % 3 === 1
        ? bursts(frames, rate, trial + 1)
        : sine(frames, 60 + 97 * trial, rate, 0.9);
  if (trial % 4 === 0) {
    // A gap, in which tiny states are zeroed, and what no processor may let in.
    signal.left.fill(0, frames >> 2, frames >> 1);
    signal.right.fill(0, frames >> 2, frames >> 1);
    signal.left[777] = NaN;
    signal.right[999] = Infinity;
    signal.left[1200] = -1e9;
  }
  return signal;
}

/** Everything that comes out: sound, and what is read in between. */
function rendered(effect: AnyEffect, trial: number, onKernels: boolean): { sound: Stereo; read: number[] } {
  allowKernels(onKernels);
  const next = random(1000 + trial);
  const rate = RATES[trial % RATES.length]!;
  const input = programme(trial, rate);
  const processor = prepared(effect, rate, trial < 3 ? valuesOf(effect) : randomValues(effect, next));
  const sound = copy(input);
  const read: number[] = [];
  const { length } = input.left;
  const block = BLOCKS[trial % BLOCKS.length]!;
  // Controls glide in the middle, and jump towards the end.
  for (const [from, to] of [
    [0, length >> 1],
    [length >> 1, (3 * length) >> 2],
    [(3 * length) >> 2, length],
  ] as const) {
    run(processor, input, block, null, from, to, sound);
    read.push(...processor.readings);
    processor.set(randomValues(effect, next), to === length >> 1);
  }
  return { sound, read };
}

describe.each(Object.keys(effects))('%s', (id) => {
  it('is on kernels what it is without, to the bit', { timeout: 60_000 }, () => {
    const effect = effectById(id)!;
    for (let trial = 0; trial < 18; trial++) {
      const kernel = rendered(effect, trial, true);
      const reference = rendered(effect, trial, false);
      expect(firstDifference(kernel.sound, reference.sound), `trial ${trial}`).toBe(-1);
      expect(kernel.read, `trial ${trial}`).toEqual(reference.read);
    }
  });
});

describe('the binary', () => {
  it('is what its sources say', { timeout: 60_000 }, async () => {
    expect(Buffer.from(await buildKernels()).toString('base64')).toBe(BINARY);
  });

  it('runs here, in memory that holds all it needs and never grows', () => {
    allowKernels(true);
    const { memory } = kernels()!.run;
    expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(END);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });

  it('adds less than 40 kB to what is loaded', () => {
    const file = fileURLToPath(new URL('../../../src/dsp/kernels/binary.ts', import.meta.url));
    expect(gzipSync(readFileSync(file)).length).toBeLessThan(40_000);
  });
});
