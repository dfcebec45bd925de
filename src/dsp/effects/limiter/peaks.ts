/**
 * Largest magnitude of the waveform between samples, frame by frame. Four points a sample by a windowed sinc
 * of 32 taps (BS.1770-5, annex 2, asks for 12), then a parabola through each crest: the points of a tone at
 * 0.45 of the sampling rate can lie 0.55 dB under its crest, the parabola a hundredth. A short sinc loses what
 * lies next to half the sampling rate; so a refining detector looks again, wherever a crest may matter, with
 * 128 taps and eight points a sample.
 */
import { GRID } from '../../core/grid.ts';
import { kaiser, sinc } from '../../core/kaiser.ts';

const PAIRS = 16;
const BETA = 5;
const FINE_PAIRS = 64;
const FINE_BETA = 4;
const FINE_POINTS = 8;
/** Crests within 2 dB of the floor are looked at again. */
const NEAR = 0.8;

/**
 * The points ¼ and ¾ mirror each other: with pairs of samples at the same distance from the middle, their sum
 * and difference serve both. For each pair: even and odd part of the quarter point, and the half point.
 */
const even = new Float64Array(PAIRS);
const odd = new Float64Array(PAIRS);
const half = new Float64Array(PAIRS);
/** Taps of the fine points 1/8 … 7/8, one after the other. */
const fine = new Float64Array((FINE_POINTS - 1) * 2 * FINE_PAIRS);
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

function design(): void {
  const quarter = taps(PAIRS, 0.25, BETA);
  const middle = taps(PAIRS, 0.5, BETA);
  for (let k = 0; k < PAIRS; k++) {
    const before = quarter[PAIRS - 1 - k];
    const after = quarter[PAIRS + k];
    even[k] = 0.5 * (before + after);
    odd[k] = 0.5 * (before - after);
    half[k] = middle[PAIRS + k];
  }
  for (let p = 1; p < FINE_POINTS; p++) {
    const h = taps(FINE_PAIRS, p / FINE_POINTS, FINE_BETA);
    fine.set(h, (p - 1) * 2 * FINE_PAIRS);
    worst = Math.max(
      worst,
      h.reduce((sum, v) => sum + Math.abs(v), 0),
    );
  }
  // The parabola adds at most an eighth of the difference of its neighbours.
  worst *= 1.25;
}
design();

/** One channel's detector. */
export class Peaks {
  /** Frames after the one judged that must be known. */
  readonly ahead: number;
  private readonly refining: boolean;
  private readonly history: number;
  private readonly x: Float64Array;
  private readonly points = new Float64Array(FINE_POINTS + 2);
  /** The last interpolated point before the frame to be judged. */
  private before = 0;
  private loudFrames = 0;

  constructor(refining: boolean) {
    this.refining = refining;
    this.ahead = refining ? FINE_PAIRS : PAIRS;
    this.history = 2 * this.ahead - 1;
    this.x = new Float64Array(this.history + GRID);
  }

  clear(): void {
    this.x.fill(0);
    this.before = 0;
    this.loudFrames = 0;
  }

  /**
   * Takes `frames` new samples and raises `peaks[i]` to the crest around the sample `ahead` frames earlier, in
   * the interval from it to the next. Crests that surely stay under `floor` may be left out.
   */
  take(input: Float64Array, frames: number, floor: number, peaks: Float64Array): void {
    const { x, history } = this;
    const quiet = floor / worst;
    for (let i = 0; i < frames; i++) {
      const v = input[i];
      x[history + i] = v;
      if (v > quiet || v < -quiet) this.loudFrames = history + GRID;
    }
    if (this.loudFrames > 0) {
      this.judge(frames, floor, peaks);
      this.loudFrames -= frames;
    } else {
      this.before = x[this.ahead - 1];
    }
    x.copyWithin(0, frames, history + frames);
  }

