/**
 * The way to a detector: the sound waits in a ring for the longest look-ahead, the detector hears the sound
 * itself or a key, as much earlier as the look-ahead says, through a high- and a low-pass of 12 dB per octave.
 */
import { Sections } from './biquad.ts';
import { StereoRing } from './delay-line.ts';
import type { Stereo } from './effect.ts';
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
  private readonly sound: StereoRing;
  private readonly heard: StereoRing;
  private readonly lookahead: Glide;
  private readonly highPass: Glide;
  private readonly lowPass: Glide;
  private readonly filter = new Sections(2);
  private highPassOn = false;
  private lowPassOn = false;
  private stale = true;
  private detectorDelay = 0;
  private keyed = false;

  constructor(sampleRate: number, maxLookaheadMs: number) {
    this.sampleRate = sampleRate;
    this.latency = Math.ceil((maxLookaheadMs / 1000) * sampleRate);
    this.sound = new StereoRing(this.latency + GRID);
    this.heard = new StereoRing(this.latency + GRID);
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
  }

  /** Takes a piece of sound (and key) in, and fills `left` and `right`. */
  take(
    soundLeft: Float32Array,
    soundRight: Float32Array,
    from: number,
    to: number,
    key: Stereo | null,
  ): void {
    const { left, right, detectorDelay } = this;
    const { left: sl, right: sr, mask } = this.sound;
    const { at } = this.sound;
    const frames = to - from;
    for (let i = 0; i < frames; i++) {
      sl[(at + i) & mask] = soundLeft[from + i];
      sr[(at + i) & mask] = soundRight[from + i];
    }
    let hl = sl;
    let hr = sr;
    if (key !== null) {
      // A key that has just been plugged in has no past.
      if (!this.keyed) this.heard.clear();
      hl = this.heard.left;
      hr = this.heard.right;
      for (let i = 0; i < frames; i++) {
        hl[(at + i) & mask] = key.left[from + i];
        hr[(at + i) & mask] = key.right[from + i];
      }
    }
    this.keyed = key !== null;
    for (let i = 0; i < frames; i++) {
      const d = (at + i - detectorDelay) & mask;
      left[i] = hl[d];
      right[i] = hr[d];
    }
    this.sound.at = (at + frames) & mask;
    if (this.highPassOn) this.filter.run(0, left, right, frames);
    if (this.lowPassOn) this.filter.run(1, left, right, frames);
  }

  /** The sound of that piece when it has waited: writes it over the input. */
  release(soundLeft: Float32Array, soundRight: Float32Array, from: number, to: number): void {
    const { left, right, mask } = this.sound;
    let read = (this.sound.at - (to - from) - this.latency) & mask;
    for (let i = from; i < to; i++) {
      soundLeft[i] = left[read];
      soundRight[i] = right[read];
      read = (read + 1) & mask;
    }
  }
}
