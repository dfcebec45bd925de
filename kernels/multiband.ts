/**
 * Four bands, each with its detector and gain, as `effects/multiband` computes them at rest, to the bit. What is done
 * for each band is done for two of them at a time.
 */
import {
  ATTACK,
  BANDS,
  COEFS,
  DRY,
  FRAMES,
  KERNEL_FRAMES,
  KNEE_DB,
  MOST_REDUCTION_DB,
  PAIRS,
  REDUCTION_DB,
  RELEASE,
  SLOPE,
  STATES,
  THRESHOLD_DB,
  WET,
} from '../src/dsp/kernels/memory';
import { amplitudesToDb, reductionsToGains } from './decibels';
import { crests, settingsOf } from './dynamics';
import { enter, leave } from './frames';
import { GRID, LEAST_CHANGE_DB } from './grid';
import { flush, one, SECTION, STATE } from './sections';

/** Sections, as in `multiband/crossover.ts`. */
const MID: i32 = 0;
const LOW_ALL_PASS: i32 = 4;
const LOW: i32 = 5;
const HIGH_ALL_PASS: i32 = 9;
const HIGH: i32 = 10;
const SECTIONS: i32 = 14;

const BAND: i32 = 16 * KERNEL_FRAMES;
const PAIR: i32 = 16 * KERNEL_FRAMES;

/**
 * Splits frames at `from` (up to `to`) into a low band at `low` and a high one at `high`: two equal sections each, all
 * four with the same poles, and numerators that read the same from both ends. `high` may be `from`.
 */
function split(first: i32, from: i32, to: i32, low: i32, high: i32): void {
  const c = COEFS + first * SECTION;
  const s = STATES + first * STATE;
  const b0 = v128.load64_splat(c);
  const b1 = v128.load64_splat(c, 8);
  const h0 = v128.load64_splat(c, 2 * SECTION);
  const h1 = v128.load64_splat(c, 2 * SECTION + 8);
  const a1 = v128.load64_splat(c, 24);
  const a2 = v128.load64_splat(c, 32);
  let s1 = v128.load(s);
  let s2 = v128.load(s, 16);
  let t1 = v128.load(s, STATE);
  let t2 = v128.load(s, STATE + 16);
  let u1 = v128.load(s, 2 * STATE);
  let u2 = v128.load(s, 2 * STATE + 16);
  let w1 = v128.load(s, 3 * STATE);
  let w2 = v128.load(s, 3 * STATE + 16);
  for (; from < to; from += 16) {
    const x = v128.load(from);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b0, x), f64x2.mul(a2, y));
    const z = f64x2.add(f64x2.mul(b0, y), t1);
    t1 = f64x2.sub(f64x2.add(f64x2.mul(b1, y), t2), f64x2.mul(a1, z));
    t2 = f64x2.sub(f64x2.mul(b0, y), f64x2.mul(a2, z));
    v128.store(low, z);
    const p = f64x2.add(f64x2.mul(h0, x), u1);
    u1 = f64x2.sub(f64x2.add(f64x2.mul(h1, x), u2), f64x2.mul(a1, p));
    u2 = f64x2.sub(f64x2.mul(h0, x), f64x2.mul(a2, p));
    const q = f64x2.add(f64x2.mul(h0, p), w1);
    w1 = f64x2.sub(f64x2.add(f64x2.mul(h1, p), w2), f64x2.mul(a1, q));
    w2 = f64x2.sub(f64x2.mul(h0, p), f64x2.mul(a2, q));
    v128.store(high, q);
    low += 16;
    high += 16;
  }
  v128.store(s, s1);
  v128.store(s, s2, 16);
  v128.store(s, t1, STATE);
  v128.store(s, t2, STATE + 16);
  v128.store(s, u1, 2 * STATE);
  v128.store(s, u2, 2 * STATE + 16);
  v128.store(s, w1, 3 * STATE);
  v128.store(s, w2, 3 * STATE + 16);
}

