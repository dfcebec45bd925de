/**
 * The way to a detector: the sound waits for the longest look-ahead, the detector hears the sound
 * itself or a key, as much earlier as the look-ahead says, through a high- and a low-pass of 12 dB per octave.
 */
import { Sections } from './biquad.ts';
import { StereoPast } from './delay-line.ts';
import type { Stereo } from './effect.ts';
import { kernels } from '../kernels/kernels.ts';
import { LONGEST_WAIT, PAST_LEFT, PAST_RIGHT } from '../kernels/memory.ts';
import { designSection, SECTION } from './filter-design.ts';
import { Glide } from './glide.ts';
import { GRID } from './grid.ts';
import { keyParams } from './key-params.ts';

export class Sidechain {
  /** What the detector hears of the present piece; effects work on it in place. */
  readonly left = new Float64Array(GRID);
  readonly right = new Float64Array(GRID);
  /** Frames by which the sound waits. */
  readonly latency: number;
  private readonly sampleRate: number;
  private readonly sound: StereoPast;
  private readonly heard: StereoPast;
  private readonly lookahead: Glide;
  private readonly highPass: Glide;
  private readonly lowPass: Glide;
  private readonly filter = new Sections(2, kernels());
  private highPassOn = false;
  private lowPassOn = false;
  private stale = true;
  private detectorDelay = 0;
  private keyed = false;
  /** Sections in the detector's way. */
  private readonly list = new Int32Array(2);
  private listed = 0;
  /** The past in the kernels' memory. */
  private readonly lent: { left: Float32Array; right: Float32Array } | null;

  constructor(sampleRate: number, maxLookaheadMs: number) {
    this.sampleRate = sampleRate;
    this.latency = Math.ceil((maxLookaheadMs / 1000) * sampleRate);
    this.sound = new StereoPast(this.latency, GRID);
    this.heard = new StereoPast(this.latency, GRID);
    const memory = this.latency <= LONGEST_WAIT ? kernels() : null;
    this.lent = memory && {
      left: memory.floats(PAST_LEFT, this.latency + GRID),
      right: memory.floats(PAST_RIGHT, this.latency + GRID),
    };
    this.lookahead = new Glide(sampleRate, 0);
    this.highPass = new Glide(sampleRate, 0);
    this.lowPass = new Glide(sampleRate, 0);
  }

  set(lookaheadMs: number, keyHighPassHz: number, keyLowPassHz: number, glide: boolean): void {
    this.lookahead.to((lookaheadMs / 1000) * this.sampleRate, glide);
    this.highPass.to(Math.log2(keyHighPassHz), glide);
    this.lowPass.to(Math.log2(keyLowPassHz), glide);
    this.highPassOn = keyHighPassHz > keyParams.keyHighPassHz.min;
    this.lowPassOn = keyLowPassHz < keyParams.keyLowPassHz.max;
    this.stale = true;
  }

  clear(): void {
    this.lookahead.settle();
    this.highPass.settle();
    this.lowPass.settle();
    this.stale = true;
    this.sound.clear();
    this.heard.clear();
    this.keyed = false;
    this.filter.clear();
  }

  tick(): void {
    this.lookahead.tick();
    const highMoves = this.highPass.tick();
    const lowMoves = this.lowPass.tick();
    if (highMoves || lowMoves || this.stale) this.design();
    this.detectorDelay = this.latency - Math.round(this.lookahead.value);
    this.filter.flush(0);
    this.filter.flush(1);
  }

  private design(): void {
    this.stale = false;
    const { coefs } = this.filter;
    if (this.highPassOn) {
      designSection('highPass', 2 ** this.highPass.value, 0, Math.SQRT1_2, this.sampleRate, coefs, 0);
    } else {
      this.filter.clearSection(0);
    }
    if (this.lowPassOn) {
      designSection('lowPass', 2 ** this.lowPass.value, 0, Math.SQRT1_2, this.sampleRate, coefs, SECTION);
    } else {
      this.filter.clearSection(1);
    }
    this.listed = 0;
    if (this.highPassOn) this.list[this.listed++] = 0;
    if (this.lowPassOn) this.list[this.listed++] = 1;
  }

  /** Whether nothing moves, so that the kernel can do it. */
  get still(): boolean {
    return (
      this.lent !== null &&
      !this.stale &&
      !this.lookahead.moving &&
      !this.highPass.moving &&
      !this.lowPass.moving
    );
  }

  /** Lends the past and the filters to a kernel. Gives how many sections are in the detector's way. */
  lend(): number {
    this.keyed = false;
    this.lent!.left.set(this.sound.left);
    this.lent!.right.set(this.sound.right);
    if (this.listed > 0) this.filter.lend(this.list, this.listed);
    return this.listed;
  }

  /** Takes back what `lend` has lent, when the kernel has moved it on. */
  regain(): void {
    this.sound.left.set(this.lent!.left);
    this.sound.right.set(this.lent!.right);
    if (this.listed > 0) this.filter.regain(this.list, this.listed);
  }

  /** Frames by which the detector is ahead of the sound that comes out. */
  get ahead(): number {
    return this.latency - this.detectorDelay;
  }

  /** Takes a piece of sound (and key) in, and fills `left` and `right`. */
  take(
    soundLeft: Float32Array,
    soundRight: Float32Array,
    from: number,
    to: number,
    key: Stereo | null,
  ): void {
    const { left, right, sound, heard, latency } = this;
    const frames = to - from;
    for (let i = 0; i < frames; i++) {
      sound.left[latency + i] = soundLeft[from + i];
      sound.right[latency + i] = soundRight[from + i];
    }
    if (key !== null) {
      // A key that has just been plugged in has no past.
      if (!this.keyed) heard.clear();
      for (let i = 0; i < frames; i++) {
        heard.left[latency + i] = key.left[from + i];
        heard.right[latency + i] = key.right[from + i];
      }
    }
    this.keyed = key !== null;
    const { left: hl, right: hr } = this.keyed ? heard : sound;
    const at = latency - this.detectorDelay;
    for (let i = 0; i < frames; i++) {
      left[i] = hl[at + i];
      right[i] = hr[at + i];
    }
    if (this.keyed) heard.forget(frames);
    if (this.highPassOn) this.filter.run(0, left, right, frames);
    if (this.lowPassOn) this.filter.run(1, left, right, frames);
  }

  /** The sound of that piece when it has waited: writes it over the input. */
  release(soundLeft: Float32Array, soundRight: Float32Array, from: number, to: number): void {
    const { left, right } = this.sound;
    for (let i = from; i < to; i++) {
      soundLeft[i] = left[i - from];
      soundRight[i] = right[i - from];
    }
    this.sound.forget(to - from);
  }
}
