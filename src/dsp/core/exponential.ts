/**
 * Decibels and gains for gain computers, a piece at a time and in place. The language leaves the last digits
 * of `Math.log` and `Math.exp` to each browser, and they are slow; these are the same everywhere and quick.
 * They work on whole pieces because a function that returns a number per sample may box it: an allocation.
 */
import { gainOf, SILENCE_DB } from './decibels.ts';

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** dB of a doubling of amplitude, 20 log10 2. */
const DB_PER_OCTAVE = 20 * Math.log10(2);
const SILENCE = gainOf(SILENCE_DB);

/** Amplitudes (0 or more) to dB, within 1e-6 dB: atanh series of the mantissa. */
export function amplitudesToDb(x: Float64Array, frames: number): void {
  let last = NaN;
  for (let i = 0; i < frames; i++) {
    const amplitude = x[i];
    if (amplitude === last) {
      // Held levels repeat.
      x[i] = x[i - 1];
      continue;
    }
    last = amplitude;
    if (amplitude <= SILENCE) {
      x[i] = SILENCE_DB;
      continue;
    }
    double[0] = amplitude;
    const high = words[1];
    // Mantissa to [√½, √2): what is above 1.4142 (0x6a09e in its upper bits) counts down an octave.
    const up = (high & 0xfffff) > 0x6a09e ? 1 : 0;
    words[1] = (high & 0xfffff) | ((1023 - up) << 20);
    const m = double[0];
    const t = (m - 1) / (m + 1);
    const t2 = t * t;
    const series =
      2.885390081777927 + t2 * (0.961796693925976 + t2 * (0.577078016355585 + t2 * 0.412198583111132));
    x[i] = DB_PER_OCTAVE * ((high >>> 20) - 1023 + up + t * series);
  }
}

/** Reductions in dB (up to 6000; negative ones raise) to gains, within 1e-8 of their value and exactly 1 at 0: 2^x by its series. */
export function reductionsToGains(x: Float64Array, frames: number): void {
  words[0] = 0;
  for (let i = 0; i < frames; i++) {
    const reduction = x[i];
    if (reduction === 0) {
      x[i] = 1;
      continue;
    }
    const octaves = reduction * (-1 / DB_PER_OCTAVE);
    const n = Math.floor(octaves + 0.5);
    const f = octaves - n;
    words[1] = (n + 1023) << 20;
    x[i] =
      double[0] *
      (1 +
        f *
          (0.6931471805599453 +
            f *
              (0.2402265069591007 +
                f *
                  (0.05550410866482158 +
                    f *
                      (0.009618129107628477 +
                        f *
                          (0.0013333558146428443 +
                            f * (0.0001540353039338161 + f * 0.00001525273380405984)))))));
  }
}
