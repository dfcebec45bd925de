import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5, sha256 } from '../../../src/dsp/files/checksum.ts';

const oracle = (name: string, bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex');

describe('fingerprints of files', () => {
  // Around the edges of a block of 64 bytes, where padding takes one block or two.
  it.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_001])('of %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + (i >> 7)) & 255);
    expect(md5(bytes)).toBe(oracle('md5', bytes));
    expect(sha256(bytes)).toBe(oracle('sha256', bytes));
  });

  it('of a part of a larger buffer', () => {
    const bytes = new Uint8Array(200).fill(7).subarray(3, 90);
    expect(md5(bytes)).toBe(oracle('md5', bytes));
    expect(sha256(bytes)).toBe(oracle('sha256', bytes));
  });
});
