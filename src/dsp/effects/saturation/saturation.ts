/**
 * Saturation at eight times the rate. One curve, x/√(1 + x²), in three circuits: *tape* saturates the highs
 * first (pre-emphasis before the curve, de-emphasis after it), *tube* is driven off its centre and makes even
 * harmonics, *transformer* saturates the lows first. The curve is averaged between neighbouring samples
 * (antiderivative anti-aliasing: Parker, Zavalishin, Le Bivic, DAFx 2016); with the antiderivative √(1 + x²)
 * that average is (x₁ + x₀)/(√(1 + x₁²) + √(1 + x₀²)), which never divides by little.
 */
import { gainOf } from '../../core/decibels.ts';
import { Sections } from '../../core/biquad.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import { designSection, SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { Oversampler, oversamplingLatency } from '../../core/oversampling.ts';
import type { Values } from '../../core/params.ts';
import { TINY } from '../../core/sanitise.ts';
import { saturationSpec } from './spec.ts';

const FACTOR = 8;
/** The average of two samples lags half of one at the high rate; it is left there, a sixteenth of a frame. */
const LATENCY = oversamplingLatency(FACTOR);
const TUBE_BIAS = 0.6;
/** Emphasis: corner and gain. De-emphasis is its exact inverse. */
const TAPE = { shape: 'highShelf', freqHz: 3000, gainDb: 6, q: 0.6 } as const;
const TRANSFORMER = { shape: 'lowShelf', freqHz: 120, gainDb: 12, q: 0.6 } as const;
/** A bias makes a constant; a high-pass at 5 Hz takes it away. */
const DC_HZ = 5;

/** A tone of this amplitude (−12 dBFS) keeps its level at any drive. */
const REFERENCE = 0.25;

/** Gain after the curve that keeps the reference at its level. */
function levelling(drive: number, bias: number): number {
  const up = drive * REFERENCE + bias;
  const down = drive * REFERENCE - bias;
  return (2 * REFERENCE) / (up / Math.sqrt(1 + up * up) + down / Math.sqrt(1 + down * down));
}

/**
 * Drive at the grid point, its step for each sample at the high rate, bias and its step. An array, because numbers handed to a
 * function that is not inlined are boxed: an allocation.
 */
type Motion = Float64Array;

/** One channel's curve at the high rate. */
class Curve {
  /** The last input with its root, and the last bias with its. */
  private readonly last = new Float64Array(4);

  clear(bias: number): void {
    this.last[0] = this.last[2] = bias;
    this.last[1] = this.last[3] = Math.sqrt(1 + bias * bias);
  }

  /** In place, as `motion` says, `offset` samples after the grid point. What the bias makes of silence goes. */
  run(x: Float64Array, count: number, motion: Motion, offset: number): void {
    const { last } = this;
    const drive = motion[0];
    const driveStep = motion[1];
    const bias = motion[2];
    const biasStep = motion[3];
    let before = last[0];
    let root = last[1];
    let biasBefore = last[2];
    let biasRoot = last[3];
    let rest = 0;
    for (let i = 0; i < count; i++) {
      const t = offset + i;
      const b = bias + t * biasStep;
      if (b !== biasBefore) {
        const r = Math.sqrt(1 + b * b);
        rest = (b + biasBefore) / (r + biasRoot);
        biasBefore = b;
        biasRoot = r;
      } else {
        rest = b / biasRoot;
      }
      const now = x[i] * (drive + t * driveStep) + b;
      const nowRoot = Math.sqrt(1 + now * now);
      x[i] = (now + before) / (nowRoot + root) - rest;
      before = now;
      root = nowRoot;
    }
    last[0] = before;
    last[1] = root;
    last[2] = biasBefore;
    last[3] = biasRoot;
  }
}

/** Sections: emphasis of tape and transformer, their inverses, and the one against a constant. */
const EMPHASIS = [
  { ...TAPE, before: 0, after: 3 },
  { ...TRANSFORMER, before: 1, after: 2 },
] as const;
const DC = 4;
const SECTIONS = 5;

class Saturation extends GridProcessor<typeof saturationSpec.params> {
  private readonly sampleRate: number;
  private readonly drive: Glide;
  private readonly bias: Glide;
  private readonly output: Glide;
  private readonly level: Glide;
  private readonly mix: Glide;
  /** How much of each emphasis there is. */
  private readonly emphasis: Glide[];
  private readonly filters = new Sections(SECTIONS);
  private readonly nextCoefs = new Float64Array(SECTIONS * SECTION);
  private readonly moves = [false, false];
  /** Sections that run in the present piece: an emphasis that is absent and has rung out is skipped. */
  private readonly runs = new Uint8Array(SECTIONS);
  private stale = true;

  private readonly dry: StereoRing;
  private readonly left = new Float64Array(GRID);
  private readonly right = new Float64Array(GRID);
  private readonly overLeft = new Oversampler(FACTOR);
  private readonly overRight = new Oversampler(FACTOR);
  private readonly curveLeft = new Curve();
  private readonly curveRight = new Curve();
  private readonly motion: Motion = new Float64Array(4);

  constructor(sampleRate: number) {
    super(LATENCY, 0);
    this.sampleRate = sampleRate;
    this.drive = new Glide(sampleRate, 1);
    this.bias = new Glide(sampleRate, 0);
    this.level = new Glide(sampleRate, 1);
    this.output = new Glide(sampleRate, 1);
    this.mix = new Glide(sampleRate, 1);
    this.emphasis = EMPHASIS.map(() => new Glide(sampleRate, 0));
    this.dry = new StereoRing(LATENCY + GRID);
    designSection('highPass1', DC_HZ, 0, 1, sampleRate, this.filters.coefs, DC * SECTION);
    this.nextCoefs.set(this.filters.coefs);
  }