  private judge(frames: number, floor: number, peaks: Float64Array): void {
    const { x, refining, ahead } = this;
    const near = NEAR * floor;
    let last = this.before;
    for (let i = 0; i < frames; i++) {
      const at = i + ahead - 1;
      let quarterEven = 0;
      let quarterOdd = 0;
      let middle = 0;
      for (let k = 0; k < PAIRS; k++) {
        const a = x[at - k];
        const b = x[at + 1 + k];
        const sum = a + b;
        quarterEven += even[k] * sum;
        quarterOdd += odd[k] * (a - b);
        middle += half[k] * sum;
      }
      const p0 = x[at];
      const p1 = quarterEven + quarterOdd;
      const p3 = quarterEven - quarterOdd;
      const p4 = x[at + 1];
      let top = p0 < 0 ? -p0 : p0;
      const m1 = p1 < 0 ? -p1 : p1;
      const m2 = middle < 0 ? -middle : middle;
      const m3 = p3 < 0 ? -p3 : p3;
      if (m1 > top) top = m1;
      if (m2 > top) top = m2;
      if (m3 > top) top = m3;
      if (top > near) {
        // Vertex of the parabola through each point and its neighbours, where the point is a crest.
        const before = last;
        let bend = before + p1 - 2 * p0;
        let lean = p1 - before;
        let crest = p0;
        if (bend * p0 < 0 && lean * lean < 4 * bend * bend) crest -= (lean * lean) / (8 * bend);
        if (crest > top) top = crest;
        if (-crest > top) top = -crest;
        bend = p0 + middle - 2 * p1;
        lean = middle - p0;
        crest = p1;
        if (bend * p1 < 0 && lean * lean < 4 * bend * bend) crest -= (lean * lean) / (8 * bend);
        if (crest > top) top = crest;
        if (-crest > top) top = -crest;
        bend = p1 + p3 - 2 * middle;
        lean = p3 - p1;
        crest = middle;
        if (bend * middle < 0 && lean * lean < 4 * bend * bend) crest -= (lean * lean) / (8 * bend);
        if (crest > top) top = crest;
        if (-crest > top) top = -crest;
        bend = middle + p4 - 2 * p3;
        lean = p4 - middle;
        crest = p3;
        if (bend * p3 < 0 && lean * lean < 4 * bend * bend) crest -= (lean * lean) / (8 * bend);
        if (crest > top) top = crest;
        if (-crest > top) top = -crest;
      }
      last = p3;
      if (refining && top > near) top = this.refine(at, top);
      if (top > peaks[i]) peaks[i] = top;
    }
    this.before = last;
  }

  /** The crest around `at` once more, with fine taps; never less than the samples themselves. */
  private refine(at: number, coarse: number): number {
    const { x, points } = this;
    const first = at - FINE_PAIRS + 1;
    points[1] = x[at];
    points[FINE_POINTS + 1] = x[at + 1];
    for (let p = 1; p < FINE_POINTS; p++) {
      const from = (p - 1) * 2 * FINE_PAIRS;
      let sum = 0;
      let other = 0;
      for (let k = 0; k < 2 * FINE_PAIRS; k += 2) {
        sum += fine[from + k] * x[first + k];
        other += fine[from + k + 1] * x[first + k + 1];
      }
      points[p + 1] = sum + other;
    }
    // The point before the sample mirrors the one after it closely enough for a vertex at the sample itself.
    points[0] = 2 * points[1] - points[2];
    let top = coarse;
    for (let p = 1; p <= FINE_POINTS; p++) {
      const here = points[p];
      const bend = points[p - 1] + points[p + 1] - 2 * here;
      const lean = points[p + 1] - points[p - 1];
      let crest = here;
      if (bend * here < 0 && lean * lean < 4 * bend * bend) crest -= (lean * lean) / (8 * bend);
      if (crest > top) top = crest;
      if (-crest > top) top = -crest;
    }
    return top;
  }
}
