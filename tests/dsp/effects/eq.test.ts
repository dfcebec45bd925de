import { describe, expect, it } from 'vitest';
import { prototypeDb } from '../../../src/dsp/core/filter-design.ts';
import { butterworthQ } from '../../../src/dsp/core/filter-design.ts';
import { defaults } from '../../../src/dsp/core/params.ts';
import { eq } from '../../../src/dsp/effects/eq/eq.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import {
  db,
  noise,
  render,
  run,
  prepared,
  stereo,
  valuesOf,
  amplitudeAt,
  sine,
  peak,
} from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('eq') as AnyEffect;
const values = (over: AnyValues) =>
  ({ ...defaults(eq.params), ...over }) as Parameters<NonNullable<typeof eq.magnitudeDb>>[0];
const curve = (over: AnyValues, freqHz: number, rate: number): number =>
  eq.magnitudeDb!(values(over), freqHz, rate);

/** Frequencies every twelfth of an octave. */
const sweep = (from: number, to: number): number[] => {
  const f: number[] = [];
  for (let x = from; x <= to; x *= 2 ** (1 / 12)) f.push(x);
  return f;
};

const CENTRES = [20, 60, 200, 700, 2000, 5000, 8000, 10_000, 12_000, 14_000, 16_000];

/** Largest error against the prototype where that is over −40 dB: up to 16 kHz, and from there to 20 kHz. */
function errors(rate: number, over: AnyValues, prototype: (f: number) => number): [number, number] {
  let low = 0;
  let high = 0;
  for (const f of [...sweep(20, 20_000), 20_000]) {
    const p = prototype(f);
    if (p < -40) continue;
    const error = Math.abs(curve(over, f, rate) - p);
    if (f <= 16_000) low = Math.max(low, error);
    else high = Math.max(high, error);
  }
  return [low, high];
}

describe('equaliser against its analogue prototype', () => {
  describe.each([44_100, 48_000, 88_200, 96_000])('at %i Hz', (rate) => {
    it.each(['bell', 'lowShelf', 'highShelf', 'tilt', 'notch'] as const)(
      '%s: 0.3 dB to 16 kHz, 1 dB to 20 kHz',
      (shape) => {
        for (const f0 of CENTRES) {
          for (const q of [0.5, 0.71, 1, 2, 5]) {
            if (shape.endsWith('Shelf') && q > 2) continue;
            for (const gain of shape === 'notch' ? [0] : [-12, -3, 1, 6, 12]) {
              const over = { 'mid.shape': shape, 'mid.freqHz': f0, 'mid.gainDb': gain, 'mid.q': q };
              const [low, high] = errors(rate, over, (f) => prototypeDb(shape, f0, gain, q, f));
              expect(low, `${f0} Hz, Q ${q}, ${gain} dB`).toBeLessThan(0.3);
              expect(high, `${f0} Hz, Q ${q}, ${gain} dB`).toBeLessThan(1);
            }
          }
        }
      },
    );

    it.each(['highPass', 'lowPass'] as const)(
      '%s at every slope: 0.3 dB to 16 kHz, 1 dB to 20 kHz',
      (pass) => {
        for (const f0 of CENTRES) {
          for (const slope of ['6', '12', '18', '24', '36', '48']) {
            const order = Number(slope) / 6;
            const prototype = (f: number): number => {
              let sum = order % 2 === 1 ? prototypeDb(`${pass}1`, f0, 0, 1, f) : 0;
              for (let i = 0; i < order >> 1; i++) sum += prototypeDb(pass, f0, 0, butterworthQ(order, i), f);
              return sum;
            };
            const over = { [`${pass}.on`]: true, [`${pass}.freqHz`]: f0, [`${pass}.slopeDbOct`]: slope };
            const [low, high] = errors(rate, over, prototype);
            expect(low, `${f0} Hz, ${slope} dB/oct`).toBeLessThan(0.3);
            expect(high, `${f0} Hz, ${slope} dB/oct`).toBeLessThan(1);
          }
        }
      },
    );
  });
});

