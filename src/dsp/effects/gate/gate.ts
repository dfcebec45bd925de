/**
 * Expander and gate: what lies under the threshold is turned down by its distance times (ratio − 1), at most
 * by the range. With hysteresis and hold the gate does not flutter on a level that hovers at the threshold.
 */
import { defineEffect } from '../../core/effect.ts';
import type { Stereo } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { holdMsOf, LevelWindow } from '../../core/level-window.ts';
import type { Values } from '../../core/params.ts';
import { LEAST_CHANGE_DB } from '../../core/sanitise.ts';
import { Sidechain } from '../../core/sidechain.ts';
import { gateSpec } from './spec.ts';

const { params } = gateSpec;

/** Expansion in dB (0 or more) at a level, for an open threshold. */
function reductionAt(levelDb: number, thresholdDb: number, ratio: number, rangeDb: number): number {
  const under = thresholdDb - levelDb;
  return under <= 0 ? 0 : Math.min(-rangeDb, under * (ratio - 1));
}

class Gate extends GridProcessor<typeof params> {
  private readonly sampleRate: number;
  private readonly threshold: Glide;
  private readonly excess: Glide;
  private readonly range: Glide;
  private readonly sidechain: Sidechain;
  private readonly window: LevelWindow;
  private hysteresisDb = 0;
  private attack = 1;
  private release = 1;
  private holdFrames = 0;

  private open = false;
  private held = 0;
  private readonly reduction = new Float64Array(1);
  /** Whether anything has been processed since the last reset. */
  private begun = false;

  constructor(sampleRate: number) {
    const sidechain = new Sidechain(sampleRate, params.lookaheadMs.max);
    super(sidechain.latency, 1);
    this.sampleRate = sampleRate;
    this.sidechain = sidechain;
    this.window = new LevelWindow(sampleRate);
    this.threshold = new Glide(sampleRate, 0);
    this.excess = new Glide(sampleRate, 0);
    this.range = new Glide(sampleRate, 0);
  }

  set(values: Values<typeof params>, glide: boolean): void {
    this.threshold.to(values.thresholdDb, glide);
    this.excess.to(values.ratio - 1, glide);
    this.range.to(-values.rangeDb, glide);
    this.sidechain.set(values.lookaheadMs, values.keyHighPassHz, values.keyLowPassHz, glide);
    const windowMs = holdMsOf(values.releaseMs);
    this.window.set(false, windowMs);
    this.hysteresisDb = values.hysteresisDb;
    this.attack = approach(values.attackMs, this.sampleRate);
    this.release = approach(values.releaseMs - windowMs, this.sampleRate);
    this.holdFrames = Math.round((values.holdMs / 1000) * this.sampleRate);
    if (!this.begun) this.reduction[0] = -values.rangeDb;
  }

  protected clear(): void {
    this.threshold.settle();
    this.excess.settle();
    this.range.settle();
    this.sidechain.clear();
    this.window.clear();
    this.open = false;
    this.held = 0;
    // As after long silence.
    this.reduction[0] = this.range.value;
    this.begun = false;
  }

  protected override startBlock(): void {
    this.readings[0] = 0;
  }

  protected tick(): void {
    this.begun = true;
    this.threshold.tick();
    this.excess.tick();
    this.range.tick();
    this.sidechain.tick();
    this.window.tick();
    if (this.reduction[0] < LEAST_CHANGE_DB) this.reduction[0] = 0;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number, key: Stereo | null): void {
    const frames = to - from;
    const { sidechain } = this;
    sidechain.take(left, right, from, to, key);
    this.window.run(sidechain.left, sidechain.right, frames);
    this.decide(frames);
    sidechain.release(left, right, from, to);
    const gains = sidechain.left;
    for (let i = 0; i < frames; i++) {
      left[from + i] *= gains[i];
      right[from + i] *= gains[i];
    }
  }

  /** Levels to gains, in place, for both channels from the louder. */
  private decide(frames: number): void {
    const { left: x, right } = this.sidechain;
    const { phase, attack, release, hysteresisDb, holdFrames } = this;
    for (let i = 0; i < frames; i++) if (right[i] > x[i]) x[i] = right[i];
    amplitudesToDb(x, frames);
    const threshold0 = this.threshold.value;
    const thresholdStep = (this.threshold.next - threshold0) / GRID;
    const excess0 = this.excess.value;
    const excessStep = (this.excess.next - excess0) / GRID;
    const range0 = this.range.value;
    const rangeStep = (this.range.next - range0) / GRID;
    let { open, held } = this;
    let reduction = this.reduction[0];
    let most = 0;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const under = threshold0 + t * thresholdStep - x[i];
      if (under <= 0) {
        open = true;
        held = holdFrames;
      } else if (open && under > hysteresisDb) {
        if (held > 0) held--;
        else open = false;
      }
      const range = range0 + t * rangeStep;
      const wide = under * (excess0 + t * excessStep);
      const wanted = open ? 0 : wide < range ? wide : range;
      reduction += (wanted < reduction ? attack : release) * (wanted - reduction);
      if (reduction > most) most = reduction;
      x[i] = reduction;
    }
    this.open = open;
    this.held = held;
    this.reduction[0] = reduction;
    if (-most < this.readings[0]) this.readings[0] = -most;
    reductionsToGains(x, frames);
  }
}

export const gate = defineEffect({
  ...gateSpec,
  create: (sampleRate) => new Gate(sampleRate),
  /** Rising through the threshold; falling, it closes the hysteresis further down. */
  transferDb: (values, inputDb) =>
    inputDb - reductionAt(inputDb, values.thresholdDb, values.ratio, values.rangeDb),
});
