/**
 * The stereo field: levels of middle and sides, width, mono below a frequency, and pan or balance. Everything
 * up to the panner is done on middle and sides; below the mono frequency the sides go, by a Linkwitz–Riley
 * high-pass, and the middle goes through the same allpass, so that nothing moves above it.
 */
import { Sections } from '../../core/biquad.ts';
import { gainOf } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { designCrossover } from '../../core/linkwitz-riley.ts';
import type { Values } from '../../core/params.ts';
import { TINY } from '../../core/sanitise.ts';
import { stereoSpec } from './spec.ts';

const { params } = stereoSpec;

type StereoValues = Values<typeof params>;

/** Gain of a channel for a pan from 0 (all the way on its own side) to 1 (on the other). */
function lawGain(law: StereoValues['panLaw'], away: number): number {
  const power = Math.cos((away * Math.PI) / 2);
  switch (law) {
    case '3':
      return away === 1 ? 0 : power;
    case '4.5':
      return away === 1 ? 0 : Math.sqrt(power * (1 - away));
    case '6':
      return 1 - away;
  }
}

/** Gains of left and right: the law with its dip in the middle, or, as balance, relative to it and never above 1. */
function panGain(values: StereoValues, isRight: boolean): number {
  const away = ((isRight ? -values.pan : values.pan) / 100 + 1) / 2;
  const gain = lawGain(values.panLaw, away);
  return values.panMode === 'pan' ? gain : away <= 0.5 ? 1 : gain / lawGain(values.panLaw, 0.5);
}

const HIGH_PASS = 0;
const ALL_PASS = 2;
const SECTIONS = 3;

class StereoField extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly mid: Glide;
  private readonly side: Glide;
  private readonly left: Glide;
  private readonly right: Glide;
  private readonly octave: Glide;
  /** How much of the sound goes through the filters. */
  private readonly mono: Glide;
  private readonly filters = new Sections(SECTIONS);
  private readonly next = new Float64Array(SECTIONS * SECTION);
  private moved = false;
  private moving = false;
  private stale = true;
  /** The filters take part in the present piece. */
  private filtering = false;

  private readonly midPiece = new Float64Array(GRID);
  private readonly sidePiece = new Float64Array(GRID);
  private readonly filteredMid = new Float64Array(GRID);
  private readonly filteredSide = new Float64Array(GRID);
  private readonly nothing = new Float64Array(GRID);

  constructor(sampleRate: number) {
    super(0, 0);
    this.sampleRate = sampleRate;
    this.mid = new Glide(sampleRate, 1);
    this.side = new Glide(sampleRate, 1);
    this.left = new Glide(sampleRate, 1);
    this.right = new Glide(sampleRate, 1);
    this.octave = new Glide(sampleRate, 5);
    this.mono = new Glide(sampleRate, 0);
  }

  set(values: StereoValues, glide: boolean): void {
    this.mid.to(gainOf(values.midDb), glide);
    this.side.to(gainOf(values.sideDb) * (values.widthPct / 100), glide);
    this.left.to(panGain(values, false), glide);
    this.right.to(panGain(values, true), glide);
    this.octave.to(Math.log2(values.monoBelowHz), glide);
    this.mono.to(values.monoBelowHz > params.monoBelowHz.min ? 1 : 0, glide);
    if (!glide) this.stale = true;
  }

  protected clear(): void {
    this.mid.settle();
    this.side.settle();
    this.left.settle();
    this.right.settle();
    this.octave.settle();
    this.mono.settle();
    this.filters.clear();
    this.stale = true;
  }

  protected tick(): void {
    this.mid.tick();
    this.side.tick();
    this.left.tick();
    this.right.tick();
    this.mono.tick();
    const moving = this.octave.tick();
    const { filters, next } = this;
    if (this.stale) designCrossover(2 ** this.octave.value, this.sampleRate, next, -1, HIGH_PASS, ALL_PASS);
    if (this.stale || this.moved) filters.coefs.set(next);
    if (moving) {
      designCrossover(2 ** this.octave.next, this.sampleRate, next, -1, HIGH_PASS, ALL_PASS);
      for (let n = 0; n < SECTIONS; n++) filters.aim(n, next);
    }
    this.stale = false;
    this.moved = this.moving = moving;
    for (let n = 0; n < SECTIONS; n++) filters.flush(n);
    this.filtering = this.mono.value !== 0 || this.mono.next !== 0 || filters.rings(ALL_PASS, TINY);
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { mid, side, phase, midPiece, sidePiece, filtering } = this;
    const frames = to - from;
    const centred = mid.value === 1 && mid.next === 1 && side.value === 1 && side.next === 1;
    if (filtering || !centred) {
      const mid0 = mid.value;
      const midStep = (mid.next - mid0) / GRID;
      const side0 = side.value;
      const sideStep = (side.next - side0) / GRID;
      for (let i = 0; i < frames; i++) {
        const t = phase + i;
        const l = left[from + i];
        const r = right[from + i];
        midPiece[i] = (mid0 + t * midStep) * 0.5 * (l + r);
        sidePiece[i] = (side0 + t * sideStep) * 0.5 * (l - r);
      }
      if (filtering) this.narrow(frames);
      for (let i = 0; i < frames; i++) {
        left[from + i] = midPiece[i] + sidePiece[i];
        right[from + i] = midPiece[i] - sidePiece[i];
      }
    }
    const left0 = this.left.value;
    const leftStep = (this.left.next - left0) / GRID;
    const right0 = this.right.value;
    const rightStep = (this.right.next - right0) / GRID;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      left[from + i] *= left0 + t * leftStep;
      right[from + i] *= right0 + t * rightStep;
    }
  }

  /** Takes the lows off the sides and turns the middle's phase with them. */
  private narrow(frames: number): void {
    const { filters, midPiece, sidePiece, filteredMid, filteredSide, nothing, phase } = this;
    for (let i = 0; i < frames; i++) {
      filteredMid[i] = midPiece[i];
      filteredSide[i] = sidePiece[i];
    }
    if (this.moving) {
      filters.runMoving(ALL_PASS, filteredMid, nothing, frames);
      filters.runMoving(HIGH_PASS, filteredSide, nothing, frames);
      filters.runMoving(HIGH_PASS + 1, filteredSide, nothing, frames);
    } else {
      filters.run(ALL_PASS, filteredMid, nothing, frames);
      filters.runPair(HIGH_PASS, HIGH_PASS + 1, filteredSide, nothing, frames);
    }
    const mono0 = this.mono.value;
    const monoStep = (this.mono.next - mono0) / GRID;
    for (let i = 0; i < frames; i++) {
      const share = mono0 + (phase + i) * monoStep;
      midPiece[i] += share * (filteredMid[i] - midPiece[i]);
      sidePiece[i] += share * (filteredSide[i] - sidePiece[i]);
    }
  }
}

export const stereo = defineEffect({
  ...stereoSpec,
  create: (sampleRate) => new StereoField(sampleRate),
});
