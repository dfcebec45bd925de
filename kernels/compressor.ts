/** A compressor whose controls rest: detector, gains, and the sound that has waited for them. */
import {
  DRY,
  FRAMES,
  LEFT,
  LEVELS,
  PAST_LEFT,
  PAST_RIGHT,
  RIGHT,
  SETTINGS,
  WET,
} from '../src/dsp/kernels/memory';
import { detect } from './dynamics';
import { clean, interleave } from './frames';
import { cascade } from './sections';

/** The sound of LEFT behind its past. */
function arrive(input: i32, past: i32, frames: i32): void {
  for (let i: i32 = 0; i < 4 * frames; i += 16) v128.store(past + i, clean(v128.load(input + i)));
}

/** Sound times gain, in single precision. */
function apply(past: i32, output: i32, frames: i32): void {
  const wet = v128.load64_splat(SETTINGS + 8 * WET);
  const dry = v128.load64_splat(SETTINGS + 8 * DRY);
  for (let i: i32 = 0; i < frames; i += 2) {
    const gain = f64x2.add(dry, f64x2.mul(wet, v128.load(LEVELS + 8 * i)));
    const x = f64x2.promote_low_f32x4(v128.load64_zero(past + 4 * i));
    v128.store64_lane(output + 4 * i, f32x4.demote_f64x2_zero(f64x2.mul(x, gain)), 0);
  }
}

/**
 * Compresses LEFT and RIGHT in place. The sound waits `wait` frames, the detector hears it `ahead` frames earlier,
 * through `count` sections.
 */
export function compressor(frames: i32, phase: i32, wait: i32, ahead: i32, count: i32): void {
  arrive(LEFT, PAST_LEFT + 4 * wait, frames);
  arrive(RIGHT, PAST_RIGHT + 4 * wait, frames);
  interleave(PAST_LEFT + 4 * ahead, PAST_RIGHT + 4 * ahead, frames);
  cascade(frames, phase, count);
  detect(FRAMES, frames, phase, SETTINGS, LEVELS);
  apply(PAST_LEFT, LEFT, frames);
  apply(PAST_RIGHT, RIGHT, frames);
  memory.copy(PAST_LEFT, PAST_LEFT + 4 * frames, 4 * wait);
  memory.copy(PAST_RIGHT, PAST_RIGHT + 4 * frames, 4 * wait);
}
