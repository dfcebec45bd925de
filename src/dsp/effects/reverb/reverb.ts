/**
 * Reverb: pre-delay, early reflections, diffusion, a feedback delay network, and filters on the return.
 * `decayS` is the time to −60 dB well below the damping frequency, where it is half as long. A change of algorithm or size fades the wet
 * sound out, rebuilds the space and fades it in.
 */
import { Sections } from '../../core/biquad.ts';
import { Carver } from '../../core/carver.ts';
import { gainOf } from '../../core/decibels.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import { designSection, SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { kernels, type Kernels, type Lodger } from '../../kernels/kernels.ts';
import * as slot from '../../kernels/reverb-memory.ts';
import { Diffuser } from './diffuser.ts';
import { Network } from './network.ts';
import { reverbSpec } from './spec.ts';
import type { Algorithm, ReverbValues } from './spec.ts';
import { scaleOf, SPACES } from './spaces.ts';
import type { Space } from './spaces.ts';

const { params } = reverbSpec;

const FADE_S = 0.03;
/** Lengths of the diffusers after J. Dattorro, "Effect Design 1", JAES 1997; the right ones a little apart. */
const DIFFUSERS_MS = { left: [4.771, 3.595, 12.735, 9.307], right: [4.971, 3.395, 12.235, 9.707] };
const MAX_DIFFUSION = 0.75;
/** Under this (−180 dB) a silent tail has ended. */
const ENDED = 1e-9;

const LONGEST_MS = Math.max(...Object.values(SPACES).map((s) => s.longestMs)) * scaleOf(params.sizePct.max);
const LATEST_MS =
  Math.max(...Object.values(SPACES).flatMap((s) => [...s.early.left, ...s.early.right].map(([ms]) => ms))) *
  scaleOf(params.sizePct.max);
const TAPS = Math.max(...Object.values(SPACES).map((s) => s.early.left.length));

/** The return's filters. */
const FILTERS = Int32Array.of(0, 1);

class Reverb extends GridProcessor<typeof params> implements Lodger {
  private readonly sampleRate: number;
  private algorithm: Algorithm = 'room';
  private sizePct = 50;
  private builtAlgorithm: Algorithm = 'room';
  private builtSizePct = -1;
  private space: Space = SPACES.room;

  private readonly decay: Glide;
  private readonly damping: Glide;
  private readonly diffusion: Glide;
  private readonly early: Glide;
  private readonly highPass: Glide;
  private readonly lowPass: Glide;
  private readonly mix: Glide;
  /** Fades the old space out before it is rebuilt, and then the sound into the new one. */
  private readonly wet: Glide;
  private readonly feed: Glide;
  /** Crossfade between two pre-delays. */
  private readonly cross: Glide;
  private predelay = 0;
  private predelayNext = 0;
  private predelayWanted = 0;

  private readonly pre: StereoRing;
  private readonly reflections: StereoRing;
  private tapFrames: Int32Array = new Int32Array(0);
  private tapGains: Float64Array = new Float64Array(0);
  private tapCrossed: Int32Array = new Int32Array(0);
  private taps = 0;
  private readonly diffuserLeft: Diffuser;
  private readonly diffuserRight: Diffuser;
  private readonly network: Network;
  private readonly filters = new Sections(2, kernels());
  private readonly nextCoefs = new Float64Array(2 * SECTION);
  private filtersMove = false;
  private stale = true;

  private readonly inLeft = new Float64Array(GRID);
  private readonly inRight = new Float64Array(GRID);
  private readonly earlyLeft = new Float64Array(GRID);
  private readonly earlyRight = new Float64Array(GRID);
  private readonly lateLeft = new Float64Array(GRID);
  private readonly lateRight = new Float64Array(GRID);

  /** Where everything that lasts lies, unless it is in one of the kernels' berths. */
  readonly home: ArrayBuffer;
  /** What the kernel is told: integers and numbers of `reverb-memory.ts`. */
  private integers: Int32Array = new Int32Array(0);
  private numbers: Float64Array = new Float64Array(0);

  /** Some control moves, so that grid points have work. */
  private restless = true;
  /** Largest sample since the grid point, in and out, and frames since it was last above nothing. */
  private loudest = 0;
  private quiet = 0;
  private readonly quietEnd: number;
  private asleep = true;

