import { describe, expect, it } from 'vitest';
import { codeUnder } from '../../../scripts/songs/pipeline/ceiling.ts';
import type { Coded } from '../../../scripts/songs/pipeline/ceiling.ts';
import type { Channels } from '../../../scripts/songs/signal/buffers.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';

const tone = (peak: number): Channels => [
  Float32Array.from({ length: 4800 }, (_, n) => peak * Math.sin((2 * Math.PI * 997 * n) / 48_000)),
];
/** A coder that raises everything by some decibels, and a little more the louder it comes. */
const raising =
  (db: number) =>
  ([x]: Channels): Promise<Coded> =>
    Promise.resolve({
      bytes: Uint8Array.of(1),
      decoded: [x.map((v) => v * 10 ** ((db + 0.3 * Math.abs(v)) / 20))],
    });

describe('encoding under a ceiling', () => {
  it('leaves alone what keeps it', async () => {
    const { gainDb, decoded } = await codeUnder(tone(0.5), -0.9, raising(0));
    expect(gainDb).toBe(0);
    expect(truePeakDb(decoded)).toBeLessThan(-5);
  });

  it('turns down by what coding adds, and hardly more', async () => {
    const { gainDb, decoded } = await codeUnder(tone(0.871), -0.9, raising(0.9));
    expect(truePeakDb(decoded)).toBeLessThanOrEqual(-0.9);
    expect(truePeakDb(decoded)).toBeGreaterThan(-1);
    expect(gainDb).toBeLessThan(-0.5);
    expect(gainDb).toBeGreaterThan(-1.2);
  });

  it('gives up on a coder that takes no notice', async () => {
    const deaf = (): Promise<Coded> => Promise.resolve({ bytes: Uint8Array.of(1), decoded: tone(1) });
    await expect(codeUnder(tone(1), -0.9, deaf)).rejects.toThrow('-0.9 dBTP');
  });
});
