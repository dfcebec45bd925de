/**
 * De-esser: when the sibilant range gets louder than the threshold, it (or everything, in wide mode) is turned
 * down. The range is taken by a state-variable filter (trapezoidal integration, Zavalishin 2012) and only what
 * is too much of it is subtracted, so that the sound is untouched to the bit while nothing is reduced. A band
 * turned down this way is exactly a bell cut at its frequency; all above, taken by a first-order high-pass an
 * octave lower, is exactly a gentle high shelf.
 */
import { defineEffect } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { holdMsOf, LevelWindow } from '../../core/level-window.ts';
import type { Values } from '../../core/params.ts';
import { LEAST_CHANGE_DB, TINY } from '../../core/sanitise.ts';
import { slopeOf } from '../compressor/curve.ts';
import { deesserSpec } from './spec.ts';

class Deesser extends GridProcessor<typeof deesserSpec.params> {
  private readonly sampleRate: number;
  private readonly octave: Glide;
  private readonly logQ: Glide;
  private readonly threshold: Glide;
  private readonly slope: Glide;
  private readonly range: Glide;
  /** Shares of what is taken out: band, above, all; and of what is heard instead. */
  private readonly band: Glide;
  private readonly above: Glide;
  private readonly all: Glide;
  private readonly listen: Glide;
  private attack = 1;
  private release = 1;

  private readonly window: LevelWindow;
  private readonly levelLeft = new Float64Array(GRID);
  private readonly levelRight = new Float64Array(GRID);
  private readonly heardLeft = new Float64Array(GRID);
  private readonly heardRight = new Float64Array(GRID);
  private readonly taken = { left: new Float64Array(GRID), right: new Float64Array(GRID) };
  private readonly state = new Float64Array(6);
  private readonly reduction = new Float64Array(1);

  constructor(sampleRate: number) {
    super(0, 1);
    this.sampleRate = sampleRate;
    this.window = new LevelWindow(sampleRate);
    this.octave = new Glide(sampleRate, 12);
    this.logQ = new Glide(sampleRate, 0);
    this.threshold = new Glide(sampleRate, 0);
    this.slope = new Glide(sampleRate, 0);
    this.range = new Glide(sampleRate, 0);
    this.band = new Glide(sampleRate, 1);
    this.above = new Glide(sampleRate, 0);
    this.all = new Glide(sampleRate, 0);
    this.listen = new Glide(sampleRate, 0);
  }

  set(values: Values<typeof deesserSpec.params>, glide: boolean): void {
    this.octave.to(Math.log2(Math.min(values.freqHz, 0.45 * this.sampleRate)), glide);
    this.logQ.to(Math.log2(values.q), glide);
    this.threshold.to(values.thresholdDb, glide);
    this.slope.to(slopeOf(values.ratio), glide);
    this.range.to(-values.rangeDb, glide);
    this.band.to(values.mode === 'band' ? 1 : 0, glide);
    this.above.to(values.mode === 'shelf' ? 1 : 0, glide);
    this.all.to(values.mode === 'wide' ? 1 : 0, glide);
    this.listen.to(values.listen ? 1 : 0, glide);
    const holdMs = holdMsOf(values.releaseMs);
    this.window.set(false, holdMs);
    this.attack = approach(values.attackMs, this.sampleRate);
    this.release = approach(values.releaseMs - holdMs, this.sampleRate);
  }

  protected clear(): void {
    this.octave.settle();
    this.logQ.settle();
    this.threshold.settle();
    this.slope.settle();
    this.range.settle();
    this.band.settle();
    this.above.settle();
    this.all.settle();
    this.listen.settle();
    this.window.clear();
    this.state.fill(0);
    this.reduction[0] = 0;
  }

  protected override startBlock(): void {
    this.readings[0] = 0;
  }

  protected tick(): void {
    this.octave.tick();
    this.logQ.tick();
    this.threshold.tick();
    this.slope.tick();
    this.range.tick();
    this.band.tick();
    this.above.tick();
    this.all.tick();
    this.listen.tick();
    this.window.tick();
    const { state } = this;
    for (let i = 0; i < 6; i++) if (state[i] < TINY && state[i] > -TINY) state[i] = 0;
    if (this.reduction[0] < LEAST_CHANGE_DB) this.reduction[0] = 0;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { levelLeft, levelRight, heardLeft, heardRight, taken, phase } = this;
    this.filter(left, right, from, frames);
    const listen0 = this.listen.value;
    const listenStep = (this.listen.next - listen0) / GRID;
    const listening = listen0 !== 0 || listenStep !== 0;
    // What the detector hears goes to the levels, and must not be lost if it is listened to.
    for (let i = 0; i < frames; i++) {
      heardLeft[i] = levelLeft[i];
      heardRight[i] = levelRight[i];
    }
    this.window.run(levelLeft, levelRight, frames);
    this.decide(frames);
    for (let i = 0; i < frames; i++) {
      const less = 1 - levelLeft[i];
      if (less === 0) continue;
      left[from + i] -= less * taken.left[i];
      right[from + i] -= less * taken.right[i];
    }
    if (!listening) return;
    for (let i = 0; i < frames; i++) {
      const share = listen0 + (phase + i) * listenStep;
      left[from + i] += share * (heardLeft[i] - left[from + i]);
      right[from + i] += share * (heardRight[i] - right[from + i]);
    }
  }

