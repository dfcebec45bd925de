import { describe, expect, it } from 'vitest';
import { lfMagnitude, lfSpectrum } from '../../../scripts/songs/singer/glottis.ts';

const PERIOD_S = 1 / 250;
const db = (x: number) => 20 * Math.log10(x);

/** Level of one pulse at every quarter harmonic, dB. */
function levels(rd: number, quarters: number): number[] {
  const re = new Float64Array(quarters);
  const im = new Float64Array(quarters);
  lfSpectrum(rd, PERIOD_S, 250 / 4, re, im);
  return Array.from(re, (r, i) => db(Math.hypot(r, im[i]!)));
}

describe('the glottal source', () => {
  it.each([0.6, 0.9, 1.3, 1.8])('falls without fixed bands above ten harmonics at Rd %s', (rd) => {
    const spectrum = levels(rd, 320);
    for (let i = 100; i < 316; i++) {
      // Against the straight line between two harmonics lower and higher.
      const chord = (spectrum[i - 4]! + spectrum[i + 4]!) / 2;
      expect(Math.abs(spectrum[i]! - chord), `harmonic ${i / 4}`).toBeLessThan(0.5);
      expect(spectrum[i]!).toBeLessThan(spectrum[i - 4]!);
    }
  });

  it('tends to −12 dB an octave, as a rounded closure does', () => {
    const spectrum = levels(1.2, 330);
    expect(spectrum[320]! - spectrum[160]!).toBeGreaterThan(-13);
    expect(spectrum[320]! - spectrum[160]!).toBeLessThan(-10);
  });

  it('is darker the breathier it is', () => {
    const tilt = (rd: number) => {
      const spectrum = levels(rd, 100);
      return spectrum[80]! - spectrum[4]!;
    };
    expect(tilt(0.7)).toBeGreaterThan(tilt(1.1) + 3);
    expect(tilt(1.1)).toBeGreaterThan(tilt(1.8) + 3);
  });

  it('has a reference curve that follows the pulse within 3 dB', () => {
    const spectrum = levels(1, 240);
    for (let i = 4; i < 240; i += 4) {
      expect(Math.abs(spectrum[i]! - db(lfMagnitude(1, (i / 4) * 250, PERIOD_S)))).toBeLessThan(3);
    }
  });
});