  set(values: Values<typeof saturationSpec.params>, glide: boolean): void {
    const drive = gainOf(values.driveDb);
    const bias = values.character === 'tube' ? TUBE_BIAS : 0;
    this.drive.to(drive, glide);
    this.bias.to(bias, glide);
    this.level.to(levelling(drive, bias), glide);
    this.output.to(gainOf(values.outputDb), glide);
    this.mix.to(values.mixPct / 100, glide);
    this.emphasis[0].to(values.character === 'tape' ? 1 : 0, glide);
    this.emphasis[1].to(values.character === 'transformer' ? 1 : 0, glide);
    if (!glide) {
      this.stale = true;
      this.curveLeft.clear(bias);
      this.curveRight.clear(bias);
    }
  }

  protected clear(): void {
    this.drive.settle();
    this.bias.settle();
    this.level.settle();
    this.output.settle();
    this.mix.settle();
    for (const glide of this.emphasis) glide.settle();
    this.stale = true;
    this.filters.clear();
    this.dry.clear();
    this.overLeft.clear();
    this.overRight.clear();
    this.curveLeft.clear(this.bias.value);
    this.curveRight.clear(this.bias.value);
  }

  protected tick(): void {
    this.drive.tick();
    this.bias.tick();
    this.level.tick();
    this.output.tick();
    this.mix.tick();
    const { coefs } = this.filters;
    for (let n = 0; n < EMPHASIS.length; n++) {
      const { before, after } = EMPHASIS[n];
      const glide = this.emphasis[n];
      const moving = glide.tick();
      if (this.stale) {
        this.design(n, glide.value);
        this.moves[n] = true;
      }
      if (this.moves[n]) {
        this.copy(before, coefs);
        this.copy(after, coefs);
      }
      this.moves[n] = moving;
      if (moving) {
        this.design(n, glide.next);
        this.filters.aim(before, this.nextCoefs);
        this.filters.aim(after, this.nextCoefs);
      }
    }
    this.stale = false;
    for (let n = 0; n < SECTIONS; n++) this.filters.flush(n);
    for (let n = 0; n < EMPHASIS.length; n++) {
      const { before, after } = EMPHASIS[n];
      const present = this.emphasis[n].value !== 0;
      this.runs[before] = present || this.filters.rings(before, TINY) ? 1 : 0;
      this.runs[after] = present || this.filters.rings(after, TINY) ? 1 : 0;
    }
  }

  private copy(section: number, coefs: Float64Array): void {
    for (let i = section * SECTION; i < (section + 1) * SECTION; i++) coefs[i] = this.nextCoefs[i];
  }

  private design(n: number, amount: number): void {
    const { shape, freqHz, gainDb, q, before, after } = EMPHASIS[n];
    designSection(shape, freqHz, amount * gainDb, q, this.sampleRate, this.nextCoefs, before * SECTION);
    designSection(shape, freqHz, -amount * gainDb, q, this.sampleRate, this.nextCoefs, after * SECTION);
  }

  private filter(n: number, section: number, frames: number): void {
    if (this.moves[n]) this.filters.runMoving(section, this.left, this.right, frames);
    else if (this.runs[section] === 1) this.filters.run(section, this.left, this.right, frames);
  }

  protected run(soundLeft: Float32Array, soundRight: Float32Array, from: number, to: number): void {
    const { left, right, phase, motion, overLeft, overRight } = this;
    const frames = to - from;
    for (let i = 0; i < frames; i++) {
      left[i] = soundLeft[from + i];
      right[i] = soundRight[from + i];
    }
    this.filter(0, EMPHASIS[0].before, frames);
    this.filter(1, EMPHASIS[1].before, frames);
    overLeft.up(left, frames);
    overRight.up(right, frames);
    motion[1] = (this.drive.next - this.drive.value) / (GRID * FACTOR);
    motion[0] = this.drive.value;
    motion[3] = (this.bias.next - this.bias.value) / (GRID * FACTOR);
    motion[2] = this.bias.value;
    this.curveLeft.run(overLeft.high, FACTOR * frames, motion, FACTOR * phase);
    this.curveRight.run(overRight.high, FACTOR * frames, motion, FACTOR * phase);
    overLeft.down(left, frames);
    overRight.down(right, frames);
    this.filter(1, EMPHASIS[1].after, frames);
    this.filter(0, EMPHASIS[0].after, frames);
    this.filters.run(DC, left, right, frames);
    this.blend(soundLeft, soundRight, from, frames);
  }

  /** The wet piece with the dry sound that has waited for it. */
  private blend(soundLeft: Float32Array, soundRight: Float32Array, from: number, frames: number): void {
    const { left, right, phase } = this;
    const { left: dryLeft, right: dryRight, mask } = this.dry;
    const level0 = this.level.value;
    const levelStep = (this.level.next - level0) / GRID;
    const output0 = this.output.value;
    const outputStep = (this.output.next - output0) / GRID;
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    let { at } = this.dry;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      dryLeft[at] = soundLeft[from + i];
      dryRight[at] = soundRight[from + i];
      const read = (at - LATENCY) & mask;
      const mix = mix0 + t * mixStep;
      const output = output0 + t * outputStep;
      const wet = mix * output * (level0 + t * levelStep);
      const dry = (1 - mix) * output;
      soundLeft[from + i] = dry * dryLeft[read] + wet * left[i];
      soundRight[from + i] = dry * dryRight[read] + wet * right[i];
      at = (at + 1) & mask;
    }
    this.dry.at = at;
  }
}

export const saturation = defineEffect({
  ...saturationSpec,
  create: (sampleRate) => new Saturation(sampleRate),
});
