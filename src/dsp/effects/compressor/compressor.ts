/**
 * Feed-forward compressor: level, static curve, then the gain smoothed in decibels with attack and release
 * ("smooth branching", Giannoulis et al. 2012). The window of the peak level is taken off the release.
 */
import { gainOf, SILENCE_DB } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import type { Stereo } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { holdMsOf, LevelWindow } from '../../core/level-window.ts';
import { LEAST_CHANGE_DB } from '../../core/sanitise.ts';
import { Sidechain } from '../../core/sidechain.ts';
import { kernels, type Kernels } from '../../kernels/kernels.ts';
import * as slot from '../../kernels/memory.ts';
import { CURVE, levelsToReductions, NARROWEST_KNEE_DB, slopeOf, transferDb } from './curve.ts';
import type { MovingCurve } from './curve.ts';
import { RATES, smoothReductions } from './smoothing.ts';
import type { Rates } from './smoothing.ts';
import { compressorSpec } from './spec.ts';
import type { CompressorValues } from './spec.ts';

const { params } = compressorSpec;

/** Automatic release: what has been held down for long comes back slowly. */
const SLOW_ATTACK_MS = 400;
const SLOW_RELEASE = 5;
/** Levels under this read as silence. */
const SILENCE = gainOf(SILENCE_DB);

