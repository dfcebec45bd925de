/**
 * Parametric equaliser: high-pass, five bands, low-pass. Frequency, gain and Q glide; a change of shape,
 * slope, channels or of what is on crossfades to a second bank. Its curve is that of the coefficients.
 */
import { defineEffect } from '../../core/effect.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import { Bank } from './bank.ts';
import type { Filter } from './bank.ts';
import { magnitudeDb } from './curve.ts';
import { FILTERS, FORM, formOf, freqOf, gainOfBand, qOf } from './layout.ts';
import { eqSpec } from './spec.ts';
import type { EqValues } from './spec.ts';

const CROSSFADE_S = 0.03;

class Equaliser extends GridProcessor<typeof eqSpec.params> {
  private readonly filters: Filter[];
  /** What is heard, and what a crossfade goes to. */
  private bank: Bank;
  private other: Bank;
  private readonly wanted = new Int32Array(FORM);
  private fading = false;
  /** Something moves, fades or rings out, so that grid points have work. */
  private restless = true;
  private fade = 0;
  private readonly fadeStep: number;

  constructor(sampleRate: number) {
    super(0, 0);
    this.filters = Array.from({ length: FILTERS }, () => ({
      octave: new Glide(sampleRate, 10),
      gainDb: new Glide(sampleRate, 0),
      logQ: new Glide(sampleRate, 0),
      moving: false,
    }));
    this.bank = new Bank(sampleRate);
    this.other = new Bank(sampleRate);
    this.fadeStep = 1 / (GRID * Math.max(1, Math.round((CROSSFADE_S * sampleRate) / GRID)));
  }

  set(values: EqValues, glide: boolean): void {
    for (let f = 0; f < FILTERS; f++) {
      this.filters[f].octave.to(Math.log2(freqOf(values, f)), glide);
      this.filters[f].gainDb.to(gainOfBand(values, f), glide);
      this.filters[f].logQ.to(Math.log2(qOf(values, f)), glide);
    }
    formOf(values, this.wanted);
    this.restless = true;
    if (!glide) this.arrive();
  }

  protected clear(): void {
    for (const { octave, gainDb, logQ } of this.filters) {
      octave.settle();
      gainDb.settle();
      logQ.settle();
    }
    this.arrive();
    this.bank.clear();
  }

  private arrive(): void {
    this.restless = true;
    this.fading = false;
    this.fade = 0;
    this.bank.become(this.wanted);
    this.bank.invalidate();
  }

  protected tick(): void {
    if (!this.restless) {
      this.bank.rest();
      return;
    }
    if (this.fading && this.fade >= 1 - this.fadeStep / 2) {
      const heard = this.other;
      this.other = this.bank;
      this.bank = heard;
      this.fading = false;
    }
    if (!this.fading && this.differs()) {
      this.other.become(this.wanted);
      this.other.clear();
      this.fading = true;
      this.fade = 0;
    }
    let moving = false;
    for (let f = 0; f < FILTERS; f++) {
      const filter = this.filters[f];
      const octave = filter.octave.tick();
      const gain = filter.gainDb.tick();
      const q = filter.logQ.tick();
      filter.moving = octave || gain || q;
      if (filter.moving) moving = true;
    }
    const restless = this.bank.tick(this.filters);
    if (this.fading) this.other.tick(this.filters);
    this.restless = restless || moving || this.fading;
  }

  protected override still(): boolean {
    return !this.restless && this.bank.runsStill;
  }

  protected override runStill(kernels: Kernels, frames: number): void {
    this.bank.runStill(kernels, frames, this.phase);
  }

  private differs(): boolean {
    for (let i = 0; i < FORM; i++) if (this.bank.form[i] !== this.wanted[i]) return true;
    return false;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { bank, other, fadeStep } = this;
    if (!this.fading) {
      if (bank.idle) return;
      bank.run(left, right, from, to);
      for (let i = from; i < to; i++) {
        left[i] = bank.left[i - from];
        right[i] = bank.right[i - from];
      }
      return;
    }
    bank.run(left, right, from, to);
    other.run(left, right, from, to);
    let fade = this.fade;
    for (let i = from; i < to; i++) {
      const l = bank.left[i - from];
      const r = bank.right[i - from];
      left[i] = l + fade * (other.left[i - from] - l);
      right[i] = r + fade * (other.right[i - from] - r);
      fade += fadeStep;
    }
    this.fade = fade;
  }
}

export const eq = defineEffect({
  ...eqSpec,
  create: (sampleRate) => new Equaliser(sampleRate),
  magnitudeDb,
});