  constructor(sampleRate: number) {
    super(0, 0);
    this.sampleRate = sampleRate;
    this.decay = new Glide(sampleRate, 0);
    this.damping = new Glide(sampleRate, 10);
    this.diffusion = new Glide(sampleRate, 0);
    this.early = new Glide(sampleRate, 0);
    this.highPass = new Glide(sampleRate, 5);
    this.lowPass = new Glide(sampleRate, 13);
    this.mix = new Glide(sampleRate, 1);
    this.wet = new Glide(sampleRate, 1, FADE_S);
    this.feed = new Glide(sampleRate, 1, FADE_S);
    this.cross = new Glide(sampleRate, 0, FADE_S);
    this.pre = new StereoRing(this.frames(params.predelayMs.max) + GRID);
    this.reflections = new StereoRing(this.frames(LATEST_MS) + GRID);
    this.diffuserLeft = new Diffuser(DIFFUSERS_MS.left.map((ms) => this.frames(ms)));
    this.diffuserRight = new Diffuser(DIFFUSERS_MS.right.map((ms) => this.frames(ms)));
    this.network = new Network(sampleRate, LONGEST_MS);
    this.quietEnd = this.frames(params.predelayMs.max + LATEST_MS + LONGEST_MS + 100);
    const rings = 16 * this.network.size + 2 * (this.pre.mask + 1) + 2 * (this.reflections.mask + 1);
    const diffusers = this.frames([...DIFFUSERS_MS.left, ...DIFFUSERS_MS.right].reduce((a, b) => a + b));
    this.home = new ArrayBuffer(4 * rings + 8 * diffusers + 8192);
    this.settle(this.home, 0);
  }

  /** Everything that lasts lies in `memory` from `at` on. */
  settle(memory: ArrayBuffer, at: number): void {
    const carver = new Carver(memory, at);
    this.integers = carver.integers(slot.REVERB_INTEGERS);
    this.numbers = carver.doubles(slot.NUMBERS);
    this.tapFrames = carver.integers(2 * TAPS);
    this.tapGains = carver.doubles(2 * TAPS);
    this.tapCrossed = carver.integers(2 * TAPS);
    this.diffuserLeft.settle(carver);
    this.diffuserRight.settle(carver);
    this.pre.settle(carver);
    this.reflections.settle(carver);
    this.network.settle(carver);
    this.describe();
  }

  /** Tells the kernel where everything lies. */
  private describe(): void {
    const { integers, network, pre, reflections } = this;
    integers[slot.LINES_AT] = network.lines[0].byteOffset;
    integers[slot.LINES_APART] = network.lines[1].byteOffset - network.lines[0].byteOffset;
    integers[slot.LENGTHS_AT] = network.lengths.byteOffset;
    integers[slot.GAINS_AT] = network.gain.byteOffset;
    integers[slot.SHARES_AT] = network.share.byteOffset;
    integers[slot.DAMPED_AT] = network.damped.byteOffset;
    integers[slot.OFF_AT] = network.off.byteOffset;
    integers[slot.NEXT_OFF_AT] = network.nextOff.byteOffset;
    integers[slot.ALLPASS_AT] = network.allpass.byteOffset;
    integers[slot.PRE_LEFT_AT] = pre.left.byteOffset;
    integers[slot.PRE_RIGHT_AT] = pre.right.byteOffset;
    integers[slot.PRE_MASK] = pre.mask;
    integers[slot.EARLY_LEFT_AT] = reflections.left.byteOffset;
    integers[slot.EARLY_RIGHT_AT] = reflections.right.byteOffset;
    integers[slot.EARLY_MASK] = reflections.mask;
    integers[slot.TAP_FRAMES_AT] = this.tapFrames.byteOffset;
    integers[slot.TAP_GAINS_AT] = this.tapGains.byteOffset;
    integers[slot.TAP_CROSSED_AT] = this.tapCrossed.byteOffset;
    for (const [side, diffuser] of [this.diffuserLeft, this.diffuserRight].entries()) {
      const own = slot.DIFFUSERS + side * slot.DIFFUSER_INTEGERS;
      integers[own + slot.DIFFUSER_PLACES] = diffuser.at.byteOffset;
      integers[own + slot.DIFFUSER_LENGTHS] = diffuser.lengths.byteOffset;
      for (const [n, line] of diffuser.lines.entries())
        integers[own + slot.DIFFUSER_LINES + n] = line.byteOffset;
    }
  }

