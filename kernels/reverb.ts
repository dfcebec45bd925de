/**
 * A reverb whose controls rest, as `effects/reverb` computes it, to the bit: one piece of at most 32 frames, between
 * two points of the grid. Two lines of the network are the two lanes of a vector; what has no feedback within a piece
 * (reflections, diffusers) is done two frames at a time.
 */
import {
  EARLY_LEFT,
  EARLY_RIGHT,
  FRAMES,
  IN_LEFT,
  IN_RIGHT,
  LEFT,
  LINE_PAIRS,
  PIECE_FRAMES,
  RIGHT,
  STRETCH,
  SUM_LEFT,
  SUM_RIGHT,
} from '../src/dsp/kernels/memory';
import {
  ALLPASS_AT,
  DAMPED_AT,
  DIFFUSER_INTEGERS,
  DIFFUSER_LENGTHS,
  DIFFUSER_LINE_COUNT,
  DIFFUSER_LINES,
  DIFFUSER_PLACES,
  DIFFUSERS,
  DIFFUSION,
  EARLY_GAIN,
  EARLY_LEFT_AT,
  EARLY_MASK,
  EARLY_PLACE,
  EARLY_RIGHT_AT,
  GAINS_AT,
  LATE_GAIN,
  LENGTHS_AT,
  LINES_APART,
  LINES_AT,
  LINES_MASK,
  LINES_PLACE,
  LOUDEST,
  MIX,
  NEXT_OFF_AT,
  OFF_AT,
  PRE_LEFT_AT,
  PRE_MASK,
  PRE_PLACE,
  PRE_RIGHT_AT,
  PREDELAY,
  REVERB_NUMBERS,
  SHARES_AT,
  TAP_CROSSED_AT,
  TAP_FRAMES_AT,
  TAP_GAINS_AT,
  TAPS,
  WET_GAIN,
} from '../src/dsp/kernels/reverb-memory';
import { interleaveAt } from './frames';
import { GRID, TINY } from './grid';
import { cascade } from './sections';

const PAIR: i32 = 16 * PIECE_FRAMES;

function integer(berth: i32, place: i32): i32 {
  return load<i32>(berth + 4 * place);
}

function number(berth: i32, place: i32): v128 {
  return v128.load64_splat(berth + REVERB_NUMBERS + 8 * place);
}

/** Where `frames` frames of a ring can be read in one piece, from the place `from`: in it, or copied out. */
function stretch(ring: i32, mask: i32, from: i32, frames: i32, spare: i32): i32 {
  from &= mask;
  if (from + frames <= mask - 3) return ring + 4 * from;
  for (let i: i32 = 0; i < frames; i++) store<f32>(spare + 4 * i, load<f32>(ring + 4 * ((from + i) & mask)));
  return spare;
}

/** Writes a piece into a ring. */
function write(input: i32, ring: i32, mask: i32, at: i32, frames: i32): void {
  for (let i: i32 = 0; i < frames; i++) store<f32>(ring + 4 * ((at + i) & mask), load<f32>(input + 4 * i));
}

/** Samples to double precision. */
function widen(from: i32, to: i32, frames: i32): void {
  for (let i: i32 = 0; i < frames; i += 2)
    v128.store(to + 8 * i, f64x2.promote_low_f32x4(v128.load64_zero(from + 4 * i)));
}

/** The early reflections of one side: those of even place are the left one's. */
function reflect(berth: i32, side: i32, frames: i32, out: i32): void {
  const mask = integer(berth, EARLY_MASK);
  const at = integer(berth, EARLY_PLACE);
  const taps = integer(berth, TAPS);
  for (let i: i32 = 0; i < frames; i += 2) v128.store(out + 8 * i, f64x2.splat(0));
  for (let t = side; t < 2 * taps; t += 2) {
    const crossed = load<i32>(integer(berth, TAP_CROSSED_AT) + 4 * t) === 1;
    const ring = integer(berth, (side === 1) === crossed ? EARLY_LEFT_AT : EARLY_RIGHT_AT);
    const gain = v128.load64_splat(integer(berth, TAP_GAINS_AT) + 8 * t);
    const from = at - load<i32>(integer(berth, TAP_FRAMES_AT) + 4 * t);
    const x = stretch(ring, mask, from, frames, STRETCH);
    for (let i: i32 = 0; i < frames; i += 2) {
      const heard = f64x2.promote_low_f32x4(v128.load64_zero(x + 4 * i));
      v128.store(out + 8 * i, f64x2.add(v128.load(out + 8 * i), f64x2.mul(gain, heard)));
    }
  }
}