/** FRAMES into BANDS. */
function crossover(frames: i32, phase: i32): void {
  let from: i32 = 0;
  while (from < frames) {
    if (phase === 0) for (let n: i32 = 0; n < SECTIONS; n++) flush(STATES + n * STATE);
    const to: i32 = min(frames, from + GRID - phase);
    const at = 16 * from;
    const end = 16 * to;
    split(MID, FRAMES + at, FRAMES + end, BANDS + at, BANDS + 2 * BAND + at);
    one(LOW_ALL_PASS, BANDS + at, BANDS + end);
    one(HIGH_ALL_PASS, BANDS + 2 * BAND + at, BANDS + 2 * BAND + end);
    split(LOW, BANDS + at, BANDS + end, BANDS + at, BANDS + BAND + at);
    split(HIGH, BANDS + 2 * BAND + at, BANDS + 2 * BAND + end, BANDS + 2 * BAND + at, BANDS + 3 * BAND + at);
    phase = (phase + to - from) & (GRID - 1);
    from = to;
  }
}

/** A setting of two bands, the lower in the first lane. */
function both(band: i32, place: i32): v128 {
  return v128.load64_lane(
    settingsOf(band + 1) + 8 * place,
    v128.load64_zero(settingsOf(band) + 8 * place),
    1,
  );
}

/** Levels in dB to reductions in dB for two bands. */
function curves(band: i32, at: i32, frames: i32): void {
  const kneeDb = both(band, KNEE_DB);
  const threshold = both(band, THRESHOLD_DB);
  const slope = both(band, SLOPE);
  const half = f64x2.mul(f64x2.splat(0.5), kneeDb);
  const bend = f64x2.div(slope, f64x2.mul(f64x2.splat(2), kneeDb));
  const end = at + 16 * frames;
  for (; at < end; at += 16) {
    const over = f64x2.sub(v128.load(at), threshold);
    const into = f64x2.add(over, half);
    const bent = f64x2.mul(f64x2.mul(bend, into), into);
    const above = v128.bitselect(f64x2.mul(slope, over), bent, f64x2.ge(over, half));
    v128.store(at, v128.and(above, f64x2.gt(over, f64x2.neg(half))));
  }
}

/** Where the attack is the faster of the two. */
function faster(attack: v128, release: v128): v128 {
  return f64x2.ge(attack, release);
}

/** Attack and release of all four bands, as `compressor/smoothing.ts`. */
function smooth(frames: i32, phase: i32): void {
  const unity = f64x2.splat(1);
  const attackLow = both(0, ATTACK);
  const attackHigh = both(2, ATTACK);
  const releaseLow = both(0, RELEASE);
  const releaseHigh = both(2, RELEASE);
  const attackRestLow = f64x2.sub(unity, attackLow);
  const attackRestHigh = f64x2.sub(unity, attackHigh);
  const releaseRestLow = f64x2.sub(unity, releaseLow);
  const releaseRestHigh = f64x2.sub(unity, releaseHigh);
  const fasterLow = faster(attackLow, releaseLow);
  const fasterHigh = faster(attackHigh, releaseHigh);
  const least = f64x2.splat(LEAST_CHANGE_DB);
  let low = both(0, REDUCTION_DB);
  let high = both(2, REDUCTION_DB);
  let mostLow = f64x2.splat(0);
  let mostHigh = f64x2.splat(0);
  let from: i32 = 0;
  while (from < frames) {
    if (phase === 0) {
      low = v128.and(low, f64x2.ge(low, least));
      high = v128.and(high, f64x2.ge(high, least));
    }
    const to: i32 = min(frames, from + GRID - phase);
    phase = (phase + to - from) & (GRID - 1);
    for (let at = PAIRS + 16 * from; at < PAIRS + 16 * to; at += 16) {
      const wantedLow = v128.load(at);
      const wantedHigh = v128.load(at, PAIR);
      const upLow = f64x2.add(f64x2.mul(attackLow, wantedLow), f64x2.mul(attackRestLow, low));
      const upHigh = f64x2.add(f64x2.mul(attackHigh, wantedHigh), f64x2.mul(attackRestHigh, high));
      const downLow = f64x2.add(f64x2.mul(releaseLow, wantedLow), f64x2.mul(releaseRestLow, low));
      const downHigh = f64x2.add(f64x2.mul(releaseHigh, wantedHigh), f64x2.mul(releaseRestHigh, high));
      low = v128.bitselect(f64x2.pmax(upLow, downLow), f64x2.pmin(upLow, downLow), fasterLow);
      high = v128.bitselect(f64x2.pmax(upHigh, downHigh), f64x2.pmin(upHigh, downHigh), fasterHigh);
      mostLow = f64x2.pmax(mostLow, low);
      mostHigh = f64x2.pmax(mostHigh, high);
      v128.store(at, low);
      v128.store(at, high, PAIR);
    }
    from = to;
  }
  v128.store64_lane(settingsOf(0) + 8 * REDUCTION_DB, low, 0);
  v128.store64_lane(settingsOf(1) + 8 * REDUCTION_DB, low, 1);
  v128.store64_lane(settingsOf(2) + 8 * REDUCTION_DB, high, 0);
  v128.store64_lane(settingsOf(3) + 8 * REDUCTION_DB, high, 1);
  v128.store64_lane(settingsOf(0) + 8 * MOST_REDUCTION_DB, mostLow, 0);
  v128.store64_lane(settingsOf(1) + 8 * MOST_REDUCTION_DB, mostLow, 1);
  v128.store64_lane(settingsOf(2) + 8 * MOST_REDUCTION_DB, mostHigh, 0);
  v128.store64_lane(settingsOf(3) + 8 * MOST_REDUCTION_DB, mostHigh, 1);
}

