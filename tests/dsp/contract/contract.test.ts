/** What every entry of the effect registry must keep. A new effect is tested here without a line more. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Stereo } from '../../../src/dsp/core/effect.ts';
import { legalValues } from '../../../src/dsp/core/params.ts';
import type { Param } from '../../../src/dsp/core/params.ts';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import {
  bursts,
  copy,
  firstDifference,
  isFiniteAll,
  noise,
  peak,
  prepared,
  processorMs,
  random,
  randomValues,
  run,
  sine,
  stereo,
  valuesOf,
} from './rig.ts';
import type { AnyEffect, AnyValues } from './rig.ts';

const RATES = [44_100, 48_000, 96_000];
const BLOCKS = [1, 7, 32, 100, 128, 441, 1024];

/** Values that let the input through unchanged but for the latency, where the defaults do not. */
// Crossovers are allpasses: low ones smear a cross-correlation least.
const TRANSPARENT: Record<string, AnyValues> = {
  multiband: { lowHz: 40, midHz: 200, highHz: 1500 },
  gate: { thresholdDb: -80 },
  delay: { mixPct: 0 },
  chorus: { mixPct: 0 },
  reverb: { mixPct: 0 },
};

/** Values at which the effect is at work on a tone of −12 dBFS, so that a jump could be heard. */
const AUDIBLE: Record<string, AnyValues> = {
  eq: {
    'low.gainDb': 6,
    'lowMid.gainDb': -6,
    'mid.gainDb': 6,
    'highMid.gainDb': -6,
    'high.gainDb': 6,
    'highPass.on': true,
    'lowPass.on': true,
    channels: 'mid',
  },
  compressor: { thresholdDb: -30, attackMs: 1, releaseMs: 60 },
  gate: { thresholdDb: -9, ratio: 4 },
  deesser: { thresholdDb: -60, freqHz: 2000, mode: 'wide' },
  saturation: { driveDb: 12 },
  stereo: { monoBelowHz: 100, pan: 30 },
  delay: { duckDb: -10, mixPct: 50 },
  multiband: { 'low.thresholdDb': -40, 'lowMid.thresholdDb': -60 },
  transient: { attackPct: 50, sustainPct: 50 },
  limiter: { gainDb: 18, releaseMs: 20 },
};

const all = Object.keys(effects).map((id) => effectById(id) as AnyEffect);

/** A key track for effects that listen to one. */
const keyFor = (effect: AnyEffect, frames: number, rate: number): Stereo | null =>
  effect.keyed ? bursts(frames, rate, 9) : null;

describe('registry', () => {
  it('finds effects by id and nothing else', () => {
    for (const [id, effect] of Object.entries(effects)) {
      expect(effectById(id)?.id).toBe(id);
      expect(effect.version).toBeGreaterThanOrEqual(1);
    }
    for (const id of ['', 'constructor', '__proto__', 'toString', 'nothing'])
      expect(effectById(id)).toBeUndefined();
  });

  it.each(all)('$id declares defaults that are legal, and readings with units', (effect) => {
    const values = valuesOf(effect);
    expect(legalValues(effect.params, values)).toEqual(values);
    for (const p of Object.values(effect.params) as Param[]) {
      if (p.kind === 'number') {
        expect(p.min).toBeLessThan(p.max);
        if (p.taper.kind === 'log') expect(p.min).toBeGreaterThan(0);
      }
    }
    const processor = effect.create(48_000);
    expect(processor.readings.length).toBe(effect.readings.length);
  });
});

