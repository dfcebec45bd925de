/** Kernels are the reference, to the bit: whatever an effect is set to, is given, or is asked to change to meanwhile. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKernels } from '../../../scripts/kernels/build.ts';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import { BINARY } from '../../../src/dsp/kernels/binary.ts';
import { allowKernels, kernels } from '../../../src/dsp/kernels/kernels.ts';
import { BERTHS, END } from '../../../src/dsp/kernels/memory.ts';
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
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

afterAll(() => allowKernels(true));

const RATES = [44_100, 48_000, 96_000];
/** Sizes of blocks: a kernel's own, others that divide the grid, and some that do not. */
const BLOCKS = [128, 7, 441, 33, 1024, 1];

/**
 * Legal values, a good part of them at an end of their range or at the default: there things are off or whole, which is
 * what kernels know. A stereo link of 99% is done without one.
 */
function settings(effect: AnyEffect, next: () => number): ReturnType<typeof valuesOf> {
  const values = randomValues(effect, next);
  for (const [id, param] of Object.entries(effect.params)) {
    const die = next();
    if (param.kind === 'number' && die < 0.6)
      (values as AnyValues)[id] = die < 0.2 ? param.min : die < 0.4 ? param.max : param.default;
  }
  return values;
}

/** What each kernel was called for, by its name. */
const calls: Record<string, number> = {};
beforeAll(() => {
  allowKernels(true);
  const here = kernels() as { run: object };
  here.run = new Proxy(here.run, {
    get(run, name: string) {
      calls[name] = (calls[name] ?? 0) + 1;
      return run[name as keyof typeof run];
    },
  });
});

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
  const processor = prepared(effect, rate, trial < 3 ? valuesOf(effect) : settings(effect, next));
  const sound = copy(input);
  const read: number[] = [];
  const { length } = input.left;
  const block = BLOCKS[trial % BLOCKS.length]!;
  // A key is plugged in for the middle, where a kernel has to give way, and pulled out again.
  const key = effect.keyed && trial % 2 === 1 ? bursts(length, rate, trial + 50) : null;
  // Controls glide in the middle, and jump towards the end.
  for (const [from, to] of [
    [0, length >> 1],
    [length >> 1, (3 * length) >> 2],
    [(3 * length) >> 2, length],
  ] as const) {
    run(processor, input, block, from > 0 && to < length ? key : null, from, to, sound);
    read.push(...processor.readings);
    processor.set(settings(effect, next), to === length >> 1);
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

/** The effects that have one, by the kernel. */
const KERNELS = {
  sections: 'eq',
  compressor: 'compressor',
  multiband: 'multiband',
  reverb: 'reverb',
  peaks: 'limiter',
};

describe.each(Object.entries(KERNELS))('the kernel %s', (kernel, id) => {
  it('is what ran there, also with settings of every kind', () => {
    const effect = effectById(id)!;
    const runs = Array.from({ length: 18 }, (_, trial) => {
      const before = calls[kernel] ?? 0;
      rendered(effect, trial, true);
      return (calls[kernel] ?? 0) - before;
    });
    expect(runs.filter((count) => count > 20).length).toBeGreaterThan(6);
  });
});

describe('a reverb, whose past stays in the kernels’ memory while it is at work,', () => {
  const effect = effectById('reverb')!;
  const block = 128;
  const blocks = 40;

  /** Reverbs that take turns, `turn` by `turn`: what each gives out. */
  function turns(count: number, onKernels: boolean, turn: (round: number) => number[]): Stereo[] {
    allowKernels(onKernels);
    const inputs = Array.from({ length: count }, (_, n) => noise(blocks * block, 0.5, n + 1));
    const processors = inputs.map(() => prepared(effect, 48_000));
    const done = inputs.map(() => 0);
    const outs = inputs.map(copy);
    for (let round = 0; done.some((frames) => frames < blocks * block); round++) {
      for (const n of turn(round)) {
        if (done[n]! >= blocks * block) continue;
        run(processors[n]!, inputs[n]!, block, null, done[n], done[n]! + block, outs[n]);
        done[n]! += block;
      }
    }
    return outs;
  }

  it('is the reference where there are more reverbs than berths', { timeout: 60_000 }, () => {
    const all = (): number[] => Array.from({ length: 3 * BERTHS }, (_, n) => n);
    const kernel = turns(3 * BERTHS, true, all);
    const reference = turns(3 * BERTHS, false, all);
    for (const [n, out] of kernel.entries()) expect(firstDifference(out, reference[n]!)).toBe(-1);
  });

  it('moves out for one at work, and comes back with all that it held', { timeout: 60_000 }, () => {
    // The first ones stop half way, until those after them have been at work for longer than anybody waits.
    const half = blocks / 2;
    const early = Array.from({ length: BERTHS }, (_, n) => n);
    const late = early.map((n) => n + BERTHS);
    const turn = (round: number): number[] =>
      round < half ? early : round < half + 10 ? late : [...early, ...late];
    const other = prepared(effect, 48_000);
    const kernel = turns(2 * BERTHS, true, (round) => {
      if (round === half) run(other, noise(1200 * block, 0.5), block);
      return turn(round);
    });
    const reference = turns(2 * BERTHS, false, turn);
    for (const [n, out] of kernel.entries()) expect(firstDifference(out, reference[n]!)).toBe(-1);
  });

  it(
    'is let go when it is dropped: thousands of them take no more memory than a few',
    { timeout: 120_000 },
    () => {
      allowKernels(true);
      const input = noise(block, 0.5);
      const scratch = copy(input);
      const before = kernels()!.run.memory.buffer.byteLength;
      let most = 0;
      for (let n = 0; n < 2000; n++) {
        run(prepared(effect, 48_000), input, block, null, 0, block, scratch);
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
      expect(kernels()!.run.memory.buffer.byteLength).toBe(before);
      // Each of them takes 1.3 MB as long as it lives: 2.6 GB, if nobody let go.
      expect(most).toBeLessThan(1e9);
    },
  );
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