/** Of two bands: gain after the reduction, and how much of it is applied. */
function makeUp(band: i32, at: i32, frames: i32): void {
  const gain = both(band, WET);
  const share = both(band, DRY);
  const unity = f64x2.splat(1);
  const end = at + 16 * frames;
  for (; at < end; at += 16) {
    const g = f64x2.mul(v128.load(at), gain);
    v128.store(at, f64x2.add(unity, f64x2.mul(share, f64x2.sub(g, unity))));
  }
}

/** BANDS times their gains, added up in FRAMES. `four`: the upper middle has its own gain. */
function sum(frames: i32, four: f64): void {
  const own = f64x2.splat(four);
  for (let at: i32 = 0; at < 16 * frames; at += 16) {
    const g1 = v128.load64_splat(PAIRS + 8 + at);
    const g2 = v128.load64_splat(PAIRS + PAIR + at);
    const upper = f64x2.add(g1, f64x2.mul(own, f64x2.sub(g2, g1)));
    let y = f64x2.mul(v128.load64_splat(PAIRS + at), v128.load(BANDS + at));
    y = f64x2.add(y, f64x2.mul(g1, v128.load(BANDS + BAND + at)));
    y = f64x2.add(y, f64x2.mul(upper, v128.load(BANDS + 2 * BAND + at)));
    y = f64x2.add(y, f64x2.mul(v128.load64_splat(PAIRS + PAIR + 8 + at), v128.load(BANDS + 3 * BAND + at)));
    v128.store(FRAMES + at, y);
  }
}

/** The two bands in the middle as one. */
function middle(frames: i32): void {
  for (let at: i32 = 0; at < 16 * frames; at += 16)
    v128.store(FRAMES + at, f64x2.add(v128.load(BANDS + BAND + at), v128.load(BANDS + 2 * BAND + at)));
}

/** Compresses LEFT and RIGHT in place, in three bands or, if `four`, in four. */
export function multiband(frames: i32, phase: i32, four: bool): void {
  enter(frames);
  crossover(frames, phase);
  crests(BANDS, frames, settingsOf(0), PAIRS, 16);
  if (four) {
    crests(BANDS + BAND, frames, settingsOf(1), PAIRS + 8, 16);
  } else {
    middle(frames);
    crests(FRAMES, frames, settingsOf(1), PAIRS + 8, 16);
  }
  crests(BANDS + 2 * BAND, frames, settingsOf(2), PAIRS + PAIR, 16);
  crests(BANDS + 3 * BAND, frames, settingsOf(3), PAIRS + PAIR + 8, 16);
  for (let pair: i32 = 0; pair < 2; pair++) {
    amplitudesToDb(PAIRS + PAIR * pair, 2 * frames);
    curves(2 * pair, PAIRS + PAIR * pair, frames);
  }
  smooth(frames, phase);
  for (let pair: i32 = 0; pair < 2; pair++) {
    reductionsToGains(PAIRS + PAIR * pair, 2 * frames);
    makeUp(2 * pair, PAIRS + PAIR * pair, frames);
  }
  sum(frames, four ? 1 : 0);
  leave(frames);
}