  private frames(ms: number): number {
    return Math.round((ms / 1000) * this.sampleRate);
  }

  set(values: ReverbValues, glide: boolean): void {
    this.restless = true;
    this.algorithm = values.algorithm;
    this.sizePct = values.sizePct;
    this.predelayWanted = this.frames(values.predelayMs);
    this.decay.to(Math.log2(values.decayS), glide);
    this.damping.to(Math.log2(values.dampingHz), glide);
    this.diffusion.to((values.diffusionPct / 100) * MAX_DIFFUSION, glide);
    this.early.to(values.earlyDb > params.earlyDb.min ? gainOf(values.earlyDb) : 0, glide);
    this.highPass.to(Math.log2(values.highPassHz), glide);
    this.lowPass.to(Math.log2(values.lowPassHz), glide);
    this.mix.to(values.mixPct / 100, glide);
    if (!glide) this.jump();
  }

  protected clear(): void {
    this.restless = true;
    this.decay.settle();
    this.damping.settle();
    this.diffusion.settle();
    this.early.settle();
    this.highPass.settle();
    this.lowPass.settle();
    this.mix.settle();
    this.silence();
    this.jump();
  }

  /** Empties all that sounds. */
  private silence(): void {
    this.pre.clear();
    this.filters.clear();
    this.hush();
    this.asleep = true;
    this.quiet = 0;
    this.loudest = 0;
  }

  /** Empties the space, but not the way to it. */
  private hush(): void {
    this.reflections.clear();
    this.diffuserLeft.clear();
    this.diffuserRight.clear();
    this.network.clear();
  }

  /** Values apply at once. */
  private jump(): void {
    this.wet.to(1, false);
    this.feed.to(1, false);
    this.cross.to(0, false);
    this.predelay = this.predelayNext = this.predelayWanted;
    if (this.builtAlgorithm !== this.algorithm || this.builtSizePct !== this.sizePct) this.build();
    this.stale = true;
  }

  private build(): void {
    this.builtAlgorithm = this.algorithm;
    this.builtSizePct = this.sizePct;
    const space = (this.space = SPACES[this.algorithm]);
    const scale = scaleOf(this.sizePct);
    this.network.build(space.shortestMs * scale, space.longestMs * scale, space.swayMs);
    this.taps = space.early.left.length;
    for (let i = 0; i < this.taps; i++) {
      this.setTap(2 * i, space.early.left[i], scale);
      this.setTap(2 * i + 1, space.early.right[i], scale);
    }
    this.hush();
    this.stale = true;
  }

  private setTap(index: number, [ms, gain, crossed]: Space['early']['left'][number], scale: number): void {
    this.tapFrames[index] = this.frames(ms * scale);
    this.tapGains[index] = gain;
    this.tapCrossed[index] = crossed ? 1 : 0;
  }

  protected tick(): void {
    const decayMoves = this.decay.tick();
    const dampingMoves = this.damping.tick();
    const highMoves = this.highPass.tick();
    const lowMoves = this.lowPass.tick();
    this.diffusion.tick();
    this.early.tick();
    this.mix.tick();

    const rebuild = this.builtAlgorithm !== this.algorithm || this.builtSizePct !== this.sizePct;
    this.wet.to(rebuild ? 0 : 1, true);
    this.wet.tick();
    this.feed.tick();
    if (rebuild && this.wet.value === 0 && !this.wet.moving) {
      this.build();
      this.wet.to(1, false);
      this.feed.to(0, false);
      this.feed.to(1, true);
      this.feed.tick();
    }

    this.cross.tick();
    if (this.cross.value === 1) {
      this.predelay = this.predelayNext;
      this.cross.to(0, false);
    }
    if (this.predelayWanted !== this.predelay && this.predelayNext === this.predelay) {
      this.predelayNext = this.predelayWanted;
      this.cross.to(1, true);
      this.cross.tick();
    }

    this.network.tick();
    this.network.arrive();
    if (this.stale) this.network.decay(2 ** this.decay.value, 2 ** this.damping.value, true);
    if (decayMoves || dampingMoves) this.network.decay(2 ** this.decay.next, 2 ** this.damping.next, false);

    if (this.filtersMove || this.stale) this.filters.coefs.set(this.nextCoefs);
    if (this.stale) {
      this.designReturn(2 ** this.highPass.value, 2 ** this.lowPass.value);
      this.filters.coefs.set(this.nextCoefs);
    }
    this.filtersMove = highMoves || lowMoves;
    if (this.filtersMove) {
      this.designReturn(2 ** this.highPass.next, 2 ** this.lowPass.next);
      this.filters.aim(0, this.nextCoefs);
      this.filters.aim(1, this.nextCoefs);
    }
    this.filters.flush(0);
    this.filters.flush(1);
    this.stale = false;

    this.listenForEnd();
    this.restless =
      this.filtersMove ||
      this.predelay !== this.predelayNext ||
      this.diffusion.moving ||
      this.early.moving ||
      this.mix.moving ||
      this.wet.moving ||
      this.wet.value !== 1 ||
      this.feed.moving ||
      this.feed.value !== 1 ||
      this.decay.moving ||
      this.damping.moving ||
      !this.network.still ||
      this.highPass.moving ||
      this.lowPass.moving ||
      this.builtAlgorithm !== this.algorithm ||
      this.builtSizePct !== this.sizePct ||
      this.predelayWanted !== this.predelay;
  }

