/** Level, static curve and smoothing of a detector, as the compressors compute them, to the bit. */
import {
  ATTACK,
  AUTOMATIC,
  AVERAGE,
  CREST,
  DYNAMICS,
  HELD,
  HOLD_FRAMES,
  KNEE_DB,
  LOUDEST,
  MOST_REDUCTION_DB,
  REDUCTION_DB,
  RELEASE,
  SETTINGS,
  SLOPE,
  SLOW_ATTACK,
  SLOW_REDUCTION_DB,
  SLOW_RELEASE,
  THRESHOLD_DB,
} from '../src/dsp/kernels/memory';
import { amplitudesToDb, reductionsToGains } from './decibels';
import { GRID, LEAST_CHANGE_DB, TINY } from './grid';

/** The larger lane, in both. */
function louder(x: v128): v128 {
  return f64x2.pmax(x, v128.shuffle<i64>(x, x, 1, 0));
}

/** Largest sample of the last half windows, of the louder channel; a level every `stride` bytes. */
export function crests(sound: i32, frames: i32, settings: i32, levels: i32, stride: i32): v128 {
  const holdFrames = i32(load<f64>(settings + 8 * HOLD_FRAMES));
  let held = i32(load<f64>(settings + 8 * HELD));
  let now = v128.load(settings + 8 * CREST);
  let last = v128.load(settings + 8 * (CREST + 2));
  let loudest = f64x2.splat(0);
  let i: i32 = 0;
  while (i < frames) {
    if (held >= holdFrames) {
      held = 0;
      last = now;
      now = f64x2.splat(0);
    }
    const end = min(frames, i + holdFrames - held);
    held += end - i;
    for (; i < end; i++) {
      now = f64x2.pmax(now, f64x2.abs(v128.load(sound + 16 * i)));
      const level = louder(f64x2.pmax(now, last));
      loudest = f64x2.pmax(loudest, level);
      v128.store64_lane(levels, level, 0);
      levels += stride;
    }
  }
  store<f64>(settings + 8 * HELD, f64(held));
  v128.store(settings + 8 * CREST, now);
  v128.store(settings + 8 * (CREST + 2), last);
  return loudest;
}

/** Root of the mean power, of the louder channel. */
function means(sound: i32, frames: i32, phase: i32, settings: i32, levels: i32): v128 {
  const k = v128.load64_splat(settings + 8 * AVERAGE);
  let power = v128.load(settings + 8 * CREST);
  let loudest = f64x2.splat(0);
  for (let i: i32 = 0; i < frames; i++) {
    if (((phase + i) & (GRID - 1)) === 0) power = v128.and(power, f64x2.ge(power, f64x2.splat(TINY)));
    const x = v128.load(sound + 16 * i);
    power = f64x2.add(power, f64x2.mul(k, f64x2.sub(f64x2.mul(x, x), power)));
    const level = louder(f64x2.sqrt(power));
    loudest = f64x2.pmax(loudest, level);
    v128.store64_lane(levels + 8 * i, level, 0);
  }
  v128.store(settings + 8 * CREST, power);
  return loudest;
}

/** Levels in dB to reductions in dB, as `compressor/curve.ts` for a curve at rest. */
function curve(levels: i32, frames: i32, settings: i32): void {
  const kneeDb = load<f64>(settings + 8 * KNEE_DB);
  const threshold = v128.load64_splat(settings + 8 * THRESHOLD_DB);
  const slope = v128.load64_splat(settings + 8 * SLOPE);
  const half = f64x2.splat(0.5 * kneeDb);
  const bend = f64x2.splat(load<f64>(settings + 8 * SLOPE) / (2 * kneeDb));
  const end = levels + 8 * frames;
  for (let at = levels; at < end; at += 16) {
    const over = f64x2.sub(v128.load(at), threshold);
    const into = f64x2.add(over, half);
    const bent = f64x2.mul(f64x2.mul(bend, into), into);
    const above = v128.bitselect(f64x2.mul(slope, over), bent, f64x2.ge(over, half));
    v128.store(at, v128.and(above, f64x2.gt(over, f64x2.neg(half))));
  }
}

