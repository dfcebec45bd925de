/**
 * Largest magnitude of the waveform between samples, frame by frame. Four points a sample (BS.1770-5, annex 2),
 * then a parabola through each crest: the points of a tone at 0.45 of the sampling rate can lie 0.55 dB under
 * its crest, the parabola a hundredth. The points come from two half-band interpolators, 32 taps to twice the
 * rate and 8 more to four times. So short a filter loses what lies next to half the sampling rate;
 * therefore crests near the limit are looked at again, with 128 taps.
 */
import type { Carver } from '../../core/carver.ts';
import { GRID } from '../../core/grid.ts';
import { kaiser, sinc } from '../../core/kaiser.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import * as slot from '../../kernels/peaks-memory.ts';
import {
  AHEAD,
  FINE_PAIRS,
  HALF_PAIRS,
  HISTORY,
  MIDDLE_HISTORY,
  QUARTER_PAIRS,
} from '../../kernels/peaks-memory.ts';

/** Crests within 2 dB of the floor are looked at again. */
const NEAR = 0.8;

/** Points half way between samples, and half way between those and the samples: one tap for each pair. */
const half = new Float64Array(HALF_PAIRS);
const quarter = new Float64Array(QUARTER_PAIRS);
/**
 * The fine points ¼ and ¾ mirror each other: with pairs of samples at the same distance from the middle, their
 * sum (even part) and difference (odd part) serve both.
 */
const fineEven = new Float64Array(FINE_PAIRS);
const fineOdd = new Float64Array(FINE_PAIRS);
const fineHalf = new Float64Array(FINE_PAIRS);
/** No interpolated point exceeds the largest sample in reach times this. */
let worst = 0;

/** Taps for the point `fraction` after a sample, from the earliest of 2·pairs samples; they add up to 1. */
function taps(pairs: number, fraction: number, beta: number): Float64Array {
  const h = new Float64Array(2 * pairs);
  let sum = 0;
  for (let k = 0; k < 2 * pairs; k++) {
    const distance = k - (pairs - 1) - fraction;
    h[k] = sinc(distance) * kaiser(distance / (pairs + 0.5), beta);
    sum += h[k];
  }
  return h.map((v) => v / sum);
}

const magnitude = (h: Float64Array): number => h.reduce((sum, v) => sum + Math.abs(v), 0);

function design(): void {
  const first = taps(HALF_PAIRS, 0.5, 5);
  const second = taps(QUARTER_PAIRS, 0.5, 5);
  half.set(first.subarray(HALF_PAIRS));
  quarter.set(second.subarray(QUARTER_PAIRS));
  const fineQuarter = taps(FINE_PAIRS, 0.25, 4);
  const fineMiddle = taps(FINE_PAIRS, 0.5, 4);
  for (let k = 0; k < FINE_PAIRS; k++) {
    const before = fineQuarter[FINE_PAIRS - 1 - k];
    const after = fineQuarter[FINE_PAIRS + k];
    fineEven[k] = 0.5 * (before + after);
    fineOdd[k] = 0.5 * (before - after);
    fineHalf[k] = fineMiddle[FINE_PAIRS + k];
  }
  // The parabola adds at most an eighth of the difference of its neighbours.
  worst =
    1.25 * Math.max(magnitude(first) * magnitude(second), magnitude(fineMiddle), magnitude(fineQuarter));
}
design();

/** All taps, as the kernel has them. */
const allTaps = Float64Array.of(...half, ...quarter, ...fineEven, ...fineOdd, ...fineHalf);

/** One channel's detector. */
export class Peaks {
  /** Look again at crests that are over the floor as well as at those near it. */
  private readonly thorough: boolean;
  /** Samples; the newest of a piece begin at `HISTORY`. */
  private x: Float64Array = new Float64Array(0);
  /** Points half way after samples; the newest of a piece begin at `MIDDLE_HISTORY`. */
  private m: Float64Array = new Float64Array(0);
  /**
   * The point before a frame, its five points from sample to sample, and their crest. An array, because a
   * function that is not inlined boxes its result, which is an allocation.
   */
  private points: Float64Array = new Float64Array(0);
  /** What the kernel is told. */
  private integers: Int32Array = new Int32Array(0);
  private loudFrames = 0;
  private awake = false;

