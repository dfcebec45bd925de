/**
 * Level of two channels, a piece at a time and in place. The peak level is the largest sample of the last few
 * milliseconds: it does not fall to nothing between the crests of a wave, so a static curve is met on tones
 * too. The rms level is a mean of 10 ms; a sine reads 3 dB under its peak.
 */
import { approach } from './envelope.ts';
import { AVERAGE, CREST, HELD, HOLD_FRAMES } from '../kernels/memory.ts';
import { TINY } from './sanitise.ts';

const RMS_MS = 10;
/** Half of the peak window; less with short releases, from which it is to be taken off. */
const HOLD_MS = 2.5;
const HOLD_OF_RELEASE = 0.025;

/** How long the peak level holds at least, for a release that follows it. */
export const holdMsOf = (releaseMs: number): number => Math.min(HOLD_MS, HOLD_OF_RELEASE * releaseMs);

export class LevelWindow {
  private readonly sampleRate: number;
  private readonly average: number;
  private rms = false;
  private holdFrames = 1;
  private held = 0;
  /** Largest samples of the present and of the last half window. */
  private readonly crest = new Float64Array(4);
  private readonly power = new Float64Array(2);

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.average = approach(RMS_MS, sampleRate);
  }

  set(rms: boolean, holdMs: number): void {
    this.rms = rms;
    this.holdFrames = Math.max(1, Math.round((holdMs / 1000) * this.sampleRate));
  }

  clear(): void {
    this.crest.fill(0);
    this.held = 0;
    this.power.fill(0);
  }

  tick(): void {
    for (let i = 0; i < 2; i++) if (this.power[i] < TINY) this.power[i] = 0;
  }

  /** Writes settings and states for a kernel. */
  lend(settings: Float64Array): void {
    settings[HOLD_FRAMES] = this.rms ? 0 : this.holdFrames;
    settings[AVERAGE] = this.average;
    settings[HELD] = this.held;
    const states = this.rms ? this.power : this.crest;
    for (let i = 0; i < states.length; i++) settings[CREST + i] = states[i];
  }

  /** Takes the states back. */
  regain(settings: Float64Array): void {
    const states = this.rms ? this.power : this.crest;
    for (let i = 0; i < states.length; i++) states[i] = settings[CREST + i];
    if (!this.rms) this.held = settings[HELD];
  }

  run(left: Float64Array, right: Float64Array, frames: number): void {
    if (this.rms) this.means(left, right, frames);
    else this.crests(left, right, frames);
  }

  private means(left: Float64Array, right: Float64Array, frames: number): void {
    const k = this.average;
    let pl = this.power[0];
    let pr = this.power[1];
    for (let i = 0; i < frames; i++) {
      const l = left[i];
      const r = right[i];
      pl += k * (l * l - pl);
      pr += k * (r * r - pr);
      left[i] = Math.sqrt(pl);
      right[i] = Math.sqrt(pr);
    }
    this.power[0] = pl;
    this.power[1] = pr;
  }

  private crests(left: Float64Array, right: Float64Array, frames: number): void {
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
      const l = Math.abs(left[i]);
      const r = Math.abs(right[i]);
      if (l > nowL) nowL = l;
      if (r > nowR) nowR = r;
      left[i] = nowL > lastL ? nowL : lastL;
      right[i] = nowR > lastR ? nowR : lastR;
    }
    crest[0] = nowL;
    crest[1] = nowR;
    crest[2] = lastL;
    crest[3] = lastR;
    this.held = held;
  }
}
