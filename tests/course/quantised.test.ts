/** What few bits do to a sound: an error that follows it, or a noise that does not. */
import { describe, expect, it } from 'vitest';
import { quantisedSet } from '../../src/course/delivery/quantised.ts';

const RATE = 48_000;
/** A chord that fades from −12 dBFS by 12 dB a second. */
const fade = Float32Array.from({ length: 4 * RATE }, (_, n) => {
  const t = n / RATE;
  const level = 0.08 * 10 ** ((-12 * t) / 20);
  return level * [220, 277.2, 329.6].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * t), 0);
});
const { variants, bandsHz, originalDb } = quantisedSet(fade, fade, 8);

describe('8 bits', () => {
  it('dither adds a noise that does not move, rounding an error that does', () => {
    expect(variants.none.movesDb).toBeGreaterThan(3 * variants.tpdf.movesDb);
    expect(variants.tpdf.movesDb).toBeLessThan(1.5);
  });

  it('TPDF noise has half a step rms, which at 8 bits is −48.2 dBFS', () => {
    expect(variants.tpdf.addedDb).toBeCloseTo(20 * Math.log10(0.5 / 128), 0);
  });

  it('shaping moves noise out of the ear’s way: more in all, less where it hears most', () => {
    expect(variants.shaped.addedDb).toBeGreaterThan(variants.tpdf.addedDb + 3);
    expect(variants.shaped.keenDb).toBeLessThan(variants.tpdf.keenDb - 6);
    const at = (hz: number) => bandsHz.findIndex((centre) => centre >= hz);
    expect(variants.shaped.spectrumDb[at(3500)]!).toBeLessThan(variants.tpdf.spectrumDb[at(3500)]! - 10);
    expect(variants.shaped.spectrumDb.at(-1)!).toBeGreaterThan(variants.tpdf.spectrumDb.at(-1)! + 5);
  });

  it('what was added is the difference', () => {
    for (const { sound, added } of Object.values(variants)) {
      expect(sound.left[1000]! - fade[1000]!).toBeCloseTo(added.left[1000]!, 6);
      expect(Number.isInteger(sound.left[1000]! * 128)).toBe(true);
    }
    expect(Math.max(...originalDb)).toBeGreaterThan(-40);
  });

  it('two more bits take 12 dB off', () => {
    const finer = quantisedSet(fade, fade, 10).variants.tpdf.addedDb;
    expect(variants.tpdf.addedDb - finer).toBeCloseTo(12.04, 1);
  });
});