  constructor(thorough: boolean) {
    this.thorough = thorough;
  }

  /** Takes its place in memory; `peaks` are the crests that it raises. */
  settle(memory: Carver, peaks: Float64Array): void {
    this.integers = memory.integers(slot.PEAKS_INTEGERS);
    this.x = memory.doubles(HISTORY + GRID);
    this.m = memory.doubles(MIDDLE_HISTORY + GRID);
    this.points = memory.doubles(slot.POINTS);
    const taps = memory.doubles(slot.ALL_TAPS);
    taps.set(allTaps);
    this.integers[slot.SAMPLES_AT] = this.x.byteOffset;
    this.integers[slot.MIDDLES_AT] = this.m.byteOffset;
    this.integers[slot.POINTS_AT] = this.points.byteOffset;
    this.integers[slot.PEAKS_AT] = peaks.byteOffset;
    this.integers[slot.TAPS_AT] = taps.byteOffset;
    this.integers[slot.THOROUGH] = this.thorough ? 1 : 0;
  }

  clear(): void {
    this.x.fill(0);
    this.loudFrames = 0;
    this.awake = false;
  }

  /**
   * Takes `frames` new samples and raises `peaks[i]` to the crest around the sample `AHEAD` frames earlier, in
   * the interval from it to the next. Crests that surely stay under `floor` may be left out, and all of them
   * if the caller knows that there are none above (`skip`). `kernels`: where the channel lies, if it does.
   */
  take(
    input: Float64Array,
    frames: number,
    floor: number,
    peaks: Float64Array,
    skip: boolean,
    kernels: Kernels | null,
  ): void {
    const { x, m } = this;
    const quiet = floor / worst;
    for (let i = 0; i < frames; i++) {
      const v = input[i];
      x[HISTORY + i] = v;
      if (v > quiet || v < -quiet) this.loudFrames = HISTORY + GRID;
    }
    if (this.loudFrames > 0 && !skip) {
      if (!this.awake) this.wake(frames);
      else if (kernels === null) this.interpolate(0, frames);
      if (kernels === null) {
        this.judge(frames, floor, peaks);
      } else {
        this.points[slot.FLOOR_POINT] = floor;
        kernels.run.peaks(this.integers.byteOffset, frames);
      }
    } else {
      this.awake = false;
    }
    this.loudFrames = Math.max(0, this.loudFrames - frames);
    x.copyWithin(0, frames, HISTORY + frames);
    if (this.awake) m.copyWithin(0, frames, MIDDLE_HISTORY + frames);
  }

  /** Makes up for the points that were left out. */
  private wake(frames: number): void {
    this.awake = true;
    this.interpolate(-MIDDLE_HISTORY, frames);
    this.load(-1);
    this.points[0] = this.points[4];
  }

  /** The points half way after the newest samples that have enough after them; earlier ones from below 0. */
  private interpolate(from: number, to: number): void {
    const { x, m } = this;
    for (let i = from; i < to; i++) {
      const at = HISTORY + i - HALF_PAIRS;
      let sum = 0;
      let other = 0;
      for (let k = 0; k < HALF_PAIRS; k += 2) {
        sum += half[k] * (x[at - k] + x[at + 1 + k]);
        other += half[k + 1] * (x[at - 1 - k] + x[at + 2 + k]);
      }
      m[MIDDLE_HISTORY + i] = sum + other;
    }
  }