  /** At a grid point: a tail that has ended is emptied, and costs nothing from then on. */
  private listenForEnd(): void {
    if (this.loudest > ENDED) {
      this.quiet = 0;
    } else if (!this.asleep) {
      this.quiet += GRID;
      if (this.quiet > this.quietEnd) this.silence();
    }
    this.loudest = 0;
  }

  protected override still(): boolean {
    return !this.restless && kernels()!.berthOf(this) > 0;
  }

  /** Grid points have work even where nothing moves: lines sway, and a tail ends. */
  protected override runStill(kernels: Kernels, frames: number): void {
    kernels.run.tidy(frames);
    for (let from = 0; from < frames;) {
      if (this.phase === 0) {
        this.network.rest();
        this.listenForEnd();
      }
      const to = Math.min(frames, from + GRID - this.phase);
      if (this.asleep) this.run(kernels.left, kernels.right, from, to);
      else this.runPiece(kernels, from, to - from);
      this.phase = (this.phase + to - from) % GRID;
      from = to;
    }
  }

  private runPiece(kernels: Kernels, from: number, frames: number): void {
    const { integers, numbers, network, pre, reflections, filters } = this;
    integers[slot.LINES_MASK] = network.mask;
    integers[slot.LINES_PLACE] = network.at;
    integers[slot.PRE_PLACE] = pre.at;
    integers[slot.EARLY_PLACE] = reflections.at;
    integers[slot.PREDELAY] = this.predelay;
    integers[slot.TAPS] = this.taps;
    numbers[slot.DIFFUSION] = this.diffusion.value;
    numbers[slot.EARLY_GAIN] = this.early.value;
    numbers[slot.LATE_GAIN] = this.space.late;
    numbers[slot.WET_GAIN] = this.wet.value;
    numbers[slot.MIX] = this.mix.value;
    numbers[slot.LOUDEST] = this.loudest;
    filters.lend(FILTERS, 2);
    kernels.run.reverb(integers.byteOffset, from, frames, this.phase);
    filters.regain(FILTERS, 2);
    network.at = (network.at + frames) & network.mask;
    pre.at = (pre.at + frames) & pre.mask;
    reflections.at = (reflections.at + frames) & reflections.mask;
    this.loudest = numbers[slot.LOUDEST];
  }

