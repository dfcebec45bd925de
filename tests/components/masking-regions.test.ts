/** Covered shares by region: what the picture's bars say. */
import { describe, expect, it } from 'vitest';
import { COVERED, regionShares } from '../../src/components/cells/Masking/regions.ts';
import type { MaskingMap } from '../../src/dsp/meters/masking.ts';

const bandsHz = [100, 300, 1000, 3000, 8000];
const map = (frames: number[][]): MaskingMap => ({
  share: 0,
  frameS: 0.02,
  frames: frames.length,
  bandsHz,
  cells: Uint8Array.from(frames.flat()),
  byBand: [],
});

describe('regions', () => {
  it('weigh what is covered by how loud it is', () => {
    const found = regionShares(
      map([
        [40, 0, 0, 30 + COVERED, 0],
        [40 + COVERED, 0, 0, 90, 0],
      ]),
    );
    expect(found.map(({ id }) => id)).toEqual(['body', 'presence']);
    expect(found[0]!.covered).toBeCloseTo(0.5, 6);
    expect(found[1]!.covered).toBeCloseTo(0.25, 6);
    expect(found[0]!.weight + found[1]!.weight).toBeCloseTo(1, 6);
  });
  it('name no region in which the sound has nothing to say', () => {
    expect(regionShares(map([[0, 0, 0, 0, 0]]))).toEqual([]);
  });
});
