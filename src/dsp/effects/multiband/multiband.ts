/**
 * Multiband compressor of three or four bands. It always splits into four; with three, the two in the middle
 * share one detector and one setting, which sounds as if there were no crossover between them.
 */
import { gainOf } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { holdMsOf, LevelWindow } from '../../core/level-window.ts';
import type { Values } from '../../core/params.ts';
import { LEAST_CHANGE_DB } from '../../core/sanitise.ts';
import { kernels, type Kernels } from '../../kernels/kernels.ts';
import * as slot from '../../kernels/memory.ts';
import { CURVE, levelsToReductions, NARROWEST_KNEE_DB, slopeOf } from '../compressor/curve.ts';
import type { MovingCurve } from '../compressor/curve.ts';
import { RATES, smoothReductions } from '../compressor/smoothing.ts';
import type { Rates } from '../compressor/smoothing.ts';
import { BAND_COUNT, Crossover } from './crossover.ts';
import { multibandSpec } from './spec.ts';

const BANDS = ['low', 'lowMid', 'highMid', 'high'] as const;

/** One band's detector and gain. */
class Band {
  private readonly sampleRate: number;
  private readonly threshold: Glide;
  private readonly slope: Glide;
  private readonly gain: Glide;
  /** How much of the gain is applied: the mix, or nothing when the band is off. */
  private readonly share: Glide;
  private readonly window: LevelWindow;
  private readonly curve: MovingCurve = new Float64Array(CURVE);
  private readonly other = new Float64Array(GRID);
  private readonly reduction = new Float64Array(1);
  private readonly rates: Rates = new Float64Array(RATES).fill(1);
  /** Settings and states in the kernels' memory. */
  private readonly lent: Float64Array | null;
  /** What the detector hears, then the gains of the piece. */
  readonly gains = new Float64Array(GRID);

  constructor(sampleRate: number, index: number) {
    this.sampleRate = sampleRate;
    this.lent = kernels()?.doubles(slot.SETTINGS + 8 * slot.DYNAMICS * index, slot.DYNAMICS) ?? null;
    this.threshold = new Glide(sampleRate, 0);
    this.slope = new Glide(sampleRate, 0);
    this.gain = new Glide(sampleRate, 1);
    this.share = new Glide(sampleRate, 1);
    this.window = new LevelWindow(sampleRate);
  }

  set(values: Values<typeof multibandSpec.params>, band: (typeof BANDS)[number], glide: boolean): void {
    this.threshold.to(values[`${band}.thresholdDb`], glide);
    this.slope.to(slopeOf(values[`${band}.ratio`]), glide);
    this.gain.to(gainOf(values[`${band}.gainDb`]), glide);
    this.share.to(values[`${band}.on`] ? values.mixPct / 100 : 0, glide);
    const release = values[`${band}.releaseMs`];
    const holdMs = holdMsOf(release);
    this.window.set(false, holdMs);
    this.rates[0] = approach(values[`${band}.attackMs`], this.sampleRate);
    this.rates[1] = approach(release - holdMs, this.sampleRate);
  }

  clear(): void {
    this.threshold.settle();
    this.slope.settle();
    this.gain.settle();
    this.share.settle();
    this.window.clear();
    this.reduction[0] = 0;
  }

  get moving(): boolean {
    return this.threshold.moving || this.slope.moving || this.gain.moving || this.share.moving;
  }

  /** Lends settings and states to the kernel. */
  lend(knee: Glide): void {
    const s = this.lent!;
    s[slot.THRESHOLD_DB] = this.threshold.value;
    s[slot.SLOPE] = this.slope.value;
    s[slot.KNEE_DB] = knee.value;
    s[slot.ATTACK] = this.rates[0];
    s[slot.RELEASE] = this.rates[1];
    s[slot.WET] = this.gain.value;
    s[slot.DRY] = this.share.value;
    s[slot.REDUCTION_DB] = this.reduction[0];
    this.window.lend(s);
  }

  /** Takes the states back; lowers `readings[index]` to the reduction. */
  regain(readings: Float32Array, index: number): void {
    const s = this.lent!;
    this.window.regain(s);
    this.reduction[0] = s[slot.REDUCTION_DB];
    const most = s[slot.MOST_REDUCTION_DB];
    if (-most < readings[index]) readings[index] = -most;
  }

  tick(knee: Glide): void {
    this.threshold.tick();
    this.slope.tick();
    this.gain.tick();
    this.share.tick();
    this.window.tick();
    if (this.reduction[0] < LEAST_CHANGE_DB) this.reduction[0] = 0;
    this.move(0, this.threshold);
    this.move(1, this.slope);
    this.move(2, knee);
  }

  private move(index: number, glide: Glide): void {
    this.curve[index] = glide.value;
    this.curve[index + 3] = (glide.next - glide.value) / GRID;
  }