/** Wanted reductions to those that attack and release allow, as `compressor/smoothing.ts`. */
function smooth(levels: i32, frames: i32, phase: i32, settings: i32): void {
  if (load<f64>(settings + 8 * AUTOMATIC) !== 0 || load<f64>(settings + 8 * SLOW_REDUCTION_DB) > 0) {
    slow(levels, frames, phase, settings);
    return;
  }
  const unity = f64x2.splat(1);
  const attack = v128.load64_splat(settings + 8 * ATTACK);
  const release = v128.load64_splat(settings + 8 * RELEASE);
  const attackRest = f64x2.sub(unity, attack);
  const releaseRest = f64x2.sub(unity, release);
  const faster = load<f64>(settings + 8 * ATTACK) >= load<f64>(settings + 8 * RELEASE);
  const least = f64x2.splat(LEAST_CHANGE_DB);
  let fast = v128.load64_splat(settings + 8 * REDUCTION_DB);
  let most = f64x2.splat(0);
  let i: i32 = 0;
  while (i < frames) {
    if (phase === 0) fast = v128.and(fast, f64x2.ge(fast, least));
    const end = min(frames, i + GRID - phase);
    phase = (phase + end - i) & (GRID - 1);
    if (faster) {
      for (; i < end; i++) {
        const wanted = v128.load64_splat(levels + 8 * i);
        const up = f64x2.add(f64x2.mul(attack, wanted), f64x2.mul(attackRest, fast));
        const down = f64x2.add(f64x2.mul(release, wanted), f64x2.mul(releaseRest, fast));
        fast = f64x2.pmax(up, down);
        most = f64x2.pmax(most, fast);
        v128.store64_lane(levels + 8 * i, fast, 0);
      }
    } else {
      for (; i < end; i++) {
        const wanted = v128.load64_splat(levels + 8 * i);
        const up = f64x2.add(f64x2.mul(attack, wanted), f64x2.mul(attackRest, fast));
        const down = f64x2.add(f64x2.mul(release, wanted), f64x2.mul(releaseRest, fast));
        fast = f64x2.pmin(up, down);
        most = f64x2.pmax(most, fast);
        v128.store64_lane(levels + 8 * i, fast, 0);
      }
    }
  }
  v128.store64_lane(settings + 8 * REDUCTION_DB, fast, 0);
  v128.store64_lane(settings + 8 * MOST_REDUCTION_DB, most, 0);
}

/** The same with an automatic release. */
function slow(levels: i32, frames: i32, phase: i32, settings: i32): void {
  const attack = load<f64>(settings + 8 * ATTACK);
  const release = load<f64>(settings + 8 * RELEASE);
  const slowAttack = load<f64>(settings + 8 * SLOW_ATTACK);
  const slowRelease = load<f64>(settings + 8 * SLOW_RELEASE);
  const automatic = load<f64>(settings + 8 * AUTOMATIC) !== 0;
  const faster = attack >= release;
  let fast = load<f64>(settings + 8 * REDUCTION_DB);
  let slow = load<f64>(settings + 8 * SLOW_REDUCTION_DB);
  let most: f64 = 0;
  // Whether the slow part takes part is asked at the beginning of every piece.
  let lives = false;
  for (let i: i32 = 0; i < frames; i++) {
    const place = (phase + i) & (GRID - 1);
    if (place === 0) {
      if (fast < LEAST_CHANGE_DB) fast = 0;
      if (slow < LEAST_CHANGE_DB) slow = 0;
    }
    if (place === 0 || i === 0) lives = automatic || slow > 0;
    const wanted = load<f64>(levels + 8 * i);
    const up = attack * wanted + (1 - attack) * fast;
    const down = release * wanted + (1 - release) * fast;
    fast = up > down === faster ? up : down;
    let total = fast;
    if (lives) {
      const lasting = automatic ? wanted : 0;
      slow += (lasting > slow ? slowAttack : slowRelease) * (lasting - slow);
      if (slow > total) total = slow;
    }
    if (total > most) most = total;
    store<f64>(levels + 8 * i, total);
  }
  store<f64>(settings + 8 * REDUCTION_DB, fast);
  store<f64>(settings + 8 * SLOW_REDUCTION_DB, slow);
  store<f64>(settings + 8 * MOST_REDUCTION_DB, most);
}

/** From the sound that a detector hears (frames of two lanes) to gains, with the settings and states given. */
export function detect(sound: i32, frames: i32, phase: i32, settings: i32, levels: i32): void {
  const rms = load<f64>(settings + 8 * HOLD_FRAMES) === 0;
  const loudest = rms
    ? means(sound, frames, phase, settings, levels)
    : crests(sound, frames, settings, levels, 8);
  v128.store64_lane(settings + 8 * LOUDEST, loudest, 0);
  amplitudesToDb(levels, frames);
  curve(levels, frames, settings);
  smooth(levels, frames, phase, settings);
  reductionsToGains(levels, frames);
}

/** Settings of the detector of that number. */
export function settingsOf(detector: i32): i32 {
  return SETTINGS + 8 * DYNAMICS * detector;
}