  private designReturn(highPassHz: number, lowPassHz: number): void {
    designSection('highPass', highPassHz, 0, Math.SQRT1_2, this.sampleRate, this.nextCoefs, 0);
    designSection('lowPass', lowPassHz, 0, Math.SQRT1_2, this.sampleRate, this.nextCoefs, SECTION);
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { phase, inLeft, inRight, earlyLeft, earlyRight, lateLeft, lateRight } = this;
    this.delay(left, right, from, frames);
    if (this.asleep && this.loudest > 0) this.asleep = false;

    const mix = this.mix.value;
    const mixStep = (this.mix.next - mix) / GRID;
    if (this.asleep) {
      for (let i = 0; i < frames; i++) {
        const dry = 1 - (mix + (phase + i) * mixStep);
        left[from + i] *= dry;
        right[from + i] *= dry;
      }
      return;
    }

    const diffusion = this.diffusion.value;
    const diffusionStep = (this.diffusion.next - diffusion) / GRID;
    this.reflect(frames);
    this.diffuserLeft.run(inLeft, frames, phase, diffusion, diffusionStep);
    this.diffuserRight.run(inRight, frames, phase, diffusion, diffusionStep);
    if (this.taps === 0) {
      for (let i = 0; i < frames; i++) {
        earlyLeft[i] = inLeft[i];
        earlyRight[i] = inRight[i];
      }
    }
    this.network.run(inLeft, inRight, lateLeft, lateRight, frames, phase);

    const early = this.early.value;
    const earlyStep = (this.early.next - early) / GRID;
    const wet = this.wet.value;
    const wetStep = (this.wet.next - wet) / GRID;
    const { late } = this.space;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const w = wet + t * wetStep;
      const e = early + t * earlyStep;
      lateLeft[i] = w * (late * lateLeft[i] + e * earlyLeft[i]);
      lateRight[i] = w * (late * lateRight[i] + e * earlyRight[i]);
    }
    if (this.filtersMove) {
      this.filters.runMoving(0, lateLeft, lateRight, frames);
      this.filters.runMoving(1, lateLeft, lateRight, frames);
    } else {
      this.filters.runPair(0, 1, lateLeft, lateRight, frames);
    }
    let { loudest } = this;
    for (let i = 0; i < frames; i++) {
      const m = mix + (phase + i) * mixStep;
      const l = lateLeft[i];
      const r = lateRight[i];
      const level = Math.max(Math.abs(l), Math.abs(r));
      if (level > loudest) loudest = level;
      left[from + i] = (1 - m) * left[from + i] + m * l;
      right[from + i] = (1 - m) * right[from + i] + m * r;
    }
    this.loudest = loudest;
  }

  /** The input through the pre-delay, into `inLeft` and `inRight`. */
  private delay(left: Float32Array, right: Float32Array, from: number, frames: number): void {
    const { pre, inLeft, inRight, predelay, predelayNext, phase } = this;
    const { left: ringLeft, right: ringRight, mask } = pre;
    const cross = this.cross.value;
    const crossStep = (this.cross.next - cross) / GRID;
    const feed = this.feed.value;
    const feedStep = (this.feed.next - feed) / GRID;
    const crossing = predelay !== predelayNext;
    let { at } = pre;
    let { loudest } = this;
    for (let i = 0; i < frames; i++) {
      const l = left[from + i];
      const r = right[from + i];
      const level = Math.max(Math.abs(l), Math.abs(r));
      if (level > loudest) loudest = level;
      ringLeft[at] = l;
      ringRight[at] = r;
      const a = (at - predelay) & mask;
      let outLeft = ringLeft[a];
      let outRight = ringRight[a];
      if (crossing) {
        const b = (at - predelayNext) & mask;
        const c = cross + (phase + i) * crossStep;
        outLeft += c * (ringLeft[b] - outLeft);
        outRight += c * (ringRight[b] - outRight);
      }
      const share = feed + (phase + i) * feedStep;
      inLeft[i] = share * outLeft;
      inRight[i] = share * outRight;
      at = (at + 1) & mask;
    }
    pre.at = at;
    this.loudest = loudest;
  }

  /** The early reflections of the pre-delayed input. */
  private reflect(frames: number): void {
    const { reflections, inLeft, inRight, earlyLeft, earlyRight, tapFrames, tapGains, tapCrossed, taps } =
      this;
    const { left, right, mask, at } = reflections;
    for (let i = 0; i < frames; i++) {
      left[(at + i) & mask] = inLeft[i];
      right[(at + i) & mask] = inRight[i];
      earlyLeft[i] = 0;
      earlyRight[i] = 0;
    }
    for (let t = 0; t < 2 * taps; t++) {
      const isRight = t % 2 === 1;
      const out = isRight ? earlyRight : earlyLeft;
      const source = isRight === (tapCrossed[t] === 1) ? left : right;
      const gain = tapGains[t];
      const read = at - tapFrames[t];
      for (let i = 0; i < frames; i++) out[i] += gain * source[(read + i) & mask];
    }
    reflections.at = (at + frames) & mask;
  }
}

export const reverb = defineEffect({
  ...reverbSpec,
  create: (sampleRate) => new Reverb(sampleRate),
});
