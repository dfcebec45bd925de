import { describe, expect, it } from 'vitest';
import { delayFrames, moveBack } from '../../src/course/align.ts';

const noise = Float32Array.from(
  { length: 96_000 },
  (_, i) => Math.sin(i * i * 0.0137) * (i < 30_000 ? 0.001 : 0.3),
);
const late = (by: number): Float32Array => {
  const copy = new Float32Array(noise.length + by);
  copy.set(
    noise.map((x, i) => x * 0.9 + 0.01 * Math.sin(i)),
    by,
  );
  return copy;
};

describe('laying a copy onto its original', () => {
  it.each([0, 1, 312, 1000])('finds that it is %i frames late', (by) => {
    expect(delayFrames(noise, late(by), 1500)).toBe(by);
  });

  it('moves it back and keeps the length', () => {
    const back = moveBack(late(312), 312, noise.length);
    expect(back).toHaveLength(noise.length);
    expect(Math.abs(back[50_000]! - noise[50_000]!)).toBeLessThan(0.05);
    expect(moveBack(new Float32Array(10), 8, 10)).toHaveLength(10);
  });
});