describe.each(all)('$id', (effect) => {
  it.each(RATES)('is finite on any input and recovers, at %i Hz', (rate) => {
    const frames = Math.round(rate * 0.5);
    const next = random(3);
    for (let trial = 0; trial < 4; trial++) {
      const values = trial === 0 ? valuesOf(effect) : randomValues(effect, next);
      const hostile = bursts(frames, rate);
      const muted = copy(hostile);
      for (let i = 2000; i < 2400; i++) {
        hostile.left[i] = [NaN, Infinity, -Infinity][i % 3];
        hostile.right[i] = [Infinity, NaN, -Infinity][i % 3];
        muted.left[i] = muted.right[i] = 0;
      }
      const out = run(prepared(effect, rate, values), hostile, 128);
      expect(isFiniteAll(out)).toBe(true);
      // Faulty samples count as silence, and nothing of them stays.
      expect(firstDifference(out, run(prepared(effect, rate, values), muted, 128))).toBe(-1);

      const huge = noise(frames, 3e38, 5);
      for (let i = 0; i < frames; i += 3) huge.left[i] = 1e-42;
      expect(isFiniteAll(run(prepared(effect, rate, values), huge, 128))).toBe(true);
    }
  });

  it('is finite with a hostile key', () => {
    const key = noise(24_000, 1);
    for (let i = 0; i < 24_000; i += 5) key.left[i] = NaN;
    expect(isFiniteAll(run(prepared(effect, 48_000), noise(24_000, 0.5), 128, key))).toBe(true);
  });

  it.each([8000, 11_025, 192_000])('works at %i Hz too', (rate) => {
    const frames = Math.round(rate * 0.4);
    const input = bursts(frames, rate);
    const next = random(71);
    for (let trial = 0; trial < 6; trial++) {
      const values = trial === 0 ? valuesOf(effect) : randomValues(effect, next);
      const out = run(prepared(effect, rate, values), input, 128);
      expect(isFiniteAll(out)).toBe(true);
      expect(peak(out)).toBeLessThan(1e6);
      expect(firstDifference(out, run(prepared(effect, rate, values), input, 77))).toBe(-1);
    }
  });

  it.each(RATES)('leaves silence silent, at %i Hz', (rate) => {
    const next = random(11);
    for (let trial = 0; trial < 4; trial++) {
      const values = trial === 0 ? valuesOf(effect) : randomValues(effect, next);
      expect(peak(run(prepared(effect, rate, values), stereo(rate), 128))).toBe(0);
    }
  });

  it.each(RATES)('is the same to the bit for any block size, glides included, at %i Hz', (rate) => {
    const frames = 30_000;
    const input = bursts(frames, rate);
    const key = keyFor(effect, frames, rate);
    const edits = [5003, 5100, 11_111, 19_000, 23_456, frames];
    const render = (blockSize: number): Stereo => {
      const next = random(21);
      const processor = prepared(effect, rate, randomValues(effect, next));
      const out = copy(input);
      let from = 0;
      for (const to of edits) {
        run(processor, input, blockSize, key, from, to, out);
        processor.set(randomValues(effect, next), to !== 19_000);
        from = to;
      }
      return out;
    };
    const whole = render(4096);
    for (const block of BLOCKS) expect(firstDifference(whole, render(block)), `blocks of ${block}`).toBe(-1);
  });

  it('is as new after a reset', () => {
    const next = random(31);
    for (let trial = 0; trial < 4; trial++) {
      const input = bursts(20_000, 48_000, trial + 1);
      const key = keyFor(effect, 20_000, 48_000);
      const used = prepared(effect, 48_000, randomValues(effect, next));
      run(used, noise(15_013, 0.9), 128);
      const values = randomValues(effect, next);
      used.set(values, trial % 2 === 0);
      if (trial > 1) run(used, noise(700, 0.9), 100);
      used.reset();
      const fresh = prepared(effect, 48_000, values);
      expect(firstDifference(run(used, input, 128, key), run(fresh, input, 128, key))).toBe(-1);
    }
  });

  it('needs no reset to begin: values set at once apply from the first frame', () => {
    const next = random(37);
    for (let trial = 0; trial < 4; trial++) {
      const input = bursts(20_000, 48_000, trial + 1);
      const values = randomValues(effect, next);
      const begun = effect.create(48_000);
      begun.set(values, false);
      expect(firstDifference(run(begun, input, 128), run(prepared(effect, 48_000, values), input, 128))).toBe(
        -1,
      );
    }
  });

  it.each(RATES)('lags by the latency it declares, at %i Hz', (rate) => {
    const processor = prepared(effect, rate, valuesOf(effect, TRANSPARENT[effect.id]));
    const { latency } = processor;
    expect(Number.isInteger(latency) && latency >= 0).toBe(true);
    // Quiet, so that nothing that reacts to level reacts.
    const frames = 8192;
    const input = noise(frames, 0.001, 17);
    const out = run(processor, input, 128);
    let best = -Infinity;
    let lag = -1;
    for (let d = 0; d < 2048; d++) {
      let sum = 0;
      for (let i = 2048; i < frames; i++) sum += out.left[i] * input.left[i - d];
      if (sum > best) {
        best = sum;
        lag = d;
      }
    }
    expect(lag).toBe(latency);
    processor.set(randomValues(effect, random(5)), false);
    expect(processor.latency).toBe(latency);
  });

  describe('does not click when a control jumps', () => {
    const rate = 48_000;
    const at = 24_000;
    const frames = 48_000;
    const input = sine(frames, 110, rate, 0.25);
    const kink = (out: Stereo, from: number, to: number): number => {
      let max = 0;
      for (let i = from + 2; i < to; i++) {
        max = Math.max(
          max,
          Math.abs(out.left[i] - 2 * out.left[i - 1] + out.left[i - 2]),
          Math.abs(out.right[i] - 2 * out.right[i - 1] + out.right[i - 2]),
        );
      }
      return max;
    };
    const ends = (p: Param): (number | string | boolean)[] =>
      p.kind === 'number'
        ? [p.min, p.max, p.default]
        : p.kind === 'choice'
          ? p.choices.map((c) => c.id)
          : [false, true];

    it.each(Object.entries(effect.params))('%s', (id, param) => {
      for (const before of ends(param)) {
        for (const after of ends(param)) {
          if (before === after) continue;
          const processor = prepared(effect, rate, valuesOf(effect, { ...AUDIBLE[effect.id], [id]: before }));
          const out = copy(input);
          run(processor, input, 128, null, 0, at, out);
          processor.set(valuesOf(effect, { ...AUDIBLE[effect.id], [id]: after }), true);
          run(processor, input, 128, null, at, frames, out);
          // A step of a hundredth of the peak shows as that much in the second difference; a steady tone of
          // 110 Hz has a fiftieth of that.
          const steady = Math.max(kink(out, 16_000, at), kink(out, frames - 4000, frames));
          const allowed = 3 * steady + 0.01 * Math.max(0.25, peak(out, at - 4000));
          expect(kink(out, at, frames), `${String(before)} → ${String(after)}`).toBeLessThan(allowed);
        }
      }
    });
  });

  it.each(RATES)('stays bounded with all controls swept at random, at %i Hz', (rate) => {
    const frames = rate * 2;
    const input = noise(frames, 0.5, 41);
    const key = keyFor(effect, frames, rate);
    const next = random(43);
    const processor = prepared(effect, rate, randomValues(effect, next));
    const out = copy(input);
    for (let from = 0; from < frames; from += 300) {
      processor.set(randomValues(effect, next), true);
      run(processor, input, 128, key, from, Math.min(frames, from + 300), out);
    }
    expect(isFiniteAll(out)).toBe(true);
    // No setting adds more than its gains: 60 dB and the bands' 18 dB each are far below this.
    expect(peak(out)).toBeLessThan(1e6);
    for (const reading of processor.readings) expect(Number.isFinite(reading)).toBe(true);
  });

  it('does not slow down in its tail', () => {
    const rate = 48_000;
    const next = random(51);
    for (let trial = 0; trial < 3; trial++) {
      const values = trial === 0 ? valuesOf(effect, AUDIBLE[effect.id]) : randomValues(effect, next);
      const processor = prepared(effect, rate, values);
      const sound = noise(rate, 0.5, 53);
      const block = stereo(128);
      let denormals = 0;
      // Processor time of a second, as four times its quickest quarter: other work on the machine does not count.
      const time = (source: Stereo | null): number => {
        let quickest = Infinity;
        for (let quarter = 0; quarter < 4; quarter++) {
          const start = processorMs();
          for (let at = 0; at + 128 <= rate / 4; at += 128) {
            if (source) {
              block.left.set(source.left.subarray(at, at + 128));
              block.right.set(source.right.subarray(at, at + 128));
            } else {
              block.left.fill(0);
              block.right.fill(0);
            }
            processor.process(block, 128, null);
            for (let i = 0; i < 128; i++) {
              const y = Math.abs(block.left[i]);
              if (y > 0 && y < 1.2e-38) denormals++;
            }
          }
          quickest = Math.min(quickest, processorMs() - start);
        }
        return 4 * quickest;
      };
      time(sound);
      const busy = Math.min(time(sound), time(sound));
      let slowest = 0;
      for (let second = 0; second < 16; second++) slowest = Math.max(slowest, time(null));
      // Denormal arithmetic is ten to a hundred times slower.
      expect(slowest).toBeLessThan(5 * busy + 5);
      // A tail that dies away passes through them once; what stays among them would give thousands.
      expect(denormals).toBeLessThan(64);
    }
  });
});

it.each(['kernels', 'reference'])('allocates nothing while it runs (%s)', { timeout: 240_000 }, (path) => {
  const script = fileURLToPath(new URL('./heap.ts', import.meta.url));
  const flags = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];
  const growth = JSON.parse(
    execFileSync(process.execPath, [...flags, script, path], { encoding: 'utf8' }),
  ) as Record<string, number>;
  expect(Object.keys(growth)).toEqual(Object.keys(effects));
  // One number a block would be 128 kB; compilers and caches may still settle a little.
  for (const [id, bytes] of Object.entries(growth)) expect(bytes, id).toBeLessThan(32_000);
});
