/** The goniometer's figure and the limits of mono. */
import { describe, expect, it } from 'vitest';
import { Goniometer } from '../../src/components/cells/Width/goniometer.ts';
import { readLimits } from '../../src/components/cells/Width/limits.ts';

const push = (left: (i: number) => number, right: (i: number) => number): Goniometer => {
  const made = new Goniometer();
  made.push(Float32Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? left : right)(i >> 1)));
  return made;
};
const wave = (i: number): number => 0.5 * Math.sin(i / 7);
const most = (x: Float32Array): number => Math.max(...x.map(Math.abs));

describe('goniometer', () => {
  it('draws mono straight up, opposites lying down, one side aslant', () => {
    const mono = push(wave, wave);
    expect(most(mono.side)).toBeLessThan(1e-6);
    expect(most(mono.mid)).toBeGreaterThan(0.5);
    const opposite = push(wave, (i) => -wave(i));
    expect(most(opposite.mid)).toBeLessThan(1e-6);
    const left = push(wave, () => 0);
    // Up and to the left: the side's negative.
    for (let i = 0; i < 2000; i++) expect(left.side[i]).toBeCloseTo(-left.mid[i]!, 6);
  });
  it('is blown up to what was loudest lately', () => {
    const loud = push(wave, wave).scale;
    expect(loud).toBeCloseTo(0.5 * Math.SQRT2, 1);
    const quiet = push(
      (i) => wave(i) / 10,
      (i) => wave(i) / 10,
    ).scale;
    expect(quiet).toBeLessThan(loud / 5);
  });
});

describe('limits', () => {
  it('has one for all and others by name', () => {
    expect(readLimits('4.5 vox:1 kick:0.5')).toEqual({ all: 4.5, of: { vox: 1, kick: 0.5 } });
    expect(readLimits(undefined)).toEqual({ all: null, of: {} });
  });
  it('refuses what is no figure', () => {
    expect(() => readLimits('vox:much')).toThrow(/no limit/);
  });
});
