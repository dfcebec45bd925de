/** `core/exponential.ts`, two frames at a time, to the bit. */

/**
 * Constants are read from memory, where they lie twice, for both lanes: written into the code, each would be made
 * anew on every turn of a loop.
 */
const K = memory.data<f64>([
  1, // 0
  2.885390081777927, // 8
  0.961796693925976,
  0.577078016355585,
  0.412198583111132,
  6.020599913279624, // 40: dB of an octave
  4503599627370496 + 1023, // 48
  1e-10, // 56: silence
  -200,
  -0.1660964047443681, // 72: octaves of a dB
  0.5,
  // Added to a whole number it puts that number, plus 1023, into the lowest bits.
  6755399441055744 + 1023, // 88
  0.6931471805599453, // 96
  0.2402265069591007,
  0.05550410866482158,
  0.009618129107628477,
  0.0013333558146428443,
  0.0001540353039338161,
  0.00001525273380405984,
]);
const MASKS = memory.data<u64>([
  0x000fffffffffffff, // 0: mantissa
  0x000fffff00000000, // 8: its upper bits
  0x0006a09e00000000, // 16: the same of 1.4142
  0x3ff0000000000000, // 24: exponent of 1
  0x4330000000000000, // 32: exponent of 2^52
]);

function k(at: usize): v128 {
  return v128.load64_splat(K + at);
}

/** Amplitudes at `at` to dB. */
export function amplitudesToDb(at: i32, frames: i32): void {
  const end = at + 8 * frames;
  let last = f64x2.splat(-1);
  let db = last;
  for (; at < end; at += 16) {
    const x = v128.load(at);
    // Held levels repeat.
    if (v128.any_true(v128.xor(x, last))) {
      last = x;
      db = dbOf(x);
    }
    v128.store(at, db);
  }
}

function dbOf(x: v128): v128 {
  // Mantissa to [√½, √2): what is above 1.4142 counts down an octave.
  const up = i64x2.gt_s(v128.and(x, v128.load64_splat(MASKS, 8)), v128.load64_splat(MASKS, 16));
  const exponent = i64x2.add(v128.load64_splat(MASKS, 24), i64x2.shl(up, 52));
  const m = v128.or(v128.and(x, v128.load64_splat(MASKS)), exponent);
  // The exponent as a number: it is written into the lowest bits of 2^52.
  const bits = v128.or(i64x2.sub(i64x2.shr_u(x, 52), up), v128.load64_splat(MASKS, 32));
  const whole = f64x2.sub(bits, k(48));
  const t = f64x2.div(f64x2.sub(m, k(0)), f64x2.add(m, k(0)));
  const t2 = f64x2.mul(t, t);
  let series = f64x2.add(k(24), f64x2.mul(t2, k(32)));
  series = f64x2.add(k(16), f64x2.mul(t2, series));
  series = f64x2.add(k(8), f64x2.mul(t2, series));
  const db = f64x2.mul(k(40), f64x2.add(whole, f64x2.mul(t, series)));
  return v128.bitselect(k(64), db, f64x2.le(x, k(56)));
}

/** Reductions in dB at `at` to gains. */
export function reductionsToGains(at: i32, frames: i32): void {
  const end = at + 8 * frames;
  for (; at < end; at += 16) {
    const octaves = f64x2.mul(v128.load(at), k(72));
    const n = f64x2.floor(f64x2.add(octaves, k(80)));
    const f = f64x2.sub(octaves, n);
    const power = i64x2.shl(f64x2.add(n, k(88)), 52);
    let y = f64x2.add(k(136), f64x2.mul(f, k(144)));
    y = f64x2.add(k(128), f64x2.mul(f, y));
    y = f64x2.add(k(120), f64x2.mul(f, y));
    y = f64x2.add(k(112), f64x2.mul(f, y));
    y = f64x2.add(k(104), f64x2.mul(f, y));
    y = f64x2.add(k(96), f64x2.mul(f, y));
    y = f64x2.add(k(0), f64x2.mul(f, y));
    v128.store(at, f64x2.mul(power, y));
  }
}
