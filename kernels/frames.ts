/** Sound from single precision to frames of two lanes (left, right) in double precision, and back. */
import { FRAMES, LEFT, RIGHT } from '../src/dsp/kernels/memory';

/** As `core/sanitise.ts`: what is no finite number is silence, nothing exceeds +120 dBFS. */
export function clean(x: v128): v128 {
  const held = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-1e6)), f32x4.splat(1e6));
  return v128.and(held, f32x4.lt(f32x4.abs(x), f32x4.splat(f32.MAX_VALUE * 2)));
}

/** Four samples of each channel as frames, at `at`. */
function put(l: v128, r: v128, at: i32): void {
  const ab = v128.shuffle<i32>(l, r, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(l, r, 2, 6, 3, 7);
  v128.store(at, f64x2.promote_low_f32x4(ab));
  v128.store(at, f64x2.promote_low_f32x4(v128.shuffle<i64>(ab, ab, 1, 1)), 16);
  v128.store(at, f64x2.promote_low_f32x4(cd), 32);
  v128.store(at, f64x2.promote_low_f32x4(v128.shuffle<i64>(cd, cd, 1, 1)), 48);
}

/** Takes LEFT and RIGHT into FRAMES. */
export function enter(frames: i32): void {
  for (let i: i32 = 0; i < frames; i += 4)
    put(clean(v128.load(LEFT + 4 * i)), clean(v128.load(RIGHT + 4 * i)), FRAMES + 16 * i);
}

/** Takes two channels, which are known to be clean, into FRAMES. */
export function interleave(left: i32, right: i32, frames: i32): void {
  interleaveAt(left, right, FRAMES, frames);
}

/** The same to `at`. Up to three frames more than asked for are read and written. */
export function interleaveAt(left: i32, right: i32, at: i32, frames: i32): void {
  for (let i: i32 = 0; i < frames; i += 4)
    put(v128.load(left + 4 * i), v128.load(right + 4 * i), at + 16 * i);
}

/** Makes LEFT and RIGHT clean in place. */
export function tidy(frames: i32): void {
  for (let i: i32 = 0; i < 4 * frames; i += 16) {
    v128.store(LEFT + i, clean(v128.load(LEFT + i)));
    v128.store(RIGHT + i, clean(v128.load(RIGHT + i)));
  }
}

/** Writes FRAMES out to LEFT and RIGHT. */
export function leave(frames: i32): void {
  for (let i: i32 = 0; i < frames; i += 4) {
    const at = FRAMES + 16 * i;
    const a = f32x4.demote_f64x2_zero(v128.load(at));
    const b = f32x4.demote_f64x2_zero(v128.load(at, 16));
    const c = f32x4.demote_f64x2_zero(v128.load(at, 32));
    const d = f32x4.demote_f64x2_zero(v128.load(at, 48));
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    v128.store(LEFT + 4 * i, v128.shuffle<i64>(ab, cd, 0, 2));
    v128.store(RIGHT + 4 * i, v128.shuffle<i64>(ab, cd, 1, 3));
  }
}
