import { describe, expect, it } from 'vitest';
import { dbOf, dbOfPower, gainOf, SILENCE_DB } from '../../../src/dsp/core/decibels.ts';
import { approach } from '../../../src/dsp/core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../../src/dsp/core/exponential.ts';
import { random } from '../contract/rig.ts';

describe('decibels', () => {
  it('go there and back', () => {
    expect(gainOf(6)).toBeCloseTo(1.99526, 5);
    expect(dbOf(gainOf(-37.5))).toBeCloseTo(-37.5, 9);
    expect(dbOfPower(0.01)).toBeCloseTo(-20, 9);
    expect(dbOf(0)).toBe(SILENCE_DB);
    expect(dbOf(-1)).toBe(SILENCE_DB);
  });
});

describe('amplitudesToDb', () => {
  it('agrees with the library within 1e-6 dB from −180 to +120 dB', () => {
    const next = random(2);
    const x = Float64Array.from({ length: 20_000 }, () => 10 ** (15 * next() - 9));
    const db = x.slice();
    amplitudesToDb(db, x.length);
    for (let i = 0; i < x.length; i++) expect(Math.abs(db[i] - 20 * Math.log10(x[i]))).toBeLessThan(1e-6);
  });

  it('is exact at 1, repeats held levels and knows silence', () => {
    const x = Float64Array.of(1, 1, 0.5, 0.5, 0, 0, 1e-300, 1);
    amplitudesToDb(x, x.length);
    expect(x[0]).toBe(0);
    expect(x[1]).toBe(0);
    expect(x[3]).toBe(x[2]);
    expect(x[2]).toBeCloseTo(-6.0206, 4);
    expect(x[4]).toBe(SILENCE_DB);
    expect(x[6]).toBe(SILENCE_DB);
    expect(x[7]).toBe(0);
  });
});

describe('reductionsToGains', () => {
  it('agrees with the library within 1e-8, for cuts and boosts, and is exactly 1 at 0', () => {
    const next = random(3);
    const x = Float64Array.from({ length: 20_000 }, () => 150 * next() - 30);
    x[0] = 0;
    const gains = x.slice();
    reductionsToGains(gains, x.length);
    expect(gains[0]).toBe(1);
    for (let i = 0; i < x.length; i++) expect(Math.abs(gains[i] / 10 ** (-x[i] / 20) - 1)).toBeLessThan(1e-8);
  });
});

describe('approach', () => {
  it('covers 63% in its time', () => {
    const k = approach(10, 48_000);
    let y = 0;
    for (let i = 0; i < 480; i++) y += k * (1 - y);
    expect(y).toBeCloseTo(1 - Math.exp(-1), 9);
    expect(approach(0, 48_000)).toBe(1);
  });
});
