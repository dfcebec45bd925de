/**
 * Delay in milliseconds or in note values of the song's tempo, with filters in the feedback, ping-pong, and
 * ducking: while the input is loud its echoes step back. A new time crossfades to a second tap.
 */
import { Sections } from '../../core/biquad.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { designSection, SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { LevelWindow } from '../../core/level-window.ts';
import { LEAST_CHANGE_DB, TINY } from '../../core/sanitise.ts';
import { delaySpec } from './spec.ts';
import { delayMs } from './time.ts';
import type { DelayValues } from './time.ts';

const { params } = delaySpec;

const CROSSFADE_S = 0.05;
/** Ducking begins when the input is at −40 dBFS and is complete at −10. */
const DUCK_FROM_DB = -40;
const DUCK_OVER_DB = 30;
const DUCK_ATTACK_MS = 5;
const DUCK_RELEASE_MS = 250;

const HIGH_PASS = 0;
const LOW_PASS = 1;
/** Under this (−180 dB) a silent echo has ended. */
const ENDED = 1e-18;

class Delay extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly feedback: Glide;
  private readonly ping: Glide;
  private readonly highPass: Glide;
  private readonly lowPass: Glide;
  private readonly duck: Glide;
  private readonly mix: Glide;
  private readonly cross: Glide;
  private time = 0;
  private timeNext = 0;
  private timeWanted = 0;

  private readonly ring: StereoRing;
  private readonly filters = new Sections(2);
  private readonly next = new Float64Array(2 * SECTION);
  private moving = false;
  private stale = true;

  private readonly window: LevelWindow;
  private readonly duckAttack: number;
  private readonly duckRelease: number;
  private readonly ducked = new Float64Array(1);
  private readonly gains = new Float64Array(GRID);
  private readonly other = new Float64Array(GRID);
  private readonly tapLeft = new Float64Array(GRID);
  private readonly tapRight = new Float64Array(GRID);

  private energy = 0;
  private quiet = 0;
  private asleep = true;

  constructor(sampleRate: number) {
    super(0, 0);
    this.sampleRate = sampleRate;
    this.feedback = new Glide(sampleRate, 0);
    this.ping = new Glide(sampleRate, 0);
    this.highPass = new Glide(sampleRate, 7);
    this.lowPass = new Glide(sampleRate, 12);
    this.duck = new Glide(sampleRate, 0);
    this.mix = new Glide(sampleRate, 1);
    this.cross = new Glide(sampleRate, 0, CROSSFADE_S);
    this.ring = new StereoRing((params.timeMs.max / 1000) * sampleRate + GRID);
    this.window = new LevelWindow(sampleRate);
    this.duckAttack = approach(DUCK_ATTACK_MS, sampleRate);
    this.duckRelease = approach(DUCK_RELEASE_MS, sampleRate);
  }

  set(values: DelayValues, glide: boolean): void {
    // An echo is at least a piece of the grid away, so that a piece never meets its own.
    this.timeWanted = Math.max(GRID, Math.round((delayMs(values) / 1000) * this.sampleRate));
    this.feedback.to(values.feedbackPct / 100, glide);
    this.ping.to(values.pingPong ? 1 : 0, glide);
    this.highPass.to(Math.log2(values.highPassHz), glide);
    this.lowPass.to(Math.log2(values.lowPassHz), glide);
    this.duck.to(-values.duckDb, glide);
    this.mix.to(values.mixPct / 100, glide);
    if (!glide) this.jump();
  }

  protected clear(): void {
    this.feedback.settle();
    this.ping.settle();
    this.highPass.settle();
    this.lowPass.settle();
    this.duck.settle();
    this.mix.settle();
    this.silence();
    this.jump();
  }

  private silence(): void {
    this.ring.clear();
    this.filters.clear();
    this.window.clear();
    this.ducked[0] = 0;
    this.energy = 0;
    this.quiet = 0;
    this.asleep = true;
  }

  private jump(): void {
    this.time = this.timeNext = this.timeWanted;
    this.cross.to(0, false);
    this.stale = true;
  }

  protected tick(): void {
    this.feedback.tick();
    this.ping.tick();
    this.duck.tick();
    this.mix.tick();
    const highMoves = this.highPass.tick();
    const lowMoves = this.lowPass.tick();
    if (this.stale) this.design(this.highPass.value, this.lowPass.value);
    if (this.stale || this.moving) this.filters.coefs.set(this.next);
    this.stale = false;
    this.moving = highMoves || lowMoves;
    if (this.moving) {
      this.design(this.highPass.next, this.lowPass.next);
      this.filters.aim(HIGH_PASS, this.next);
      this.filters.aim(LOW_PASS, this.next);
    }
    this.filters.flush(HIGH_PASS);
    this.filters.flush(LOW_PASS);

    this.cross.tick();
    if (this.cross.value === 1) {
      this.time = this.timeNext;
      this.cross.to(0, false);
    }
    if (this.timeWanted !== this.time && this.timeNext === this.time) {
      this.timeNext = this.timeWanted;
      this.cross.to(1, true);
      this.cross.tick();
    }

    if (this.ducked[0] < LEAST_CHANGE_DB) this.ducked[0] = 0;
    if (this.energy > ENDED) {
      this.quiet = 0;
    } else if (!this.asleep) {
      this.quiet += GRID;
      if (this.quiet > this.ring.mask + 1) this.silence();
    }
    this.energy = 0;
  }

  private design(high: number, low: number): void {
    designSection('highPass', 2 ** high, 0, Math.SQRT1_2, this.sampleRate, this.next, HIGH_PASS * SECTION);
    designSection('lowPass', 2 ** low, 0, Math.SQRT1_2, this.sampleRate, this.next, LOW_PASS * SECTION);
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { phase, tapLeft, tapRight, gains } = this;
    let { energy } = this;
    for (let i = from; i < to; i++) energy += left[i] * left[i] + right[i] * right[i];
    if (energy > 0) this.asleep = false;
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    if (this.asleep) {
      for (let i = 0; i < frames; i++) {
        const dry = 1 - (mix0 + (phase + i) * mixStep);
        left[from + i] *= dry;
        right[from + i] *= dry;
      }
      return;
    }
    this.tap(frames);
    if (this.moving) {
      this.filters.runMoving(HIGH_PASS, tapLeft, tapRight, frames);
      this.filters.runMoving(LOW_PASS, tapLeft, tapRight, frames);
    } else {
      this.filters.runPair(HIGH_PASS, LOW_PASS, tapLeft, tapRight, frames);
    }
    this.feed(left, right, from, frames);
    const ducking = this.follow(left, right, from, frames);
    for (let i = 0; i < frames; i++) {
      const mix = mix0 + (phase + i) * mixStep;
      const l = tapLeft[i];
      const r = tapRight[i];
      energy += l * l + r * r;
      const wet = ducking ? mix * gains[i] : mix;
      left[from + i] = (1 - mix) * left[from + i] + wet * l;
      right[from + i] = (1 - mix) * right[from + i] + wet * r;
    }
    this.energy = energy;
  }

  /** What comes back now. */
  private tap(frames: number): void {
    const { tapLeft, tapRight, time, timeNext, phase } = this;
    const { left, right, mask, at } = this.ring;
    const a = at - time;
    for (let i = 0; i < frames; i++) {
      tapLeft[i] = left[(a + i) & mask];
      tapRight[i] = right[(a + i) & mask];
    }
    if (time === timeNext) return;
    const b = at - timeNext;
    const cross0 = this.cross.value;
    const crossStep = (this.cross.next - cross0) / GRID;
    for (let i = 0; i < frames; i++) {
      const share = cross0 + (phase + i) * crossStep;
      tapLeft[i] += share * (left[(b + i) & mask] - tapLeft[i]);
      tapRight[i] += share * (right[(b + i) & mask] - tapRight[i]);
    }
  }

  /** The input and what goes round again. Ping-pong feeds the middle to the left and swaps the sides. */
  private feed(left: Float32Array, right: Float32Array, from: number, frames: number): void {
    const { tapLeft, tapRight, phase } = this;
    const { left: ringLeft, right: ringRight, mask, at } = this.ring;
    const feedback0 = this.feedback.value;
    const feedbackStep = (this.feedback.next - feedback0) / GRID;
    const ping0 = this.ping.value;
    const pingStep = (this.ping.next - ping0) / GRID;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const feedback = feedback0 + t * feedbackStep;
      const ping = ping0 + t * pingStep;
      const l = left[from + i];
      const r = right[from + i];
      const backLeft = tapLeft[i] + ping * (tapRight[i] - tapLeft[i]);
      const backRight = tapRight[i] + ping * (tapLeft[i] - tapRight[i]);
      let inLeft = l + ping * (0.5 * (l + r) - l) + feedback * backLeft;
      let inRight = r - ping * r + feedback * backRight;
      if (inLeft < TINY && inLeft > -TINY) inLeft = 0;
      if (inRight < TINY && inRight > -TINY) inRight = 0;
      ringLeft[(at + i) & mask] = inLeft;
      ringRight[(at + i) & mask] = inRight;
    }
    this.ring.at = (at + frames) & mask;
  }

  /** Gains that duck the echoes under the input; false when there is nothing to duck. */
  private follow(left: Float32Array, right: Float32Array, from: number, frames: number): boolean {
    const duck0 = this.duck.value;
    const duckStep = (this.duck.next - duck0) / GRID;
    if (duck0 === 0 && duckStep === 0 && this.ducked[0] === 0) return false;
    const { gains: x, other, phase, duckAttack, duckRelease } = this;
    for (let i = 0; i < frames; i++) {
      x[i] = left[from + i];
      other[i] = right[from + i];
    }
    this.window.run(x, other, frames);
    for (let i = 0; i < frames; i++) if (other[i] > x[i]) x[i] = other[i];
    amplitudesToDb(x, frames);
    let ducked = this.ducked[0];
    for (let i = 0; i < frames; i++) {
      let share = (x[i] - DUCK_FROM_DB) / DUCK_OVER_DB;
      if (share < 0) share = 0;
      else if (share > 1) share = 1;
      const wanted = share * (duck0 + (phase + i) * duckStep);
      ducked += (wanted > ducked ? duckAttack : duckRelease) * (wanted - ducked);
      x[i] = ducked;
    }
    this.ducked[0] = ducked;
    reductionsToGains(x, frames);
    return true;
  }
}

export const delay = defineEffect({
  ...delaySpec,
  create: (sampleRate) => new Delay(sampleRate),
});
