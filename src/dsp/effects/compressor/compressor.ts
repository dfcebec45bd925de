/**
 * Feed-forward compressor: level, static curve, then the gain smoothed in decibels with attack and release
 * ("smooth branching", Giannoulis et al. 2012).
 *
 * The peak level is the largest sample of the last few milliseconds, so that it does not fall to nothing
 * between the crests of a wave and the curve is met on tones too; that window is short against the release
 * and is taken off it. The rms level is a mean of 10 ms (a sine reads 3 dB under its peak).
 */
import { Sections } from '../../core/biquad.ts';
import { dbOf, gainOf, SILENCE_DB } from '../../core/decibels.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import type { Stereo } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { designSection, SECTION } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { TINY } from '../../core/sanitise.ts';
import { CURVE, levelsToReductions, NARROWEST_KNEE_DB, reductionAt, slopeOf } from './curve.ts';
import type { MovingCurve } from './curve.ts';
import { latencyOf, params } from './params.ts';
import type { CompressorValues } from './params.ts';

const RMS_MS = 10;
/** Half of the peak window: 2.5 ms, less with short releases. */
const HOLD_MS = 2.5;
const HOLD_OF_RELEASE = 0.025;
/** Automatic release: what has been held down for long comes back slowly. */
const SLOW_ATTACK_MS = 400;
const SLOW_RELEASE = 5;
const SILENCE = gainOf(SILENCE_DB);