  /** The coarse points of the frame judged with the new sample `i`, into `points` 1 to 5. */
  private load(i: number): void {
    const { x, m, points } = this;
    const at = i + AHEAD - 1;
    const mid = i + MIDDLE_HISTORY - AHEAD + HALF_PAIRS;
    const p0 = x[at];
    const p2 = m[mid];
    const p4 = x[at + 1];
    points[1] = p0;
    points[2] =
      quarter[0] * (p0 + p2) +
      quarter[1] * (m[mid - 1] + p4) +
      quarter[2] * (x[at - 1] + m[mid + 1]) +
      quarter[3] * (m[mid - 2] + x[at + 2]);
    points[3] = p2;
    points[4] =
      quarter[0] * (p2 + p4) +
      quarter[1] * (p0 + m[mid + 1]) +
      quarter[2] * (m[mid - 1] + x[at + 2]) +
      quarter[3] * (x[at - 1] + m[mid + 2]);
    points[5] = p4;
  }

  private judge(frames: number, floor: number, peaks: Float64Array): void {
    const { x, m, points, thorough } = this;
    const near = NEAR * floor;
    const q0 = quarter[0];
    const q1 = quarter[1];
    const q2 = quarter[2];
    const q3 = quarter[3];
    const middleAt = MIDDLE_HISTORY - AHEAD + HALF_PAIRS;
    for (let i = 0; i < frames; i++) {
      const at = i + AHEAD - 1;
      const mid = i + middleAt;
      const p0 = x[at];
      const p2 = m[mid];
      const p4 = x[at + 1];
      const p1 =
        q0 * (p0 + p2) +
        q1 * (m[mid - 1] + p4) +
        q2 * (x[at - 1] + m[mid + 1]) +
        q3 * (m[mid - 2] + x[at + 2]);
      const p3 =
        q0 * (p2 + p4) +
        q1 * (p0 + m[mid + 1]) +
        q2 * (m[mid - 1] + x[at + 2]) +
        q3 * (x[at - 1] + m[mid + 2]);
      let top = p0 < 0 ? -p0 : p0;
      const m1 = p1 < 0 ? -p1 : p1;
      const m2 = p2 < 0 ? -p2 : p2;
      const m3 = p3 < 0 ? -p3 : p3;
      if (m1 > top) top = m1;
      if (m2 > top) top = m2;
      if (m3 > top) top = m3;
      if (top > near) {
        points[1] = p0;
        points[2] = p1;
        points[3] = p2;
        points[4] = p3;
        points[5] = p4;
        points[6] = top;
        this.crest();
        if (thorough || points[6] <= floor) {
          this.refine(at);
          this.crest();
        }
        top = points[6];
      }
      points[0] = p3;
      if (top > peaks[i]) peaks[i] = top;
    }
  }

  /** The points after sample `at` once more, with fine taps. */
  private refine(at: number): void {
    const { x, points } = this;
    // Every other pair adds up apart, as the kernel does it in its two lanes.
    let even = 0;
    let odd = 0;
    let middle = 0;
    let evenToo = 0;
    let oddToo = 0;
    let middleToo = 0;
    for (let k = 0; k < FINE_PAIRS; k += 2) {
      const a = x[at - k];
      const b = x[at + 1 + k];
      const sum = a + b;
      even += fineEven[k] * sum;
      odd += fineOdd[k] * (a - b);
      middle += fineHalf[k] * sum;
      const c = x[at - k - 1];
      const d = x[at + 2 + k];
      const sumToo = c + d;
      evenToo += fineEven[k + 1] * sumToo;
      oddToo += fineOdd[k + 1] * (c - d);
      middleToo += fineHalf[k + 1] * sumToo;
    }
    even += evenToo;
    odd += oddToo;
    points[2] = even + odd;
    points[3] = middle + middleToo;
    points[4] = even - odd;
  }

  /** Raises `points[6]` to the points and to the vertices of the parabolas through each and its neighbours. */
  private crest(): void {
    const { points } = this;
    let most = points[6];
    for (let p = 1; p < 5; p++) {
      const here = points[p];
      const size = here < 0 ? -here : here;
      if (size > most) most = size;
      const bend = points[p - 1] + points[p + 1] - 2 * here;
      const lean = points[p + 1] - points[p - 1];
      if (bend * here < 0 && lean * lean < 4 * bend * bend) {
        const vertex = here - (lean * lean) / (8 * bend);
        if (vertex > most) most = vertex;
        if (-vertex > most) most = -vertex;
      }
    }
    points[6] = most;
  }
}
