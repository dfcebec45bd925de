import { describe, expect, it } from 'vitest';
import { Sections } from '../../../src/dsp/core/biquad.ts';
import {
  butterworthQ,
  designSection,
  hasGain,
  prototypeDb,
  SECTION,
  sectionDb,
} from '../../../src/dsp/core/filter-design.ts';
import type { Shape } from '../../../src/dsp/core/filter-design.ts';
import { random } from '../contract/rig.ts';

const SHAPES: Shape[] = [
  'bell',
  'lowShelf',
  'highShelf',
  'notch',
  'tilt',
  'lowPass',
  'highPass',
  'lowPass1',
  'highPass1',
];

describe('designSection', () => {
  it('is stable, and of minimum phase, for any setting', () => {
    const next = random(1);
    const c = new Float64Array(SECTION);
    for (let n = 0; n < 5000; n++) {
      const shape = SHAPES[n % SHAPES.length];
      const rate = [44_100, 48_000, 96_000, 192_000, 8000][n % 5];
      const f0 = 5 * 4800 ** next();
      const q = 0.1 * 300 ** next();
      designSection(shape, f0, 48 * next() - 24, shape.endsWith('Shelf') ? Math.min(2, q) : q, rate, c, 0);
      const what = `${shape} ${f0} Hz Q ${q} at ${rate}`;
      expect(c.every(Number.isFinite), what).toBe(true);
      // The stability triangle.
      expect(Math.abs(c[4]), what).toBeLessThan(1);
      expect(Math.abs(c[3]), what).toBeLessThan(1 + c[4]);
      // Zeros inside or on the unit circle.
      expect(Math.abs(c[2] / c[0]), what).toBeLessThan(1 + 1e-9);
    }
  });

  it.each(SHAPES.filter(hasGain))(
    '%s: a cut is the exact inverse of the boost, and 0 dB is nothing',
    (shape) => {
      const boost = new Float64Array(SECTION);
      const cut = new Float64Array(SECTION);
      for (const f0 of [40, 1000, 9000]) {
        designSection(shape, f0, 9, 0.9, 48_000, boost, 0);
        designSection(shape, f0, -9, 0.9, 48_000, cut, 0);
        expect(cut[0]).toBeCloseTo(1 / boost[0], 12);
        expect(cut[1]).toBeCloseTo(boost[3] / boost[0], 12);
        expect(cut[3]).toBeCloseTo(boost[1] / boost[0], 12);
        designSection(shape, f0, 0, 0.9, 48_000, boost, 0);
        expect([boost[0], boost[1], boost[2]]).toEqual([1, boost[3], boost[4]]);
      }
    },
  );

  it('knows the response that a section has', () => {
    const sections = new Sections(1);
    designSection('bell', 3000, 7, 2, 48_000, sections.coefs, 0);
    const left = new Float64Array(8192);
    left[0] = 1;
    sections.run(0, left, new Float64Array(8192), 8192);
    for (const f of [100, 1500, 3000, 3300, 12_000]) {
      let re = 0;
      let im = 0;
      for (let i = 0; i < 8192; i++) {
        re += left[i] * Math.cos((2 * Math.PI * f * i) / 48_000);
        im += left[i] * Math.sin((2 * Math.PI * f * i) / 48_000);
      }
      expect(20 * Math.log10(Math.hypot(re, im))).toBeCloseTo(sectionDb(sections.coefs, 0, f, 48_000), 6);
    }
  });

  it('has the prototypes of the cookbook', () => {
    expect(prototypeDb('bell', 1000, 6, 1, 1000)).toBeCloseTo(6, 9);
    expect(prototypeDb('lowShelf', 1000, 6, 0.7, 1)).toBeCloseTo(6, 3);
    expect(prototypeDb('lowShelf', 1000, 6, 0.7, 1000)).toBeCloseTo(3, 9);
    expect(prototypeDb('highShelf', 1000, -6, 0.7, 1e6)).toBeCloseTo(-6, 3);
    expect(prototypeDb('tilt', 1000, 6, 1, 1e6)).toBeCloseTo(6, 3);
    expect(prototypeDb('tilt', 1000, 6, 1, 1)).toBeCloseTo(-6, 3);
    expect(prototypeDb('lowPass', 1000, 0, Math.SQRT1_2, 1000)).toBeCloseTo(-3.0103, 4);
    expect(prototypeDb('highPass1', 1000, 0, 1, 500)).toBeCloseTo(-6.9897, 4);
  });

  it('builds Butterworth filters: −3 dB at the cut-off, for any order', () => {
    for (const order of [2, 3, 4, 6, 8]) {
      let db = order % 2 === 1 ? prototypeDb('highPass1', 100, 0, 1, 100) : 0;
      for (let i = 0; i < order >> 1; i++) db += prototypeDb('highPass', 100, 0, butterworthQ(order, i), 100);
      expect(db).toBeCloseTo(-3.0103, 3);
    }
  });
});

describe('Sections', () => {
  it('runs a pair as two sections one after the other, to the bit, and flushes what is too small', () => {
    const pair = new Sections(2);
    const single = new Sections(2);
    for (const s of [pair, single]) {
      designSection('bell', 300, 6, 1, 48_000, s.coefs, 0);
      designSection('highShelf', 5000, -4, 0.7, 48_000, s.coefs, SECTION);
    }
    const next = random(4);
    const a = Float64Array.from({ length: 512 }, next);
    const b = Float64Array.from({ length: 512 }, next);
    const c = a.slice();
    const d = b.slice();
    pair.runPair(0, 1, a, b, 512);
    single.run(0, c, d, 512);
    single.run(1, c, d, 512);
    expect(a).toEqual(c);
    expect(b).toEqual(d);
    expect(pair.rings(0, 1e-7)).toBe(true);
    pair.states.fill(1e-19);
    pair.flush(0);
    expect(pair.rings(0, 0)).toBe(false);
  });
});
