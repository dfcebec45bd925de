/**
 * K-weighting of ITU-R BS.1770-5: a shelf for the head, then a high-pass (RLB). The standard gives coefficients
 * at 48 kHz only (tables 1 and 2); at other rates they come from the same analogue prototypes, as libebur128
 * derives them, and the high-pass numerator is scaled so that the response stays that of 48 kHz.
 */
import { gainOf } from '../core/decibels.ts';

/** One second-order section, a0 = 1. */
export interface Section {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

const SHELF = {
  freqHz: 1681.974450955533,
  gainDb: 3.999843853973347,
  q: 0.7071752369554196,
  power: 0.4996667741545416,
};
const HIGH_PASS = { freqHz: 38.13547087602444, q: 0.5003270373238773 };
const REFERENCE_RATE = 48_000;

/** a0 of the high-pass before it is divided out. */
const highPassA0 = (sampleRate: number): number => {
  const k = Math.tan((Math.PI * HIGH_PASS.freqHz) / sampleRate);
  return 1 + k / HIGH_PASS.q + k * k;
};

/** The two sections, in the order in which they run, for a sample rate in Hz. */
export function kWeighting(sampleRate: number): [Section, Section] {
  const k = Math.tan((Math.PI * SHELF.freqHz) / sampleRate);
  const vh = gainOf(SHELF.gainDb);
  const vb = vh ** SHELF.power;
  const a0 = 1 + k / SHELF.q + k * k;
  const shelf: Section = {
    b0: (vh + (vb * k) / SHELF.q + k * k) / a0,
    b1: (2 * (k * k - vh)) / a0,
    b2: (vh - (vb * k) / SHELF.q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF.q + k * k) / a0,
  };
  const h = Math.tan((Math.PI * HIGH_PASS.freqHz) / sampleRate);
  const h0 = highPassA0(sampleRate);
  const scale = highPassA0(REFERENCE_RATE) / h0;
  const highPass: Section = {
    b0: scale,
    b1: -2 * scale,
    b2: scale,
    a1: (2 * (h * h - 1)) / h0,
    a2: (1 - h / HIGH_PASS.q + h * h) / h0,
  };
  return [shelf, highPass];
}