class Compressor extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly threshold: Glide;
  private readonly slope: Glide;
  private readonly knee: Glide;
  private readonly makeup: Glide;
  private readonly mix: Glide;
  private readonly link: Glide;
  private readonly lookahead: Glide;
  private readonly keyHighPass: Glide;
  private readonly keyLowPass: Glide;

  private rms = false;
  private automatic = false;
  private attack = 1;
  private release = 1;
  private slowRelease = 1;
  private holdFrames = 1;
  private readonly average: number;
  private readonly slowAttack: number;

  /** The sound, and what the detector hears. */
  private readonly sound: StereoRing;
  private readonly heard: StereoRing;
  private detectorDelay = 0;
  private readonly detLeft = new Float64Array(GRID);
  private readonly detRight = new Float64Array(GRID);
  private readonly keyFilter = new Sections(2);
  private highPassOn = false;
  private lowPassOn = false;
  private keyStale = true;

  /** Largest samples of the present and the last half window, for each channel. */
  private readonly crest = new Float64Array(4);
  private held = 0;
  private readonly power = new Float64Array(2);
  /** Reduction in dB for each channel: fast, slow. */
  private readonly reduction = new Float64Array(4);
  private readonly curve: MovingCurve = new Float64Array(CURVE);

  constructor(sampleRate: number) {
    const latency = latencyOf(sampleRate);
    super(latency, 2);
    this.sampleRate = sampleRate;
    this.threshold = new Glide(sampleRate, 0);
    this.slope = new Glide(sampleRate, 0);
    this.knee = new Glide(sampleRate, NARROWEST_KNEE_DB);
    this.makeup = new Glide(sampleRate, 1);
    this.mix = new Glide(sampleRate, 1);
    this.link = new Glide(sampleRate, 1);
    this.lookahead = new Glide(sampleRate, 0);
    this.keyHighPass = new Glide(sampleRate, 0);
    this.keyLowPass = new Glide(sampleRate, 0);
    this.average = approach(RMS_MS, sampleRate);
    this.slowAttack = approach(SLOW_ATTACK_MS, sampleRate);
    this.sound = new StereoRing(latency + GRID);
    this.heard = new StereoRing(latency + GRID);
  }

  set(values: CompressorValues, glide: boolean): void {
    this.threshold.to(values.thresholdDb, glide);
    this.slope.to(slopeOf(values.ratio), glide);
    this.knee.to(Math.max(NARROWEST_KNEE_DB, values.kneeDb), glide);
    this.makeup.to(gainOf(values.makeupDb), glide);
    this.mix.to(values.mixPct / 100, glide);
    this.link.to(values.linkPct / 100, glide);
    this.lookahead.to((values.lookaheadMs / 1000) * this.sampleRate, glide);
    this.keyHighPass.to(Math.log2(values.keyHighPassHz), glide);
    this.keyLowPass.to(Math.log2(values.keyLowPassHz), glide);
    this.highPassOn = values.keyHighPassHz > params.keyHighPassHz.min;
    this.lowPassOn = values.keyLowPassHz < params.keyLowPassHz.max;
    this.keyStale = true;
    this.rms = values.detector === 'rms';
    this.automatic = values.autoRelease;
    const holdMs = values.detector === 'rms' ? 0 : Math.min(HOLD_MS, HOLD_OF_RELEASE * values.releaseMs);
    this.holdFrames = Math.max(1, Math.round((holdMs / 1000) * this.sampleRate));
    this.attack = approach(values.attackMs, this.sampleRate);
    this.release = approach(values.releaseMs - holdMs, this.sampleRate);
    this.slowRelease = approach(values.releaseMs * SLOW_RELEASE, this.sampleRate);
  }

  protected clear(): void {
    for (const glide of this.glides()) glide.settle();
    this.keyStale = true;
    this.sound.clear();
    this.heard.clear();
    this.keyFilter.clear();
    this.crest.fill(0);
    this.held = 0;
    this.power.fill(0);
    this.reduction.fill(0);
  }

  private glides(): Glide[] {
    return [
      this.threshold,
      this.slope,
      this.knee,
      this.makeup,
      this.mix,
      this.link,
      this.lookahead,
      this.keyHighPass,
      this.keyLowPass,
    ];
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
    this.lookahead.tick();
    const keyMoves = this.keyHighPass.tick() || this.keyStale;
    if (this.keyLowPass.tick() || keyMoves) this.designKey();
    this.detectorDelay = this.latency - Math.round(this.lookahead.value);
    if (this.highPassOn) this.keyFilter.flush(0);
    if (this.lowPassOn) this.keyFilter.flush(1);
    for (let i = 0; i < 2; i++) if (this.power[i] < TINY) this.power[i] = 0;
    for (let i = 0; i < 4; i++) if (this.reduction[i] < 1e-9) this.reduction[i] = 0;
  }

  private designKey(): void {
    this.keyStale = false;
    const { coefs } = this.keyFilter;
    if (this.highPassOn) {
      designSection('highPass', 2 ** this.keyHighPass.value, 0, Math.SQRT1_2, this.sampleRate, coefs, 0);
    } else {
      this.keyFilter.clearSection(0);
    }
    if (this.lowPassOn) {
      designSection('lowPass', 2 ** this.keyLowPass.value, 0, Math.SQRT1_2, this.sampleRate, coefs, SECTION);
    } else {
      this.keyFilter.clearSection(1);
    }
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number, key: Stereo | null): void {
    const frames = to - from;
    this.hear(left, right, from, to, key);
    if (this.highPassOn) this.keyFilter.run(0, this.detLeft, this.detRight, frames);
    if (this.lowPassOn) this.keyFilter.run(1, this.detLeft, this.detRight, frames);
    this.measure(frames);
    this.apply(left, right, from, to, this.decide(frames));
  }

  /** Writes the piece into the delay lines and takes out what the detector hears. */
  private hear(left: Float32Array, right: Float32Array, from: number, to: number, key: Stereo | null): void {
    const { detLeft, detRight, detectorDelay } = this;
    const { left: sl, right: sr, mask } = this.sound;
    const { left: kl, right: kr } = this.heard;
    const keyL = key === null ? left : key.left;
    const keyR = key === null ? right : key.right;
    let { at } = this.sound;
    for (let i = from; i < to; i++) {
      sl[at] = left[i];
      sr[at] = right[i];
      kl[at] = keyL[i];
      kr[at] = keyR[i];
      const d = (at - detectorDelay) & mask;
      detLeft[i - from] = kl[d];
      detRight[i - from] = kr[d];
      at = (at + 1) & mask;
    }
    this.sound.at = at;
  }

  /** Turns what the detector hears into levels, in place. */
  private measure(frames: number): void {
    const { detLeft, detRight } = this;
    if (this.rms) {
      const k = this.average;
      let pl = this.power[0];
      let pr = this.power[1];
      for (let i = 0; i < frames; i++) {
        const l = detLeft[i];
        const r = detRight[i];
        pl += k * (l * l - pl);
        pr += k * (r * r - pr);
        detLeft[i] = Math.sqrt(pl);
        detRight[i] = Math.sqrt(pr);
      }
      this.power[0] = pl;
      this.power[1] = pr;
      return;
    }
    const { crest, holdFrames } = this;
    let nowL = crest[0];
    let nowR = crest[1];
    let lastL = crest[2];
    let lastR = crest[3];
    let { held } = this;
    for (let i = 0; i < frames; i++) {
      if (++held > holdFrames) {
        held = 1;
        lastL = nowL;
        lastR = nowR;
        nowL = nowR = 0;
      }
      const l = Math.abs(detLeft[i]);
      const r = Math.abs(detRight[i]);
      if (l > nowL) nowL = l;
      if (r > nowR) nowR = r;
      detLeft[i] = nowL > lastL ? nowL : lastL;
      detRight[i] = nowR > lastR ? nowR : lastR;
    }
    crest[0] = nowL;
    crest[1] = nowR;
    crest[2] = lastL;
    crest[3] = lastR;
    this.held = held;
  }

  /** Levels to gains, in place. Returns whether both channels share the left one's. */
  private decide(frames: number): boolean {
    const { detLeft, detRight, reduction, curve, phase } = this;
    const linked = this.link.value === 1 && this.link.next === 1;
    let loudest = 0;
    for (let i = 0; i < frames; i++) {
      const l = detLeft[i];
      const r = detRight[i];
      const level = l > r ? l : r;
      if (level > loudest) loudest = level;
      if (linked) detLeft[i] = level;
    }
    if (loudest > SILENCE) {
      // Written out: a function that is not inlined boxes its result, which is an allocation.
      const loudestDb = 20 * Math.log10(loudest);
      if (loudestDb > this.readings[1]) this.readings[1] = loudestDb;
    }
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

  private moveCurve(index: number, glide: Glide): void {
    this.curve[index] = glide.value;
    this.curve[index + 3] = (glide.next - glide.value) / GRID;
  }

  /** Wanted reductions to those that attack and release allow, in place; states from `lane`. */
  private smooth(x: Float64Array, frames: number, lane: number): void {
    const { attack, release, reduction } = this;
    let fast = reduction[lane];
    let slow = reduction[lane + 1];
    let most = 0;
    if (this.automatic || slow > 0) {
      const { automatic, slowAttack, slowRelease } = this;
      for (let i = 0; i < frames; i++) {
        const wanted = x[i];
        const lasting = automatic ? wanted : 0;
        fast += (wanted > fast ? attack : release) * (wanted - fast);
        slow += (lasting > slow ? slowAttack : slowRelease) * (lasting - slow);
        const total = fast > slow ? fast : slow;
        if (total > most) most = total;
        x[i] = total;
      }
    } else {
      for (let i = 0; i < frames; i++) {
        const wanted = x[i];
        fast += (wanted > fast ? attack : release) * (wanted - fast);
        if (fast > most) most = fast;
        x[i] = fast;
      }
    }
    reduction[lane] = fast;
    reduction[lane + 1] = slow;
    if (-most < this.readings[0]) this.readings[0] = -most;
  }

  /** The delayed sound times the gains. */
  private apply(left: Float32Array, right: Float32Array, from: number, to: number, linked: boolean): void {
    const { detLeft, phase } = this;
    const detRight = linked ? detLeft : this.detRight;
    const { left: sl, right: sr, mask } = this.sound;
    const frames = to - from;
    let read = (this.sound.at - frames - this.latency) & mask;
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    const makeup0 = this.makeup.value;
    const makeupStep = (this.makeup.next - makeup0) / GRID;
    for (let i = 0; i < frames; i++) {
      const at = phase + i;
      const mix = mix0 + at * mixStep;
      const dry = 1 - mix;
      const wet = mix * (makeup0 + at * makeupStep);
      left[from + i] = sl[read] * (dry + wet * detLeft[i]);
      right[from + i] = sr[read] * (dry + wet * detRight[i]);
      read = (read + 1) & mask;
    }
  }
}

export const compressor = defineEffect({
  id: 'compressor',
  version: 1,
  label: 'Compressor',
  params,
  readings: [
    { id: 'reductionDb', label: 'Gain reduction', unit: 'dB', hold: 'min' },
    { id: 'detectorDb', label: 'Detector', unit: 'dB', hold: 'max' },
  ],
  keyed: true,
  tailS: 0,
  create: (sampleRate) => new Compressor(sampleRate),
  /** Input level as the detector measures it: peak, or rms. */
  transferDb: (values, inputDb) => {
    const gainDb = values.makeupDb - reductionAt(inputDb, values.thresholdDb, values.ratio, values.kneeDb);
    const mix = values.mixPct / 100;
    return inputDb + dbOf(1 - mix + mix * gainOf(gainDb));
  },
});
