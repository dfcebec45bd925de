import { describe, expect, it } from 'vitest';
import { Glide } from '../../../src/dsp/core/glide.ts';
import { GRID } from '../../../src/dsp/core/grid.ts';
import { sanitise } from '../../../src/dsp/core/sanitise.ts';

describe('Glide', () => {
  it('goes to its target in a straight line in 25 ms and arrives exactly', () => {
    const glide = new Glide(48_000, 0);
    glide.to(1, true);
    const path: number[] = [];
    while (glide.moving) {
      glide.tick();
      path.push(glide.value);
    }
    expect(Math.abs(path.length * GRID - 1200)).toBeLessThan(2 * GRID);
    const steps = path.slice(1).map((v, i) => v - path[i]);
    for (const step of steps) expect(step).toBeCloseTo(steps[0], 12);
    expect(glide.value).toBe(1);
    expect(glide.next).toBe(1);
  });

  it('turns from where it is, and jumps when told to', () => {
    const glide = new Glide(48_000, 0);
    glide.to(1, true);
    for (let i = 0; i < 10; i++) glide.tick();
    const here = glide.next;
    glide.to(0, true);
    glide.tick();
    expect(glide.value).toBe(here);
    expect(glide.next).toBeLessThan(here);
    glide.to(0.5, false);
    expect(glide.value).toBe(0.5);
    expect(glide.moving).toBe(false);
  });
});

describe('sanitise', () => {
  it('silences what is no number, holds what is too loud, leaves the rest', () => {
    const x = Float32Array.of(0.5, NaN, Infinity, -Infinity, 3e38, -3e38, 1e-40, -1);
    const rest = x[6];
    sanitise(x, 7);
    expect([...x]).toEqual([0.5, 0, 0, 0, 1e6, -1e6, rest, -1]);
  });
});