describe('equaliser', () => {
  it('draws the curve that it sounds: measured response equals magnitudeDb', () => {
    const rate = 48_000;
    const over: AnyValues = {
      'highPass.on': true,
      'highPass.slopeDbOct': '36',
      'low.gainDb': -4,
      'lowMid.gainDb': 5,
      'lowMid.q': 4,
      'mid.shape': 'notch',
      'highMid.gainDb': -9,
      'high.gainDb': 7,
      'lowPass.on': true,
      'lowPass.slopeDbOct': '18',
    };
    const impulse = stereo(65_536);
    impulse.left[0] = 1;
    impulse.right[0] = 1;
    const out = render(effect, rate, over, impulse);
    for (const f of sweep(25, 20_000)) {
      let re = 0;
      let im = 0;
      for (let i = 0; i < 65_536; i++) {
        re += out.left[i] * Math.cos((2 * Math.PI * f * i) / rate);
        im += out.left[i] * Math.sin((2 * Math.PI * f * i) / rate);
      }
      const measured = db(Math.hypot(re, im));
      if (measured < -60) continue;
      expect(measured).toBeCloseTo(curve(over, f, rate), 2);
    }
  });

  it('is transparent to the bit at its defaults, and with every band off', () => {
    const input = noise(4096, 0.9);
    expect(render(effect, 48_000, {}, input)).toEqual(input);
    const off = { 'low.on': false, 'low.gainDb': 9, 'mid.on': false, 'mid.gainDb': -9 };
    expect(render(effect, 48_000, off, input)).toEqual(input);
  });

  it('undoes a boost with the same cut', () => {
    const input = noise(20_000, 0.5);
    const boost = render(
      effect,
      48_000,
      { 'mid.gainDb': 12, 'high.gainDb': 9, 'high.freqHz': 12_000 },
      input,
    );
    const back = render(
      effect,
      48_000,
      { 'mid.gainDb': -12, 'high.gainDb': -9, 'high.freqHz': 12_000 },
      boost,
    );
    for (let i = 0; i < 20_000; i++) back.left[i] -= input.left[i];
    // What is left is the rounding of the 32-bit buffer between the two.
    expect(db(peak({ left: back.left, right: back.left }))).toBeLessThan(-120);
  });

  it('nulls a notch at its centre', () => {
    const out = render(
      effect,
      48_000,
      { 'mid.shape': 'notch', 'mid.freqHz': 1000, 'mid.q': 2 },
      sine(48_000, 1000, 48_000, 0.5),
    );
    expect(db(amplitudeAt(out.left, 1000, 48_000, 24_000, 48_000))).toBeLessThan(-100);
  });

  it('works on the middle or the sides alone', () => {
    const middle = sine(9600, 1000, 48_000, 0.25);
    const sides = sine(9600, 1000, 48_000, 0.25);
    for (let i = 0; i < 9600; i++) sides.right[i] = -sides.left[i];
    const over = { 'mid.gainDb': 12 };
    const level = (channels: string, input: typeof middle) =>
      db(
        amplitudeAt(render(effect, 48_000, { ...over, channels }, input).left, 1000, 48_000, 4800, 9600) /
          0.25,
      );
    expect(level('mid', middle)).toBeCloseTo(12, 1);
    expect(level('mid', sides)).toBeCloseTo(0, 3);
    expect(level('side', middle)).toBeCloseTo(0, 3);
    expect(level('side', sides)).toBeCloseTo(12, 1);
  });

  it('arrives exactly: after a glide it is the equaliser of the new values', () => {
    const over: AnyValues = {
      'mid.gainDb': 7,
      'mid.freqHz': 3000,
      'low.gainDb': -5,
      'high.q': 1.4,
      'highPass.on': true,
    };
    const moved = prepared(effect, 48_000);
    run(moved, noise(4800, 0.5), 128);
    moved.set(valuesOf(effect, over), true);
    // Long enough to arrive and to forget what was before.
    run(moved, stereo(48_000), 128);
    const input = noise(9600, 0.5, 3);
    const wanted = render(effect, 48_000, over, input);
    const got = run(moved, input, 128);
    for (let i = 0; i < 9600; i++) got.left[i] -= wanted.left[i];
    expect(db(peak({ left: got.left, right: got.left }))).toBeLessThan(-130);
  });

  it('sweeps without zipper noise', () => {
    // A bell swept over two octaves in twenty small moves, as a hand does it, under a tone far from it.
    const rate = 48_000;
    const input = sine(rate, 100, rate, 0.5);
    const processor = prepared(
      effect,
      rate,
      valuesOf(effect, { 'highMid.gainDb': 12, 'highMid.freqHz': 1000 }),
    );
    const out = { left: input.left.slice(), right: input.right.slice() };
    let at = 4800;
    run(processor, input, 128, null, 0, at, out);
    for (let i = 1; i <= 40; i++, at += 800) {
      processor.set(valuesOf(effect, { 'highMid.gainDb': 12, 'highMid.freqHz': 1000 * 2 ** (i / 20) }), true);
      run(processor, input, 128, null, at, at + 800, out);
    }
    run(processor, input, 128, null, at, rate, out);
    for (const f of [1500, 2500, 5000, 9000]) {
      expect(db(amplitudeAt(out.left, f, rate, 4800, at) / 0.5)).toBeLessThan(-90);
    }
  });
});