  /** Hears a band (two, if another is given) and works out its gains; lowers `readings[index]` to its reduction. */
  hear(
    crossover: Crossover,
    band: number,
    also: number,
    frames: number,
    phase: number,
    readings: Float32Array,
    index: number,
  ): void {
    const { gains: x, other } = this;
    const left = crossover.left[band];
    const right = crossover.right[band];
    for (let i = 0; i < frames; i++) {
      x[i] = left[i];
      other[i] = right[i];
    }
    if (also >= 0) {
      const alsoLeft = crossover.left[also];
      const alsoRight = crossover.right[also];
      for (let i = 0; i < frames; i++) {
        x[i] += alsoLeft[i];
        other[i] += alsoRight[i];
      }
    }
    this.window.run(x, other, frames);
    for (let i = 0; i < frames; i++) if (other[i] > x[i]) x[i] = other[i];
    amplitudesToDb(x, frames);
    levelsToReductions(x, frames, phase, this.curve);
    this.rates[2] = 0;
    smoothReductions(x, frames, this.rates, this.reduction, 0);
    if (-this.rates[2] < readings[index]) readings[index] = -this.rates[2];
    reductionsToGains(x, frames);
    const gain0 = this.gain.value;
    const gainStep = (this.gain.next - gain0) / GRID;
    const share0 = this.share.value;
    const shareStep = (this.share.next - share0) / GRID;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      x[i] = 1 + (share0 + t * shareStep) * (x[i] * (gain0 + t * gainStep) - 1);
    }
  }
}

class Multiband extends GridProcessor<typeof multibandSpec.params> {
  private readonly octaves: Glide[];
  private readonly knee: Glide;
  private readonly crossover: Crossover;
  private readonly bands: Band[];
  private four = false;
  /** Share of the upper middle's own setting: 0 with three bands, 1 with four. */
  private readonly split: Glide;
  /** Some control moves, so that grid points have work. */
  private restless = true;

  constructor(sampleRate: number) {
    super(0, BAND_COUNT);
    this.octaves = [new Glide(sampleRate, 7), new Glide(sampleRate, 10), new Glide(sampleRate, 12)];
    this.knee = new Glide(sampleRate, 6);
    this.split = new Glide(sampleRate, 0);
    this.crossover = new Crossover(sampleRate);
    this.bands = BANDS.map((_, index) => new Band(sampleRate, index));
  }

  set(values: Values<typeof multibandSpec.params>, glide: boolean): void {
    this.octaves[0].to(Math.log2(values.lowHz), glide);
    this.octaves[1].to(Math.log2(values.midHz), glide);
    this.octaves[2].to(Math.log2(values.highHz), glide);
    this.knee.to(Math.max(NARROWEST_KNEE_DB, values.kneeDb), glide);
    this.four = values.bands === '4';
    this.split.to(this.four ? 1 : 0, glide);
    for (let b = 0; b < BAND_COUNT; b++) this.bands[b].set(values, BANDS[b], glide);
    if (!glide) this.crossover.jump();
    this.restless = true;
  }

  protected clear(): void {
    for (const octave of this.octaves) octave.settle();
    this.knee.settle();
    this.split.settle();
    this.crossover.clear();
    for (const band of this.bands) band.clear();
    this.restless = true;
  }

  protected override startBlock(): void {
    this.readings.fill(0);
  }

  protected tick(): void {
    for (let n = 0; n < 3; n++) this.octaves[n].tick();
    this.knee.tick();
    this.split.tick();
    this.crossover.tick(this.octaves);
    this.restless = this.knee.moving || this.split.moving || !this.crossover.still;
    for (let b = 0; b < BAND_COUNT; b++) {
      this.bands[b].tick(this.knee);
      if (this.bands[b].moving) this.restless = true;
    }
  }

  protected override still(): boolean {
    return !this.restless;
  }

  protected override runStill(kernels: Kernels, frames: number): void {
    const { bands, readings } = this;
    for (let b = 0; b < BAND_COUNT; b++) bands[b].lend(this.knee);
    this.crossover.lend();
    kernels.run.multiband(frames, this.phase, this.four);
    this.crossover.regain();
    for (let b = 0; b < BAND_COUNT; b++) bands[b].regain(readings, b);
    // With three bands there is no upper middle to report.
    if (!this.four) readings[2] = 0;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { crossover, bands, readings, phase } = this;
    crossover.run(left, right, from, frames);
    bands[0].hear(crossover, 0, -1, frames, phase, readings, 0);
    bands[1].hear(crossover, 1, this.four ? -1 : 2, frames, phase, readings, 1);
    bands[2].hear(crossover, 2, -1, frames, phase, readings, 2);
    bands[3].hear(crossover, 3, -1, frames, phase, readings, 3);
    // With three bands there is no upper middle to report.
    if (!this.four) readings[2] = 0;

    const g0 = bands[0].gains;
    const g1 = bands[1].gains;
    const g2 = bands[2].gains;
    const g3 = bands[3].gains;
    const [l0, l1, l2, l3] = crossover.left;
    const [r0, r1, r2, r3] = crossover.right;
    const split0 = this.split.value;
    const splitStep = (this.split.next - split0) / GRID;
    for (let i = 0; i < frames; i++) {
      const upper = g1[i] + (split0 + (phase + i) * splitStep) * (g2[i] - g1[i]);
      left[from + i] = g0[i] * l0[i] + g1[i] * l1[i] + upper * l2[i] + g3[i] * l3[i];
      right[from + i] = g0[i] * r0[i] + g1[i] * r1[i] + upper * r2[i] + g3[i] * r3[i];
    }
  }
}

export const multiband = defineEffect({
  ...multibandSpec,
  create: (sampleRate) => new Multiband(sampleRate),
});
