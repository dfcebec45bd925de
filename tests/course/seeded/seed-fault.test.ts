/** Each seeded fault, measured: it is where it says, as strong as it says, and nothing else has changed. */
import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../../src/course/seeded/chance.ts';
import { seedFault } from '../../../src/course/seeded/seed-fault.ts';
import { SEEDED_KINDS } from '../../../src/course/seeded/types.ts';
import type { Faulty, Recording } from '../../../src/course/seeded/types.ts';
import { clicks } from '../../../src/dsp/meters/faults.ts';
import { dcOffset, rmsDb } from '../../../src/dsp/meters/level.ts';

const RATE = 48_000;
const SECONDS = 8;
const SEEDS = [1, 2, 3, 4];

/** A tune of gliding notes over hiss, another on each side, that swells, and rings out over the last two seconds. */
const tune: Recording = (() => {
  const make = (middleHz: number, hissSeed: number): Float32Array => {
    const hiss = chanceOf(hissSeed);
    return Float32Array.from({ length: SECONDS * RATE }, (_, n) => {
      const t = n / RATE;
      const swell = 0.15 + 0.1 * Math.sin(2 * Math.PI * 0.4 * t);
      const ring = t < 6 ? 1 : Math.exp(-4 * (t - 6));
      const phase = 2 * Math.PI * middleHz * t + 8 * Math.sin(2 * Math.PI * 0.7 * t);
      return swell * ring * (Math.sin(phase) + 0.4 * Math.sin(2 * phase + 1) + 0.02 * (hiss() - 0.5));
    });
  };
  return { left: make(220, 1), right: make(247, 2) };
})();

/** Equality of long recordings, quicker than looking at each number. */
const same = (x: Float32Array, y: Float32Array): boolean =>
  Buffer.from(x.buffer).equals(Buffer.from(y.buffer));
const frames = ({ fromS, toS }: Faulty): [number, number] => [
  Math.round(fromS * RATE),
  Math.round(toS * RATE),
];
const sides = ({ side }: Faulty): ('left' | 'right')[] => (side === 'both' ? ['left', 'right'] : [side]);
const changed = (x: Float32Array, y: Float32Array): number[] => {
  const at: number[] = [];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) at.push(i);
  return at;
};

describe.each(SEEDED_KINDS)('%s', (kind) => {
  it('is the same for the same seed, leaves the original alone, and says where it is', () => {
    const before = tune.left.slice();
    for (const seed of SEEDS) {
      const faulty = seedFault(kind, tune, RATE, seed);
      const { left, right, ...says } = seedFault(kind, tune, RATE, seed);
      expect(faulty).toMatchObject(says);
      expect(same(faulty.left, left) && same(faulty.right, right)).toBe(true);
      expect(faulty.kind).toBe(kind);
      expect(faulty.left.length).toBe(tune.left.length);
      expect(faulty.fromS).toBeGreaterThanOrEqual(0);
      expect(faulty.toS).toBeGreaterThan(faulty.fromS);
      expect(faulty.toS).toBeLessThanOrEqual(SECONDS);
      expect(faulty.says).toMatch(/^[A-Z].*\.$/);
    }
    expect(same(tune.left, before)).toBe(true);
  });

  it('changes the sides it names between its begin and end, and nothing else', () => {
    for (const seed of SEEDS) {
      const faulty = seedFault(kind, tune, RATE, seed);
      const [from, to] = frames(faulty);
      for (const side of ['left', 'right'] as const) {
        const at = changed(tune[side], faulty[side]);
        expect(at.length > 0, side).toBe(sides(faulty).includes(side));
        for (const end of [at[0], at.at(-1)]) {
          if (end === undefined) continue;
          expect(end).toBeGreaterThanOrEqual(from);
          expect(end).toBeLessThan(to);
        }
      }
    }
  });

  it('refuses what is too short, silent or lopsided', () => {
    const short = { left: tune.left.slice(0, RATE), right: tune.right.slice(0, RATE) };
    const silent = { left: new Float32Array(3 * RATE), right: new Float32Array(3 * RATE) };
    for (const sound of [short, silent, { left: tune.left, right: tune.right.slice(1) }])
      expect(() => seedFault(kind, sound, RATE, 1)).toThrow(RangeError);
  });
});