/** Allpasses one after the other; the piece is shorter than any of them. */
function diffuse(berth: i32, side: i32, x: i32, frames: i32): void {
  const g = number(berth, DIFFUSION);
  const least = f64x2.splat(TINY);
  const own = DIFFUSERS + side * DIFFUSER_INTEGERS;
  for (let n: i32 = 0; n < DIFFUSER_LINE_COUNT; n++) {
    const line = integer(berth, own + DIFFUSER_LINES + n);
    const length = load<i32>(integer(berth, own + DIFFUSER_LENGTHS) + 4 * n);
    const place = integer(berth, own + DIFFUSER_PLACES) + 4 * n;
    let at = load<i32>(place);
    let i: i32 = 0;
    while (i < frames) {
      const end = min(frames, i + length - at);
      for (; i + 1 < end; i += 2) {
        const old = v128.load(line + 8 * at);
        let v = f64x2.sub(v128.load(x + 8 * i), f64x2.mul(g, old));
        v = v128.and(v, f64x2.ge(f64x2.abs(v), least));
        v128.store(line + 8 * at, v);
        v128.store(x + 8 * i, f64x2.add(old, f64x2.mul(g, v)));
        at += 2;
      }
      if (i < end) {
        const old = v128.load64_zero(line + 8 * at);
        let v = f64x2.sub(v128.load64_zero(x + 8 * i), f64x2.mul(g, old));
        v = v128.and(v, f64x2.ge(f64x2.abs(v), least));
        v128.store64_lane(line + 8 * at, v, 0);
        v128.store64_lane(x + 8 * i, f64x2.add(old, f64x2.mul(g, v)), 0);
        at++;
        i++;
      }
      if (at === length) at = 0;
    }
    store<i32>(place, at);
  }
}

/** What the lines give, in pairs. */
function readLines(berth: i32, frames: i32): void {
  const mask = integer(berth, LINES_MASK);
  const at = integer(berth, LINES_PLACE);
  const apart = integer(berth, LINES_APART);
  const lengths = integer(berth, LENGTHS_AT);
  let line = integer(berth, LINES_AT);
  for (let pair: i32 = 0; pair < 8; pair++) {
    const even = stretch(line, mask, at - load<i32>(lengths + 8 * pair), frames, STRETCH);
    const odd = stretch(
      line + apart,
      mask,
      at - load<i32>(lengths + 8 * pair, 4),
      frames,
      STRETCH + 4 * (PIECE_FRAMES + 4),
    );
    interleaveAt(even, odd, LINE_PAIRS + PAIR * pair, frames);
    line += 2 * apart;
  }
}

