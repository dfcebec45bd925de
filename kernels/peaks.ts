/**
 * Crests between samples, as `effects/limiter/peaks.ts` finds them, to the bit: points and their largest two frames at
 * a time; what is near the floor is looked at frame by frame.
 */
import {
  AHEAD,
  CREST_POINT,
  FINE_EVEN_TAPS,
  FINE_HALF_TAPS,
  FINE_ODD_TAPS,
  FINE_PAIRS,
  FLOOR_POINT,
  HALF_PAIRS,
  HISTORY,
  MIDDLE_HISTORY,
  MIDDLES_AT,
  PEAKS_AT,
  POINTS_AT,
  QUARTER_TAPS,
  SAMPLES_AT,
  TAPS_AT,
  THOROUGH,
} from '../src/dsp/kernels/peaks-memory';

const NEAR: f64 = 0.8;

/** The points half way after the newest samples that have enough after them. */
function interpolate(x: i32, m: i32, taps: i32, frames: i32): void {
  for (let i: i32 = 0; i < frames; i += 2) {
    let before = x + 8 * (HISTORY + i - HALF_PAIRS);
    let after = before + 8;
    let sum = f64x2.splat(0);
    let other = f64x2.splat(0);
    for (let k: i32 = 0; k < HALF_PAIRS; k += 2) {
      const near = f64x2.add(v128.load(before), v128.load(after));
      const far = f64x2.add(v128.load(before - 8), v128.load(after, 8));
      sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(taps + 8 * k), near));
      other = f64x2.add(other, f64x2.mul(v128.load64_splat(taps + 8 * k, 8), far));
      before -= 16;
      after += 16;
    }
    v128.store(m + 8 * (MIDDLE_HISTORY + i), f64x2.add(sum, other));
  }
}

function point(points: i32, place: i32): f64 {
  return load<f64>(points + 8 * place);
}

/** Raises the crest to the points and to the vertices of the parabolas through each and its neighbours. */
function crest(points: i32): void {
  let most = point(points, CREST_POINT);
  for (let p: i32 = 1; p < 5; p++) {
    const here = point(points, p);
    const size = abs(here);
    if (size > most) most = size;
    const bend = point(points, p - 1) + point(points, p + 1) - 2 * here;
    const lean = point(points, p + 1) - point(points, p - 1);
    if (bend * here < 0 && lean * lean < 4 * bend * bend) {
      const vertex = here - (lean * lean) / (8 * bend);
      if (vertex > most) most = vertex;
      if (-vertex > most) most = -vertex;
    }
  }
  store<f64>(points + 8 * CREST_POINT, most);
}

/** The points after the sample at `at` once more, with fine taps. */
function refine(at: i32, taps: i32, points: i32): void {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  let middle = f64x2.splat(0);
  for (let k: i32 = 0; k < 8 * FINE_PAIRS; k += 16) {
    const back = v128.load(at - k - 8);
    const a = v128.shuffle<i64>(back, back, 1, 0);
    const b = v128.load(at + k, 8);
    const sum = f64x2.add(a, b);
    even = f64x2.add(even, f64x2.mul(v128.load(taps + k, 8 * FINE_EVEN_TAPS), sum));
    odd = f64x2.add(odd, f64x2.mul(v128.load(taps + k, 8 * FINE_ODD_TAPS), f64x2.sub(a, b)));
    middle = f64x2.add(middle, f64x2.mul(v128.load(taps + k, 8 * FINE_HALF_TAPS), sum));
  }
  const e = f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1);
  const o = f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1);
  store<f64>(points, e + o, 16);
  store<f64>(points, f64x2.extract_lane(middle, 0) + f64x2.extract_lane(middle, 1), 24);
  store<f64>(points, e - o, 32);
}

/** The crest of one frame near the floor, whose points have been written. */
function look(at: i32, taps: i32, points: i32, floor: f64, thorough: bool): f64 {
  crest(points);
  if (thorough || point(points, CREST_POINT) <= floor) {
    refine(at, taps, points);
    crest(points);
  }
  return point(points, CREST_POINT);
}

