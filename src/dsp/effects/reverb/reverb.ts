/**
 * Reverb: pre-delay, early reflections, diffusion, a feedback delay network, and filters on the return.
 * `decayS` is the time to −60 dB well below the damping frequency, where it is half as long. A change of algorithm or size fades the wet
 * sound out, rebuilds the space and fades it in.
 */
import { Sections } from '../../core/biquad.ts';
import { gainOf } from '../../core/decibels.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import { designSection, SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
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
const ENDED = 1e-18;

const LONGEST_MS = Math.max(...Object.values(SPACES).map((s) => s.longestMs)) * scaleOf(params.sizePct.max);
const LATEST_MS =
  Math.max(...Object.values(SPACES).flatMap((s) => [...s.early.left, ...s.early.right].map(([ms]) => ms))) *
  scaleOf(params.sizePct.max);
const TAPS = Math.max(...Object.values(SPACES).map((s) => s.early.left.length));

class Reverb extends GridProcessor<typeof params> {
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
  private readonly tapFrames = new Int32Array(2 * TAPS);
  private readonly tapGains = new Float64Array(2 * TAPS);
  private readonly tapCrossed = new Uint8Array(2 * TAPS);
  private taps = 0;
  private readonly diffuserLeft: Diffuser;
  private readonly diffuserRight: Diffuser;
  private readonly network: Network;
  private readonly filters = new Sections(2);
  private readonly nextCoefs = new Float64Array(2 * SECTION);
  private filtersMove = false;
  private stale = true;

  private readonly inLeft = new Float64Array(GRID);
  private readonly inRight = new Float64Array(GRID);
  private readonly earlyLeft = new Float64Array(GRID);
  private readonly earlyRight = new Float64Array(GRID);
  private readonly lateLeft = new Float64Array(GRID);
  private readonly lateRight = new Float64Array(GRID);

  /** Energy of the piece, and frames since it was last above nothing. */
  private energy = 0;
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
  }

  private frames(ms: number): number {
    return Math.round((ms / 1000) * this.sampleRate);
  }

  set(values: ReverbValues, glide: boolean): void {
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
    this.energy = 0;
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

    if (this.energy > ENDED) {
      this.quiet = 0;
    } else if (!this.asleep) {
      this.quiet += GRID;
      if (this.quiet > this.quietEnd) this.silence();
    }
    this.energy = 0;
  }

  private designReturn(highPassHz: number, lowPassHz: number): void {
    designSection('highPass', highPassHz, 0, Math.SQRT1_2, this.sampleRate, this.nextCoefs, 0);
    designSection('lowPass', lowPassHz, 0, Math.SQRT1_2, this.sampleRate, this.nextCoefs, SECTION);
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { phase, inLeft, inRight, earlyLeft, earlyRight, lateLeft, lateRight } = this;
    this.delay(left, right, from, frames);
    if (this.asleep && this.energy > 0) this.asleep = false;

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
    let { energy } = this;
    for (let i = 0; i < frames; i++) {
      const m = mix + (phase + i) * mixStep;
      const l = lateLeft[i];
      const r = lateRight[i];
      energy += l * l + r * r;
      left[from + i] = (1 - m) * left[from + i] + m * l;
      right[from + i] = (1 - m) * right[from + i] + m * r;
    }
    this.energy = energy;
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
    let { energy } = this;
    for (let i = 0; i < frames; i++) {
      const l = left[from + i];
      const r = right[from + i];
      energy += l * l + r * r;
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
    this.energy = energy;
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