  /** The detector's range into the levels, and what a reduction takes away into `taken`. */
  private filter(left: Float32Array, right: Float32Array, from: number, frames: number): void {
    const { levelLeft, levelRight, taken, state, phase } = this;
    const f0 = Math.tan((Math.PI * 2 ** this.octave.value) / this.sampleRate);
    const fStep = (Math.tan((Math.PI * 2 ** this.octave.next) / this.sampleRate) - f0) / GRID;
    const k0 = 2 ** -this.logQ.value;
    const kStep = (2 ** -this.logQ.next - k0) / GRID;
    const band0 = this.band.value;
    const bandStep = (this.band.next - band0) / GRID;
    const above0 = this.above.value;
    const aboveStep = (this.above.next - above0) / GRID;
    const all0 = this.all.value;
    const allStep = (this.all.next - all0) / GRID;
    let l1 = state[0];
    let l2 = state[1];
    let r1 = state[2];
    let r2 = state[3];
    let ls = state[4];
    let rs = state[5];
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const g = f0 + t * fStep;
      const band = band0 + t * bandStep;
      const above = above0 + t * aboveStep;
      const all = all0 + t * allStep;
      // What is heard above the frequency is taken with the damping of Butterworth.
      const k = above * Math.SQRT2 + (1 - above) * (k0 + t * kStep);
      const a1 = 1 / (1 + g * (g + k));
      const a2 = g * a1;
      const a3 = g * a2;
      const xl = left[from + i];
      const hl = xl - l2;
      const bl = a1 * l1 + a2 * hl;
      const ol = l2 + a2 * l1 + a3 * hl;
      l1 = 2 * bl - l1;
      l2 = 2 * ol - l2;
      const xr = right[from + i];
      const hr = xr - r2;
      const br = a1 * r1 + a2 * hr;
      const or = r2 + a2 * r1 + a3 * hr;
      r1 = 2 * br - r1;
      r2 = 2 * or - r2;
      const bandL = k * bl;
      const bandR = k * br;
      const aboveL = xl - bandL - ol;
      const aboveR = xr - bandR - or;
      levelLeft[i] = bandL + above * (aboveL - bandL);
      levelRight[i] = bandR + above * (aboveR - bandR);
      const half = 0.5 * g;
      const share = half / (1 + half);
      const vl = share * (xl - ls);
      const vr = share * (xr - rs);
      const shelfL = xl - vl - ls;
      const shelfR = xr - vr - rs;
      ls += 2 * vl;
      rs += 2 * vr;
      taken.left[i] = band * bandL + above * shelfL + all * xl;
      taken.right[i] = band * bandR + above * shelfR + all * xr;
    }
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
    state[4] = ls;
    state[5] = rs;
  }

  /** Levels to gains, in place, for both channels from the louder. */
  private decide(frames: number): void {
    const { levelLeft: x, levelRight, phase, attack, release } = this;
    for (let i = 0; i < frames; i++) if (levelRight[i] > x[i]) x[i] = levelRight[i];
    amplitudesToDb(x, frames);
    const threshold0 = this.threshold.value;
    const thresholdStep = (this.threshold.next - threshold0) / GRID;
    const slope0 = this.slope.value;
    const slopeStep = (this.slope.next - slope0) / GRID;
    const range0 = this.range.value;
    const rangeStep = (this.range.next - range0) / GRID;
    let reduction = this.reduction[0];
    let most = 0;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const over = x[i] - (threshold0 + t * thresholdStep);
      const range = range0 + t * rangeStep;
      let wanted = over > 0 ? over * (slope0 + t * slopeStep) : 0;
      if (wanted > range) wanted = range;
      reduction += (wanted > reduction ? attack : release) * (wanted - reduction);
      if (reduction > most) most = reduction;
      x[i] = reduction;
    }
    this.reduction[0] = reduction;
    if (-most < this.readings[0]) this.readings[0] = -most;
    reductionsToGains(x, frames);
  }
}

export const deesser = defineEffect({
  ...deesserSpec,
  create: (sampleRate) => new Deesser(sampleRate),
});
