/**
 * Chorus: up to three voices, each a delay that sways, read between samples by a cubic (Hermite, Catmull–Rom).
 * The sides sway apart by the spread. The wet sound has a high-pass, so that the lows stay where they are.
 */
import { Sections } from '../../core/biquad.ts';
import { StereoRing } from '../../core/delay-line.ts';
import { defineEffect } from '../../core/effect.ts';
import { designSection } from '../../core/filter-design.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import type { Values } from '../../core/params.ts';
import { chorusSpec } from './spec.ts';

const { params } = chorusSpec;

const VOICES = 3;
/** Frames that the cubic needs around the point it reads. */
const MARGIN = 3;
/** Half a turn between the sides at full spread. */
const SPREAD_TURNS = 0.5;

class Chorus extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly rate: Glide;
  private readonly depth: Glide;
  private readonly delay: Glide;
  private readonly spread: Glide;
  private readonly highPass: Glide;
  private readonly mix: Glide;
  private readonly voices: Glide[];
  private readonly ring: StereoRing;
  private readonly filter = new Sections(1);
  private readonly next: Float64Array;
  private moving = false;
  private stale = true;
  /** Turns of the sway, 0 to 1. */
  private readonly turn = new Float64Array(1);
  /** Delay in frames of each voice, left and right: now and at the next grid point. */
  private readonly now = new Float64Array(2 * VOICES);
  private readonly then = new Float64Array(2 * VOICES);
  private started = false;
  private readonly wetLeft = new Float64Array(GRID);
  private readonly wetRight = new Float64Array(GRID);

  constructor(sampleRate: number) {
    super(0, 0);
    this.sampleRate = sampleRate;
    this.rate = new Glide(sampleRate, 1);
    this.depth = new Glide(sampleRate, 0);
    this.delay = new Glide(sampleRate, 0);
    this.spread = new Glide(sampleRate, 0);
    this.highPass = new Glide(sampleRate, 5);
    this.mix = new Glide(sampleRate, 0.5);
    this.voices = Array.from({ length: VOICES }, () => new Glide(sampleRate, 0));
    const longestMs = params.delayMs.max + params.depthMs.max;
    this.ring = new StereoRing((longestMs / 1000) * sampleRate + GRID + 2 * MARGIN);
    this.next = new Float64Array(this.filter.coefs.length);
  }

  set(values: Values<typeof params>, glide: boolean): void {
    this.rate.to(values.rateHz, glide);
    this.depth.to((values.depthMs / 1000) * this.sampleRate, glide);
    this.delay.to((values.delayMs / 1000) * this.sampleRate, glide);
    this.spread.to((values.spreadPct / 100) * SPREAD_TURNS, glide);
    this.highPass.to(Math.log2(values.highPassHz), glide);
    this.mix.to(values.mixPct / 100, glide);
    const count = Number(values.voices);
    for (let v = 0; v < VOICES; v++) this.voices[v].to(v < count ? 1 / Math.sqrt(count) : 0, glide);
    if (!glide) {
      this.stale = true;
      this.started = false;
    }
  }

  protected clear(): void {
    this.rate.settle();
    this.depth.settle();
    this.delay.settle();
    this.spread.settle();
    this.highPass.settle();
    this.mix.settle();
    for (const voice of this.voices) voice.settle();
    this.ring.clear();
    this.filter.clear();
    this.turn[0] = 0;
    this.stale = true;
    this.started = false;
  }

  protected tick(): void {
    this.rate.tick();
    this.depth.tick();
    this.delay.tick();
    this.spread.tick();
    this.mix.tick();
    for (let v = 0; v < VOICES; v++) this.voices[v].tick();
    const moving = this.highPass.tick();
    if (this.stale) this.design(this.highPass.value);
    if (this.stale || this.moving) this.filter.coefs.set(this.next);
    this.stale = false;
    this.moving = moving;
    if (moving) {
      this.design(this.highPass.next);
      this.filter.aim(0, this.next);
    }
    this.filter.flush(0);

    const { now, then, turn } = this;
    if (!this.started) {
      this.sway(now, this.delay.value, this.depth.value, this.spread.value);
      this.started = true;
    } else {
      for (let i = 0; i < 2 * VOICES; i++) now[i] = then[i];
    }
    turn[0] += (this.rate.value * GRID) / this.sampleRate;
    if (turn[0] >= 1) turn[0] -= 1;
    this.sway(then, this.delay.next, this.depth.next, this.spread.next);
  }

  private design(octave: number): void {
    designSection('highPass', 2 ** octave, 0, Math.SQRT1_2, this.sampleRate, this.next, 0);
  }

  /** Where the voices are at the present turn. */
  private sway(out: Float64Array, delay: number, depth: number, spread: number): void {
    const turn = this.turn[0];
    const reach = Math.min(depth, delay - MARGIN);
    for (let v = 0; v < VOICES; v++) {
      const at = turn + v / VOICES;
      out[2 * v] = delay + reach * Math.sin(2 * Math.PI * at);
      out[2 * v + 1] = delay + reach * Math.sin(2 * Math.PI * (at + spread));
    }
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { wetLeft, wetRight, ring, phase } = this;
    const { left: ringLeft, right: ringRight, mask, at } = ring;
    for (let i = 0; i < frames; i++) {
      ringLeft[(at + i) & mask] = left[from + i];
      ringRight[(at + i) & mask] = right[from + i];
      wetLeft[i] = 0;
      wetRight[i] = 0;
    }
    for (let v = 0; v < VOICES; v++) {
      if (this.voices[v].value === 0 && this.voices[v].next === 0) continue;
      this.read(v, 2 * v, ringLeft, wetLeft, frames);
      this.read(v, 2 * v + 1, ringRight, wetRight, frames);
    }
    ring.at = (at + frames) & mask;
    if (this.moving) this.filter.runMoving(0, wetLeft, wetRight, frames);
    else this.filter.run(0, wetLeft, wetRight, frames);
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    for (let i = 0; i < frames; i++) {
      const mix = mix0 + (phase + i) * mixStep;
      left[from + i] += mix * (wetLeft[i] - left[from + i]);
      right[from + i] += mix * (wetRight[i] - right[from + i]);
    }
  }

  /** Adds one voice of one side. */
  private read(v: number, index: number, source: Float32Array, out: Float64Array, frames: number): void {
    const { mask, at } = this.ring;
    const { phase } = this;
    const delay0 = this.now[index];
    const delayStep = (this.then[index] - delay0) / GRID;
    const gain0 = this.voices[v].value;
    const gainStep = (this.voices[v].next - gain0) / GRID;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const delay = delay0 + t * delayStep;
      const whole = Math.floor(delay);
      const part = delay - whole;
      const p = at + i - whole;
      const later = source[(p + 1) & mask];
      const a = source[p & mask];
      const b = source[(p - 1) & mask];
      const earlier = source[(p - 2) & mask];
      // From a (part 0) to b (part 1).
      const c1 = 0.5 * (b - later);
      const c2 = later - 2.5 * a + 2 * b - 0.5 * earlier;
      const c3 = 0.5 * (earlier - later) + 1.5 * (a - b);
      out[i] += (gain0 + t * gainStep) * (a + part * (c1 + part * (c2 + part * c3)));
    }
  }
}

export const chorus = defineEffect({
  ...chorusSpec,
  create: (sampleRate) => new Chorus(sampleRate),
});