describe('what is measured', () => {
  it.each(SEEDS)('a click is one click, to the millisecond (seed %i)', (seed) => {
    const faulty = seedFault('click', tune, RATE, seed);
    for (const side of sides(faulty)) {
      const start = Math.round((faulty.fromS - 0.5) * RATE);
      const found = clicks([faulty[side].subarray(start, start + RATE)], RATE);
      expect(found.length).toBe(1);
      expect(Math.abs((start + found[0]!.at) / RATE - faulty.fromS)).toBeLessThan(0.001);
    }
    const [from, to] = frames(faulty);
    const [side] = sides(faulty);
    const spike = Math.max(
      ...changed(tune[side!], faulty[side!]).map((i) => Math.abs(faulty[side!][i]! - tune[side!][i]!)),
    );
    const around = rmsDb([
      tune.left.subarray(from - 1200, to + 1200),
      tune.right.subarray(from - 1200, to + 1200),
    ]);
    expect(20 * Math.log10(spike) - around).toBeCloseTo(faulty.amount, 0);
    expect(spike).toBeLessThanOrEqual(10 ** (-4 / 20) + 1e-6);
  });

  it.each(SEEDS)('a dropout is silent for as long as it says, in the midst of sound (seed %i)', (seed) => {
    const faulty = seedFault('dropout', tune, RATE, seed);
    const [from, to] = frames(faulty);
    expect(((to - from) / RATE) * 1000).toBeCloseTo(faulty.amount, 1);
    const edge = 0.002 * RATE;
    expect(rmsDb([faulty.left.subarray(from + edge, to - edge)])).toBeLessThan(-120);
    expect(rmsDb([faulty.left.subarray(from - 4800, from)])).toBeGreaterThan(-30);
    expect(rmsDb([faulty.left.subarray(to, to + 4800)])).toBeGreaterThan(-30);
    expect(clicks([faulty.left.subarray(from - 9600, to + 9600)], RATE)).toEqual([]);
  });

  it('swapped channels are exactly exchanged', () => {
    const faulty = seedFault('swapped', tune, RATE, 1);
    expect(same(faulty.left, tune.right)).toBe(true);
    expect(same(faulty.right, tune.left)).toBe(true);
  });

  it.each(SEEDS)('an offset is as large as it says (seed %i)', (seed) => {
    const faulty = seedFault('dc', tune, RATE, seed);
    for (const side of sides(faulty)) {
      const added = faulty[side].map((v, i) => v - tune[side][i]!);
      expect(20 * Math.log10(Math.abs(dcOffset([added])))).toBeCloseTo(faulty.amount, 1);
    }
  });

  it.each(SEEDS)(
    'a clipped passage is flat on top by as much as it says, and stays under full scale (seed %i)',
    (seed) => {
      const faulty = seedFault('clip', tune, RATE, seed);
      const [from, to] = frames(faulty);
      const peakOf = ({ left, right }: Recording): number =>
        [left, right].reduce(
          (peak, x) => x.subarray(from, to).reduce((p, v) => Math.max(p, Math.abs(v)), peak),
          0,
        );
      const top = peakOf(faulty);
      expect(20 * Math.log10(peakOf(tune) / top)).toBeCloseTo(faulty.amount, 3);
      let flat = 0;
      for (let i = from + 2; i < to; i++) {
        const [a, b, c] = [faulty.left[i - 2]!, faulty.left[i - 1]!, faulty.left[i]!];
        if (a === b && b === c && Math.abs(c) > 0.999 * top) flat++;
      }
      expect(flat / (to - from)).toBeGreaterThan(0.02);
      expect(top).toBeLessThan(1);
    },
  );

  it.each(SEEDS)('a cut tail stops where the sound still stood as high as it says (seed %i)', (seed) => {
    const faulty = seedFault('cut-tail', tune, RATE, seed);
    const [from] = frames(faulty);
    expect(faulty.left.subarray(from).every((v) => v === 0)).toBe(true);
    expect(from / RATE).toBeGreaterThan(6);
    expect(
      rmsDb([faulty.left.subarray(from - 960, from), faulty.right.subarray(from - 960, from)]),
    ).toBeGreaterThan(-45);
    // What the original still had to say.
    expect(rmsDb([tune.left.subarray(from, from + 4800)])).toBeGreaterThan(-50);
  });
});
