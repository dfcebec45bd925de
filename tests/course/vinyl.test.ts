/** How long a side is and how loud; what is in the middle and what at the sides. */
import { describe, expect, it } from 'vitest';
import { factRange } from '../../src/course/content/facts.ts';
import { middleSides } from '../../src/course/delivery/middle-sides.ts';
import { pitchMm, sideLevelDb, sideMinutes } from '../../src/course/delivery/vinyl.ts';

const [outerMm, innerMm] = factRange('vinyl-radius');
const radii = { outerMm, innerMm };

describe('a side of a record', () => {
  it('18 minutes are 600 turns over 86 mm', () => {
    expect(pitchMm(18, radii)).toBeCloseTo(86 / 600, 6);
    expect(sideLevelDb(18, radii)).toBeCloseTo(0, 6);
  });
  it('longer is quieter, and within what is called best it is within 2 dB', () => {
    const levels = [12, 16, 18, 20, 23, 25, 30].map((minutes) => sideLevelDb(minutes, radii));
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    const [low, high] = factRange('vinyl-side-best');
    expect(sideLevelDb(low, radii)).toBeLessThan(2);
    expect(sideLevelDb(high, radii)).toBeGreaterThan(-2);
    expect(sideLevelDb(25, radii)).toBeLessThan(-5);
    expect(sideLevelDb(45, radii)).toBe(-Infinity);
  });
  it.each([10, 18, 22.5, 30])('%d minutes there and back', (minutes) => {
    expect(sideMinutes(sideLevelDb(minutes, radii), radii)).toBeCloseTo(minutes, 6);
  });
});

describe('middle and sides', () => {
  const RATE = 48_000;
  const sine = (hz: number, gain: number) =>
    Float32Array.from({ length: 2 * RATE }, (_, n) => gain * Math.sin((2 * Math.PI * hz * n) / RATE));
  const sum = (a: Float32Array, b: Float32Array, sign: number) => a.map((v, n) => v + sign * b[n]!);
  const bass = sine(60, 0.5);

  it('bass in the middle alone has no sides; a wide one has', () => {
    const wide = sine(60, 0.05);
    expect(middleSides(bass, bass).bassSideDb).toBe(-Infinity);
    expect(middleSides(sum(bass, wide, 1), sum(bass, wide, -1)).bassSideDb).toBeCloseTo(-20, 1);
  });

  it('a sibilant is heard where it is', () => {
    const hiss = sine(7000, 0.1).map((v, n) => (n % RATE < RATE / 5 ? v : 0));
    const { sibilanceDb } = middleSides(sum(bass, hiss, 1), sum(bass, hiss, 1));
    expect(sibilanceDb).toBeCloseTo(20 * Math.log10(0.1) - 3, 0);
    expect(middleSides(bass, bass).sibilanceDb).toBeLessThan(-70);
  });
});