/** Lines `4·sway` and `4·sway + 4` are read between their samples by allpasses, in place of the even lanes. */
function readSwaying(berth: i32, sway: i32, frames: i32, phase: i32): void {
  const mask = integer(berth, LINES_MASK);
  const at = integer(berth, LINES_PLACE);
  const apart = integer(berth, LINES_APART);
  const lineA = integer(berth, LINES_AT) + 4 * sway * apart;
  const lineB = lineA + 4 * apart;
  const lengths = integer(berth, LENGTHS_AT) + 16 * sway;
  const off = v128.load(integer(berth, OFF_AT) + 8 * sway);
  const next = v128.load(integer(berth, NEXT_OFF_AT) + 8 * sway);
  const allpass = integer(berth, ALLPASS_AT) + 8 * sway;
  const whole0 = f64x2.replace_lane(f64x2.splat(f64(load<i32>(lengths))), 1, f64(load<i32>(lengths, 16)));
  const length0 = f64x2.add(whole0, off);
  const step = f64x2.div(f64x2.sub(next, off), f64x2.splat(f64(GRID)));
  const half = f64x2.splat(0.5);
  const unity = f64x2.splat(1);
  let last = v128.load(allpass);
  let to = LINE_PAIRS + 2 * sway * PAIR;
  for (let i: i32 = 0; i < frames; i++) {
    const length = f64x2.add(length0, f64x2.mul(f64x2.splat(f64(phase + i)), step));
    const whole = f64x2.floor(f64x2.sub(length, half));
    const part = f64x2.sub(length, whole);
    const frame = i32x4.trunc_sat_f64x2_s_zero(whole);
    const a = at + i - i32x4.extract_lane(frame, 0);
    const b = at + i - i32x4.extract_lane(frame, 1);
    let here = v128.load32_zero(lineA + 4 * (a & mask));
    here = v128.load32_lane(lineB + 4 * (b & mask), here, 1);
    let before = v128.load32_zero(lineA + 4 * ((a - 1) & mask));
    before = v128.load32_lane(lineB + 4 * ((b - 1) & mask), before, 1);
    const c = f64x2.div(f64x2.sub(unity, part), f64x2.add(unity, part));
    last = f64x2.add(
      f64x2.mul(c, f64x2.sub(f64x2.promote_low_f32x4(here), last)),
      f64x2.promote_low_f32x4(before),
    );
    v128.store64_lane(to, last, 0);
    v128.store64_lane(to, last, 1, 2 * PAIR);
    to += 16;
  }
  v128.store(allpass, last);
}

/** Damps four pairs of lines from `pair` on and adds what is heard of them to the sums. */
function damp(berth: i32, pair: i32, frames: i32): void {
  const gains = integer(berth, GAINS_AT) + 16 * pair;
  const shares = integer(berth, SHARES_AT) + 16 * pair;
  const damped = integer(berth, DAMPED_AT) + 16 * pair;
  const gainA = v128.load(gains);
  const gainB = v128.load(gains, 16);
  const gainC = v128.load(gains, 32);
  const gainD = v128.load(gains, 48);
  const shareA = v128.load(shares);
  const shareB = v128.load(shares, 16);
  const shareC = v128.load(shares, 32);
  const shareD = v128.load(shares, 48);
  let a = v128.load(damped);
  let b = v128.load(damped, 16);
  let c = v128.load(damped, 32);
  let d = v128.load(damped, 48);
  // Signs of the lines in the right sum turn over in the second half; in the left one they are + − + −.
  const turned = pair === 0 ? f64x2.splat(0) : f64x2.splat(-0.0);
  for (let i: i32 = 0; i < 16 * frames; i += 16) {
    const at = LINE_PAIRS + PAIR * pair + i;
    a = f64x2.add(a, f64x2.mul(shareA, f64x2.sub(v128.load(at), a)));
    b = f64x2.add(b, f64x2.mul(shareB, f64x2.sub(v128.load(at, PAIR), b)));
    c = f64x2.add(c, f64x2.mul(shareC, f64x2.sub(v128.load(at, 2 * PAIR), c)));
    d = f64x2.add(d, f64x2.mul(shareD, f64x2.sub(v128.load(at, 3 * PAIR), d)));
    const sA = f64x2.mul(gainA, a);
    const sB = f64x2.mul(gainB, b);
    const sC = f64x2.mul(gainC, c);
    const sD = f64x2.mul(gainD, d);
    v128.store(at, sA);
    v128.store(at, sB, PAIR);
    v128.store(at, sC, 2 * PAIR);
    v128.store(at, sD, 3 * PAIR);
    let left = v128.load(SUM_LEFT + i);
    left = f64x2.sub(f64x2.add(f64x2.sub(f64x2.add(left, sA), sB), sC), sD);
    v128.store(SUM_LEFT + i, left);
    let right = v128.load(SUM_RIGHT + i);
    right = f64x2.add(right, v128.xor(sA, turned));
    right = f64x2.sub(right, v128.xor(sB, turned));
    right = f64x2.add(right, v128.xor(sC, turned));
    right = f64x2.sub(right, v128.xor(sD, turned));
    v128.store(SUM_RIGHT + i, right);
  }
  v128.store(damped, a);
  v128.store(damped, b, 16);
  v128.store(damped, c, 32);
  v128.store(damped, d, 48);
}