class Compressor extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly threshold: Glide;
  private readonly slope: Glide;
  private readonly knee: Glide;
  private readonly makeup: Glide;
  private readonly mix: Glide;
  private readonly link: Glide;
  private readonly sidechain: Sidechain;
  private readonly window: LevelWindow;

  private automatic = false;
  private readonly rates: Rates = new Float64Array(RATES).fill(1);
  private slowRelease = 1;
  private readonly slowAttack: number;
  /** Reduction in dB for each channel: fast, slow. */
  private readonly reduction = new Float64Array(4);
  /** Wanted reductions, for the slow part. */
  private readonly slowly = new Float64Array(GRID);
  private readonly curve: MovingCurve = new Float64Array(CURVE);
  /** Some control moves, so that grid points have work. */
  private restless = true;
  /** Settings and states in the kernels' memory. */
  private readonly lent = kernels()?.doubles(slot.SETTINGS, slot.DYNAMICS) ?? null;

  constructor(sampleRate: number) {
    const sidechain = new Sidechain(sampleRate, params.lookaheadMs.max);
    super(sidechain.latency, 2);
    this.sampleRate = sampleRate;
    this.sidechain = sidechain;
    this.window = new LevelWindow(sampleRate);
    this.threshold = new Glide(sampleRate, 0);
    this.slope = new Glide(sampleRate, 0);
    this.knee = new Glide(sampleRate, NARROWEST_KNEE_DB);
    this.makeup = new Glide(sampleRate, 1);
    this.mix = new Glide(sampleRate, 1);
    this.link = new Glide(sampleRate, 1);
    this.slowAttack = approach(SLOW_ATTACK_MS, sampleRate);
  }

  set(values: CompressorValues, glide: boolean): void {
    this.restless = true;
    this.threshold.to(values.thresholdDb, glide);
    this.slope.to(slopeOf(values.ratio), glide);
    this.knee.to(Math.max(NARROWEST_KNEE_DB, values.kneeDb), glide);
    this.makeup.to(gainOf(values.makeupDb), glide);
    this.mix.to(values.mixPct / 100, glide);
    this.link.to(values.linkPct / 100, glide);
    this.sidechain.set(values.lookaheadMs, values.keyHighPassHz, values.keyLowPassHz, glide);
    const rms = values.detector === 'rms';
    const holdMs = rms ? 0 : holdMsOf(values.releaseMs);
    this.window.set(rms, holdMs);
    this.automatic = values.autoRelease;
    this.rates[0] = approach(values.attackMs, this.sampleRate);
    this.rates[1] = approach(values.releaseMs - holdMs, this.sampleRate);
    this.slowRelease = approach(values.releaseMs * SLOW_RELEASE, this.sampleRate);
  }

  protected clear(): void {
    this.restless = true;
    this.threshold.settle();
    this.slope.settle();
    this.knee.settle();
    this.makeup.settle();
    this.mix.settle();
    this.link.settle();
    this.sidechain.clear();
    this.window.clear();
    this.reduction.fill(0);
  }

  protected override startBlock(): void {
    this.readings[0] = 0;
    this.readings[1] = SILENCE_DB;
  }

  protected tick(): void {
    this.threshold.tick();
    this.slope.tick();
    this.knee.tick();
    this.makeup.tick();
    this.mix.tick();
    this.link.tick();
    this.sidechain.tick();
    this.window.tick();
    for (let i = 0; i < 4; i++) if (this.reduction[i] < LEAST_CHANGE_DB) this.reduction[i] = 0;
    this.restless =
      this.threshold.moving ||
      this.slope.moving ||
      this.knee.moving ||
      this.makeup.moving ||
      this.mix.moving ||
      this.link.moving;
  }

  protected override still(key: Stereo | null): boolean {
    return !this.restless && key === null && this.link.value === 1 && this.sidechain.still;
  }

  protected override runStill(kernels: Kernels, frames: number): void {
    const { reduction, readings, sidechain, window } = this;
    const s = this.lent!;
    s[slot.THRESHOLD_DB] = this.threshold.value;
    s[slot.SLOPE] = this.slope.value;
    s[slot.KNEE_DB] = this.knee.value;
    s[slot.ATTACK] = this.rates[0];
    s[slot.RELEASE] = this.rates[1];
    s[slot.WET] = this.mix.value * this.makeup.value;
    s[slot.DRY] = 1 - this.mix.value;
    s[slot.AUTOMATIC] = this.automatic ? 1 : 0;
    s[slot.SLOW_ATTACK] = this.slowAttack;
    s[slot.SLOW_RELEASE] = this.slowRelease;
    s[slot.REDUCTION_DB] = reduction[2] > reduction[0] ? reduction[2] : reduction[0];
    s[slot.SLOW_REDUCTION_DB] = reduction[3] > reduction[1] ? reduction[3] : reduction[1];
    window.lend(s);
    const count = sidechain.lend();
    kernels.run.compressor(frames, this.phase, sidechain.latency, sidechain.ahead, count);
    sidechain.regain();
    window.regain(s);
    reduction[0] = reduction[2] = s[slot.REDUCTION_DB];
    reduction[1] = reduction[3] = s[slot.SLOW_REDUCTION_DB];
    this.read(s[slot.LOUDEST]);
    if (-s[slot.MOST_REDUCTION_DB] < readings[0]) readings[0] = -s[slot.MOST_REDUCTION_DB];
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number, key: Stereo | null): void {
    const frames = to - from;
    const { sidechain } = this;
    sidechain.take(left, right, from, to, key);
    this.window.run(sidechain.left, sidechain.right, frames);
    const linked = this.decide(frames);
    sidechain.release(left, right, from, to);
    this.apply(left, right, from, frames, linked);
  }

  /** Levels to gains, in place. Returns whether both channels share the left one's. */
  private decide(frames: number): boolean {
    const { reduction, curve, phase } = this;
    const { left: detLeft, right: detRight } = this.sidechain;
    const linked = this.link.value === 1 && this.link.next === 1;
    let loudest = 0;
    for (let i = 0; i < frames; i++) {
      const l = detLeft[i];
      const r = detRight[i];
      const level = l > r ? l : r;
      if (level > loudest) loudest = level;
      if (linked) detLeft[i] = level;
    }
    this.read(loudest);
    this.moveCurve(0, this.threshold);
    this.moveCurve(1, this.slope);
    this.moveCurve(2, this.knee);
    amplitudesToDb(detLeft, frames);
    levelsToReductions(detLeft, frames, phase, curve);
    if (linked) {
      if (reduction[2] > reduction[0]) reduction[0] = reduction[2];
      if (reduction[3] > reduction[1]) reduction[1] = reduction[3];
      this.smooth(detLeft, frames, 0);
      reduction[2] = reduction[0];
      reduction[3] = reduction[1];
    } else {
      amplitudesToDb(detRight, frames);
      levelsToReductions(detRight, frames, phase, curve);
      const link = this.link.value;
      const linkStep = (this.link.next - link) / GRID;
      for (let i = 0; i < frames; i++) {
        const share = link + (phase + i) * linkStep;
        const l = detLeft[i];
        const r = detRight[i];
        if (l > r) detRight[i] = r + share * (l - r);
        else detLeft[i] = l + share * (r - l);
      }
      this.smooth(detLeft, frames, 0);
      this.smooth(detRight, frames, 2);
      reductionsToGains(detRight, frames);
    }
    reductionsToGains(detLeft, frames);
    return linked;
  }

  /** Raises the detector's reading to a level. */
  private read(loudest: number): void {
    if (loudest <= SILENCE) return;
    // Written out: a function that is not inlined boxes its result, which is an allocation.
    const loudestDb = 20 * Math.log10(loudest);
    if (loudestDb > this.readings[1]) this.readings[1] = loudestDb;
  }

  private moveCurve(index: number, glide: Glide): void {
    this.curve[index] = glide.value;
    this.curve[index + 3] = (glide.next - glide.value) / GRID;
  }

  /** Wanted reductions to those that attack and release allow, in place; states from `lane`. */
  private smooth(x: Float64Array, frames: number, lane: number): void {
    const { rates, reduction } = this;
    rates[2] = 0;
    if (this.automatic || reduction[lane + 1] > 0) this.smoothSlowly(x, frames, lane);
    else smoothReductions(x, frames, rates, reduction, lane);
    if (-rates[2] < this.readings[0]) this.readings[0] = -rates[2];
  }

  /** The same with the automatic release, or what it has left behind. */
  private smoothSlowly(x: Float64Array, frames: number, lane: number): void {
    const { automatic, slowAttack, slowRelease, slowly, rates, reduction } = this;
    for (let i = 0; i < frames; i++) slowly[i] = x[i];
    smoothReductions(x, frames, rates, reduction, lane);
    let slow = reduction[lane + 1];
    let most = rates[2];
    for (let i = 0; i < frames; i++) {
      const lasting = automatic ? slowly[i] : 0;
      slow += (lasting > slow ? slowAttack : slowRelease) * (lasting - slow);
      if (slow > x[i]) x[i] = slow;
      if (x[i] > most) most = x[i];
    }
    reduction[lane + 1] = slow;
    rates[2] = most;
  }

  /** The gains onto the sound. */
  private apply(
    left: Float32Array,
    right: Float32Array,
    from: number,
    frames: number,
    linked: boolean,
  ): void {
    const { phase, sidechain } = this;
    const gainLeft = sidechain.left;
    const gainRight = linked ? gainLeft : sidechain.right;
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    const makeup0 = this.makeup.value;
    const makeupStep = (this.makeup.next - makeup0) / GRID;
    for (let i = 0; i < frames; i++) {
      const at = phase + i;
      const mix = mix0 + at * mixStep;
      const dry = 1 - mix;
      const wet = mix * (makeup0 + at * makeupStep);
      left[from + i] *= dry + wet * gainLeft[i];
      right[from + i] *= dry + wet * gainRight[i];
    }
  }
}

export const compressor = defineEffect({
  ...compressorSpec,
  create: (sampleRate) => new Compressor(sampleRate),
  transferDb,
});
