/**
 * Transient shaper: raises or lowers attacks and what follows them, whatever their level. Envelopes that
 * differ only in their attack part at the start of a note, ones that differ only in their release part after
 * it; the distance between them in decibels, times the control, is the gain.
 */
import { gainOf } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { amplitudesToDb, reductionsToGains } from '../../core/exponential.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { keyParams } from '../../core/key-params.ts';
import { holdMsOf, LevelWindow } from '../../core/level-window.ts';
import type { Values } from '../../core/params.ts';
import { LEAST_CHANGE_DB } from '../../core/sanitise.ts';
import { Sidechain } from '../../core/sidechain.ts';
import { transientSpec } from './spec.ts';

/** The gain begins this long before the attack, so that its first wave is shaped too. */
const LOOKAHEAD_MS = 1;
const FAST_ATTACK_MS = 0.5;
const SLOW_ATTACK_MS = 25;
const SHORT_RELEASE_MS = 40;
const LONG_RELEASE_MS = 400;
const SMOOTH_MS = 1;
/** dB of gain for each dB between the envelopes, at 100%. */
const STRENGTH = 1;
const MOST_DB = 18;
/** Under this (−100 dB) there is nothing to shape: noise stays where it is. */
const FLOOR = 1e-5;

class Transient extends GridProcessor<typeof transientSpec.params> {
  private readonly attack: Glide;
  private readonly sustain: Glide;
  private readonly output: Glide;
  private readonly mix: Glide;
  private readonly sidechain: Sidechain;
  private readonly window: LevelWindow;
  private readonly envelopes = new Float64Array(3);
  private readonly smoothed = new Float64Array(1);
  private readonly slow = new Float64Array(GRID);
  private readonly long = new Float64Array(GRID);
  private readonly fastAttack: number;
  private readonly slowAttack: number;
  private readonly shortRelease: number;
  private readonly longRelease: number;
  private readonly smooth: number;

  constructor(sampleRate: number) {
    const sidechain = new Sidechain(sampleRate, LOOKAHEAD_MS);
    super(sidechain.latency, 1);
    sidechain.set(LOOKAHEAD_MS, keyParams.keyHighPassHz.min, keyParams.keyLowPassHz.max, false);
    this.sidechain = sidechain;
    this.window = new LevelWindow(sampleRate);
    this.window.set(false, holdMsOf(SHORT_RELEASE_MS));
    this.attack = new Glide(sampleRate, 0);
    this.sustain = new Glide(sampleRate, 0);
    this.output = new Glide(sampleRate, 1);
    this.mix = new Glide(sampleRate, 1);
    this.fastAttack = approach(FAST_ATTACK_MS, sampleRate);
    this.slowAttack = approach(SLOW_ATTACK_MS, sampleRate);
    this.shortRelease = approach(SHORT_RELEASE_MS, sampleRate);
    this.longRelease = approach(LONG_RELEASE_MS, sampleRate);
    this.smooth = approach(SMOOTH_MS, sampleRate);
    this.envelopes.fill(FLOOR);
  }

  set(values: Values<typeof transientSpec.params>, glide: boolean): void {
    this.attack.to((STRENGTH * values.attackPct) / 100, glide);
    this.sustain.to((STRENGTH * values.sustainPct) / 100, glide);
    this.output.to(gainOf(values.outputDb), glide);
    this.mix.to(values.mixPct / 100, glide);
  }

  protected clear(): void {
    this.attack.settle();
    this.sustain.settle();
    this.output.settle();
    this.mix.settle();
    this.sidechain.clear();
    this.window.clear();
    this.envelopes.fill(FLOOR);
    this.smoothed[0] = 0;
  }

  protected override startBlock(): void {
    this.readings[0] = 0;
  }

  protected tick(): void {
    this.attack.tick();
    this.sustain.tick();
    this.output.tick();
    this.mix.tick();
    this.sidechain.tick();
    this.window.tick();
    if (Math.abs(this.smoothed[0]) < LEAST_CHANGE_DB) this.smoothed[0] = 0;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const frames = to - from;
    const { sidechain, phase } = this;
    sidechain.take(left, right, from, to, null);
    this.window.run(sidechain.left, sidechain.right, frames);
    this.shape(frames);
    sidechain.release(left, right, from, to);
    const gains = sidechain.left;
    const output0 = this.output.value;
    const outputStep = (this.output.next - output0) / GRID;
    const mix0 = this.mix.value;
    const mixStep = (this.mix.next - mix0) / GRID;
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      const mix = mix0 + t * mixStep;
      const gain = 1 - mix + mix * gains[i] * (output0 + t * outputStep);
      left[from + i] *= gain;
      right[from + i] *= gain;
    }
  }

  /** Levels to gains, in place, for both channels from the louder. */
  private shape(frames: number): void {
    const { envelopes, slow, long, phase, fastAttack, slowAttack, shortRelease, longRelease, smooth } = this;
    const { left: fast, right } = this.sidechain;
    let e = envelopes[0];
    let s = envelopes[1];
    let r = envelopes[2];
    for (let i = 0; i < frames; i++) {
      let x = fast[i] > right[i] ? fast[i] : right[i];
      if (x < FLOOR) x = FLOOR;
      e += (x > e ? fastAttack : shortRelease) * (x - e);
      s += (x > s ? slowAttack : shortRelease) * (x - s);
      r += (x > r ? fastAttack : longRelease) * (x - r);
      fast[i] = e;
      slow[i] = s;
      long[i] = r;
    }
    envelopes[0] = e;
    envelopes[1] = s;
    envelopes[2] = r;
    amplitudesToDb(fast, frames);
    amplitudesToDb(slow, frames);
    amplitudesToDb(long, frames);
    const attack0 = this.attack.value;
    const attackStep = (this.attack.next - attack0) / GRID;
    const sustain0 = this.sustain.value;
    const sustainStep = (this.sustain.next - sustain0) / GRID;
    let gainDb = this.smoothed[0];
    let most = this.readings[0];
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      let wanted =
        (attack0 + t * attackStep) * (fast[i] - slow[i]) + (sustain0 + t * sustainStep) * (long[i] - fast[i]);
      if (wanted > MOST_DB) wanted = MOST_DB;
      else if (wanted < -MOST_DB) wanted = -MOST_DB;
      gainDb += smooth * (wanted - gainDb);
      if (Math.abs(gainDb) > Math.abs(most)) most = gainDb;
      fast[i] = -gainDb;
    }
    this.smoothed[0] = gainDb;
    this.readings[0] = most;
    reductionsToGains(fast, frames);
  }
}

export const transient = defineEffect({
  ...transientSpec,
  create: (sampleRate) => new Transient(sampleRate),
});
