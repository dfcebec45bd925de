/**
 * Cascades of second-order sections, as `core/biquad.ts` computes them, to the bit: left and right are the two
 * lanes of a vector, and up to three sections run in one loop, so that one works while another waits.
 */
import { COEFS, FRAMES, STATES } from '../src/dsp/kernels/memory';
import { enter, leave } from './frames';
import { GRID, TINY } from './grid';

export const SECTION = 5 * 8;
export const STATE = 4 * 8;

/** States too small to hear become 0. */
export function flush(state: i32): void {
  const a = v128.load(state);
  const b = v128.load(state, 16);
  v128.store(state, v128.and(a, f64x2.ge(f64x2.abs(a), f64x2.splat(TINY))));
  v128.store(state, v128.and(b, f64x2.ge(f64x2.abs(b), f64x2.splat(TINY))), 16);
}

export function one(index: i32, from: i32, to: i32): void {
  const c = COEFS + index * SECTION;
  const s = STATES + index * STATE;
  const b0 = v128.load64_splat(c);
  const b1 = v128.load64_splat(c, 8);
  const b2 = v128.load64_splat(c, 16);
  const a1 = v128.load64_splat(c, 24);
  const a2 = v128.load64_splat(c, 32);
  let s1 = v128.load(s);
  let s2 = v128.load(s, 16);
  for (let at = from; at < to; at += 16) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    v128.store(at, y);
  }
  v128.store(s, s1);
  v128.store(s, s2, 16);
}

function two(first: i32, second: i32, from: i32, to: i32): void {
  const c = COEFS + first * SECTION;
  const d = COEFS + second * SECTION;
  const s = STATES + first * STATE;
  const t = STATES + second * STATE;
  const b0 = v128.load64_splat(c);
  const b1 = v128.load64_splat(c, 8);
  const b2 = v128.load64_splat(c, 16);
  const a1 = v128.load64_splat(c, 24);
  const a2 = v128.load64_splat(c, 32);
  const d0 = v128.load64_splat(d);
  const d1 = v128.load64_splat(d, 8);
  const d2 = v128.load64_splat(d, 16);
  const e1 = v128.load64_splat(d, 24);
  const e2 = v128.load64_splat(d, 32);
  let s1 = v128.load(s);
  let s2 = v128.load(s, 16);
  let t1 = v128.load(t);
  let t2 = v128.load(t, 16);
  for (let at = from; at < to; at += 16) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const z = f64x2.add(f64x2.mul(d0, y), t1);
    t1 = f64x2.sub(f64x2.add(f64x2.mul(d1, y), t2), f64x2.mul(e1, z));
    t2 = f64x2.sub(f64x2.mul(d2, y), f64x2.mul(e2, z));
    v128.store(at, z);
  }
  v128.store(s, s1);
  v128.store(s, s2, 16);
  v128.store(t, t1);
  v128.store(t, t2, 16);
}

function three(first: i32, second: i32, third: i32, from: i32, to: i32): void {
  const c = COEFS + first * SECTION;
  const d = COEFS + second * SECTION;
  const f = COEFS + third * SECTION;
  const s = STATES + first * STATE;
  const t = STATES + second * STATE;
  const u = STATES + third * STATE;
  const b0 = v128.load64_splat(c);
  const b1 = v128.load64_splat(c, 8);
  const b2 = v128.load64_splat(c, 16);
  const a1 = v128.load64_splat(c, 24);
  const a2 = v128.load64_splat(c, 32);
  const d0 = v128.load64_splat(d);
  const d1 = v128.load64_splat(d, 8);
  const d2 = v128.load64_splat(d, 16);
  const e1 = v128.load64_splat(d, 24);
  const e2 = v128.load64_splat(d, 32);
  const f0 = v128.load64_splat(f);
  const f1 = v128.load64_splat(f, 8);
  const f2 = v128.load64_splat(f, 16);
  const g1 = v128.load64_splat(f, 24);
  const g2 = v128.load64_splat(f, 32);
  let s1 = v128.load(s);
  let s2 = v128.load(s, 16);
  let t1 = v128.load(t);
  let t2 = v128.load(t, 16);
  let u1 = v128.load(u);
  let u2 = v128.load(u, 16);
  for (let at = from; at < to; at += 16) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const z = f64x2.add(f64x2.mul(d0, y), t1);
    t1 = f64x2.sub(f64x2.add(f64x2.mul(d1, y), t2), f64x2.mul(e1, z));
    t2 = f64x2.sub(f64x2.mul(d2, y), f64x2.mul(e2, z));
    const w = f64x2.add(f64x2.mul(f0, z), u1);
    u1 = f64x2.sub(f64x2.add(f64x2.mul(f1, z), u2), f64x2.mul(g1, w));
    u2 = f64x2.sub(f64x2.mul(f2, z), f64x2.mul(g2, w));
    v128.store(at, w);
  }
  v128.store(s, s1);
  v128.store(s, s2, 16);
  v128.store(t, t1);
  v128.store(t, t2, 16);
  v128.store(u, u1);
  v128.store(u, u2, 16);
}

/** `count` sections over FRAMES, one after the other; `phase` frames since the last grid point. */
export function cascade(frames: i32, phase: i32, count: i32): void {
  if (count === 0) return;
  let from: i32 = 0;
  while (from < frames) {
    if (phase === 0) for (let n: i32 = 0; n < count; n++) flush(STATES + n * STATE);
    const to: i32 = min(frames, from + GRID - phase);
    const begin = FRAMES + 16 * from;
    const end = FRAMES + 16 * to;
    let n: i32 = 0;
    for (; count - n === 3 || count - n > 4; n += 3) three(n, n + 1, n + 2, begin, end);
    for (; count - n > 1; n += 2) two(n, n + 1, begin, end);
    if (n < count) one(n, begin, end);
    phase = (phase + to - from) & (GRID - 1);
    from = to;
  }
}

/** The same over the sound in LEFT and RIGHT. */
export function sections(frames: i32, phase: i32, count: i32): void {
  enter(frames);
  cascade(frames, phase, count);
  leave(frames);
}