/** Raises the crests of a piece whose samples are the newest of the channel. */
export function peaks(channel: i32, frames: i32): void {
  const x = load<i32>(channel, 4 * SAMPLES_AT);
  const m = load<i32>(channel, 4 * MIDDLES_AT);
  const points = load<i32>(channel, 4 * POINTS_AT);
  const taps = load<i32>(channel, 4 * TAPS_AT);
  const thorough = load<i32>(channel, 4 * THOROUGH) !== 0;
  const out = load<i32>(channel, 4 * PEAKS_AT);
  const floor = point(points, FLOOR_POINT);
  interpolate(x, m, taps, frames);
  const near = f64x2.splat(NEAR * floor);
  const q0 = v128.load64_splat(taps, 8 * QUARTER_TAPS);
  const q1 = v128.load64_splat(taps, 8 * QUARTER_TAPS + 8);
  const q2 = v128.load64_splat(taps, 8 * QUARTER_TAPS + 16);
  const q3 = v128.load64_splat(taps, 8 * QUARTER_TAPS + 24);
  for (let i: i32 = 0; i < frames; i += 2) {
    const at = x + 8 * (i + AHEAD - 1);
    const mid = m + 8 * (i + MIDDLE_HISTORY - AHEAD + HALF_PAIRS);
    const p0 = v128.load(at);
    const p2 = v128.load(mid);
    const p4 = v128.load(at, 8);
    const before = v128.load(at - 8);
    const after = v128.load(at, 16);
    const midBefore = v128.load(mid - 8);
    const midAfter = v128.load(mid, 8);
    let p1 = f64x2.add(f64x2.mul(q0, f64x2.add(p0, p2)), f64x2.mul(q1, f64x2.add(midBefore, p4)));
    p1 = f64x2.add(p1, f64x2.mul(q2, f64x2.add(before, midAfter)));
    p1 = f64x2.add(p1, f64x2.mul(q3, f64x2.add(v128.load(mid - 16), after)));
    let p3 = f64x2.add(f64x2.mul(q0, f64x2.add(p2, p4)), f64x2.mul(q1, f64x2.add(p0, midAfter)));
    p3 = f64x2.add(p3, f64x2.mul(q2, f64x2.add(midBefore, after)));
    p3 = f64x2.add(p3, f64x2.mul(q3, f64x2.add(before, v128.load(mid, 16))));
    let top = f64x2.pmax(f64x2.pmax(f64x2.abs(p0), f64x2.abs(p1)), f64x2.pmax(f64x2.abs(p2), f64x2.abs(p3)));
    const close = i64x2.bitmask(f64x2.gt(top, near));
    if (close & 1) {
      v128.store64_lane(points, p0, 0, 8);
      v128.store64_lane(points, p1, 0, 16);
      v128.store64_lane(points, p2, 0, 24);
      v128.store64_lane(points, p3, 0, 32);
      v128.store64_lane(points, p4, 0, 40);
      v128.store64_lane(points, top, 0, 8 * CREST_POINT);
      top = f64x2.replace_lane(top, 0, look(at, taps, points, floor, thorough));
    }
    v128.store64_lane(points, p3, 0);
    // Where the piece ends half way, the second frame is not there yet.
    if (i + 1 < frames) {
      if (close & 2) {
        v128.store64_lane(points, p0, 1, 8);
        v128.store64_lane(points, p1, 1, 16);
        v128.store64_lane(points, p2, 1, 24);
        v128.store64_lane(points, p3, 1, 32);
        v128.store64_lane(points, p4, 1, 40);
        v128.store64_lane(points, top, 1, 8 * CREST_POINT);
        top = f64x2.replace_lane(top, 1, look(at + 8, taps, points, floor, thorough));
      }
      v128.store64_lane(points, p3, 1);
    }
    v128.store(out + 8 * i, f64x2.pmax(v128.load(out + 8 * i), top));
  }
}