/** A pair of lines into their first butterfly: sum and difference of a quarter of each. */
function within(x: v128): v128 {
  const y = f64x2.mul(x, f64x2.splat(0.25));
  const signs = f64x2.replace_lane(f64x2.splat(0), 1, -0.0);
  return f64x2.add(v128.shuffle<i64>(y, y, 1, 0), v128.xor(y, signs));
}

/** The matrix on all lines of a frame, then into the lines with the input. */
function feed(berth: i32, frames: i32): void {
  const mask = integer(berth, LINES_MASK);
  const place = integer(berth, LINES_PLACE);
  const apart = integer(berth, LINES_APART);
  const lines = integer(berth, LINES_AT);
  for (let i: i32 = 0; i < frames; i++) {
    const at = LINE_PAIRS + 16 * i;
    const a0 = within(v128.load(at));
    const b0 = within(v128.load(at, PAIR));
    const c0 = within(v128.load(at, 2 * PAIR));
    const d0 = within(v128.load(at, 3 * PAIR));
    const e0 = within(v128.load(at, 4 * PAIR));
    const f0 = within(v128.load(at, 5 * PAIR));
    const g0 = within(v128.load(at, 6 * PAIR));
    const h0 = within(v128.load(at, 7 * PAIR));
    const a1 = f64x2.add(a0, b0);
    const b1 = f64x2.sub(a0, b0);
    const c1 = f64x2.add(c0, d0);
    const d1 = f64x2.sub(c0, d0);
    const e1 = f64x2.add(e0, f0);
    const f1 = f64x2.sub(e0, f0);
    const g1 = f64x2.add(g0, h0);
    const h1 = f64x2.sub(g0, h0);
    const a2 = f64x2.add(a1, c1);
    const c2 = f64x2.sub(a1, c1);
    const b2 = f64x2.add(b1, d1);
    const d2 = f64x2.sub(b1, d1);
    const e2 = f64x2.add(e1, g1);
    const g2 = f64x2.sub(e1, g1);
    const f2 = f64x2.add(f1, h1);
    const h2 = f64x2.sub(f1, h1);
    const input = v128.load64_lane(IN_RIGHT + 8 * i, v128.load64_zero(IN_LEFT + 8 * i), 1);
    let to = lines + 4 * ((place + i) & mask);
    to = put(f64x2.add(input, f64x2.add(a2, e2)), to, apart);
    to = put(f64x2.add(input, f64x2.add(b2, f2)), to, apart);
    to = put(f64x2.add(input, f64x2.add(c2, g2)), to, apart);
    to = put(f64x2.add(input, f64x2.add(d2, h2)), to, apart);
    to = put(f64x2.add(input, f64x2.sub(a2, e2)), to, apart);
    to = put(f64x2.add(input, f64x2.sub(b2, f2)), to, apart);
    to = put(f64x2.add(input, f64x2.sub(c2, g2)), to, apart);
    put(f64x2.add(input, f64x2.sub(d2, h2)), to, apart);
  }
}

/** One frame of two lines; gives the place in the next. */
function put(x: v128, to: i32, apart: i32): i32 {
  const single = f32x4.demote_f64x2_zero(x);
  v128.store32_lane(to, single, 0);
  v128.store32_lane(to + apart, single, 1);
  return to + 2 * apart;
}

/** Late and early sound of one frame, left and right, into FRAMES. */
function gather(berth: i32, frames: i32): void {
  const wet = number(berth, WET_GAIN);
  const late = number(berth, LATE_GAIN);
  const early = number(berth, EARLY_GAIN);
  for (let i: i32 = 0; i < frames; i++) {
    const left = v128.load(SUM_LEFT + 16 * i);
    const right = v128.load(SUM_RIGHT + 16 * i);
    const even = v128.shuffle<i64>(left, right, 0, 2);
    // The odd lines' signs in the right sum are those of the even ones, turned.
    const odd = v128.xor(v128.shuffle<i64>(left, right, 1, 3), f64x2.replace_lane(f64x2.splat(0), 1, -0.0));
    const first = v128.load64_lane(EARLY_RIGHT + 8 * i, v128.load64_zero(EARLY_LEFT + 8 * i), 1);
    const sum = f64x2.add(f64x2.mul(late, f64x2.add(even, odd)), f64x2.mul(early, first));
    v128.store(FRAMES + 16 * i, f64x2.mul(wet, sum));
  }
}

/** One piece of LEFT and RIGHT, which are clean, from `from` on; `berth`: where the reverb lies. */
export function reverb(berth: i32, from: i32, frames: i32, phase: i32): void {
  const left = LEFT + 4 * from;
  const right = RIGHT + 4 * from;
  const preMask = integer(berth, PRE_MASK);
  const prePlace = integer(berth, PRE_PLACE);
  write(left, integer(berth, PRE_LEFT_AT), preMask, prePlace, frames);
  write(right, integer(berth, PRE_RIGHT_AT), preMask, prePlace, frames);
  const delayed = prePlace - integer(berth, PREDELAY);
  const preLeft = stretch(integer(berth, PRE_LEFT_AT), preMask, delayed, frames, STRETCH);
  const preRight = stretch(
    integer(berth, PRE_RIGHT_AT),
    preMask,
    delayed,
    frames,
    STRETCH + 4 * (PIECE_FRAMES + 4),
  );
  widen(preLeft, IN_LEFT, frames);
  widen(preRight, IN_RIGHT, frames);
  const earlyMask = integer(berth, EARLY_MASK);
  const earlyPlace = integer(berth, EARLY_PLACE);
  write(preLeft, integer(berth, EARLY_LEFT_AT), earlyMask, earlyPlace, frames);
  write(preRight, integer(berth, EARLY_RIGHT_AT), earlyMask, earlyPlace, frames);
  const taps = integer(berth, TAPS);
  if (taps > 0) {
    reflect(berth, 0, frames, EARLY_LEFT);
    reflect(berth, 1, frames, EARLY_RIGHT);
  }
  diffuse(berth, 0, IN_LEFT, frames);
  diffuse(berth, 1, IN_RIGHT, frames);
  if (taps === 0) {
    memory.copy(EARLY_LEFT, IN_LEFT, 8 * frames);
    memory.copy(EARLY_RIGHT, IN_RIGHT, 8 * frames);
  }
  readLines(berth, frames);
  readSwaying(berth, 0, frames, phase);
  readSwaying(berth, 2, frames, phase);
  memory.fill(SUM_LEFT, 0, 16 * frames);
  memory.fill(SUM_RIGHT, 0, 16 * frames);
  damp(berth, 0, frames);
  damp(berth, 4, frames);
  feed(berth, frames);
  gather(berth, frames);
  cascade(frames, phase, 2);
  blend(berth, left, right, frames);
}

/** The wet sound of FRAMES and the dry one. */
function blend(berth: i32, left: i32, right: i32, frames: i32): void {
  const mix = number(berth, MIX);
  const dry = f64x2.sub(f64x2.splat(1), mix);
  let loudest = v128.load64_zero(berth + REVERB_NUMBERS + 8 * LOUDEST);
  for (let i: i32 = 0; i < frames; i++) {
    const single = v128.load32_lane(right + 4 * i, v128.load32_zero(left + 4 * i), 1);
    const x = f64x2.promote_low_f32x4(single);
    const y = v128.load(FRAMES + 16 * i);
    loudest = f64x2.pmax(loudest, f64x2.pmax(f64x2.abs(x), f64x2.abs(y)));
    const out = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(dry, x), f64x2.mul(mix, y)));
    v128.store32_lane(left + 4 * i, out, 0);
    v128.store32_lane(right + 4 * i, out, 1);
  }
  loudest = f64x2.pmax(loudest, v128.shuffle<i64>(loudest, loudest, 1, 0));
  v128.store64_lane(berth + REVERB_NUMBERS + 8 * LOUDEST, loudest, 0);
}
