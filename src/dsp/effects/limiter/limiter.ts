/**
 * True-peak look-ahead limiter. The first stage does the work; since a moving gain shifts the crests between
 * samples a little, a second, faster one takes off the last hundredths of a decibel.
 */
import { Carver } from '../../core/carver.ts';
import { gainOf, SILENCE_DB } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { approach } from '../../core/envelope.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import type { Values } from '../../core/params.ts';
import { kernels, type Kernels, type Lodger } from '../../kernels/kernels.ts';
import { CABIN_BYTES } from '../../kernels/memory.ts';
import { transferDb } from './curve.ts';
import { SoftClip } from './soft-clip.ts';
import { limiterSpec } from './spec.ts';
import { Stage } from './stage.ts';

const { params } = limiterSpec;

/**
 * The reduction is held before it is released, or it would follow the wave itself: 12 ms bridge the crests
 * of 50 Hz.
 */
const MAX_HOLD_MS = 12;
const HOLD_OF_RELEASE = 0.12;

const SECOND_LOOK_MS = 0.7;
const SECOND_HOLD_MS = 5;
const SECOND_RELEASE_MS = 30;
/** What detectors may differ by near half the sampling rate. */
const MARGIN = gainOf(-0.02);

class Limiter extends GridProcessor<typeof params> implements Lodger {
  private readonly sampleRate: number;
  private readonly gain: Glide;
  private readonly ceiling: Glide;
  private readonly softClip: SoftClip;
  private readonly first: Stage;
  private readonly second: Stage;
  /** Frames for which the first stage has been idle. */
  private idleFrames = 0;
  /** Where the detectors lie, unless it is in one of the kernels' berths. */
  readonly home = new ArrayBuffer(CABIN_BYTES);
  private readonly memory = kernels();
  /** The kernels, while the detectors lie with them. */
  private lodging: Kernels | null = null;
  private readonly left = new Float64Array(GRID);
  private readonly right = new Float64Array(GRID);

  constructor(sampleRate: number) {
    const frames = (ms: number): number => Math.round((ms / 1000) * sampleRate);
    const softClip = new SoftClip(sampleRate);
    const first = new Stage(frames(params.lookaheadMs.max), frames(MAX_HOLD_MS), false);
    const second = new Stage(frames(SECOND_LOOK_MS), frames(SECOND_HOLD_MS), true);
    super(softClip.latency + first.latency + second.latency, 1);
    this.sampleRate = sampleRate;
    this.softClip = softClip;
    this.first = first;
    this.second = second;
    this.gain = new Glide(sampleRate, 1);
    this.ceiling = new Glide(sampleRate, 1);
    this.settle(this.home, 0);
    second.set(frames(SECOND_LOOK_MS), frames(SECOND_HOLD_MS), approach(SECOND_RELEASE_MS, sampleRate));
  }

  /** The detectors lie in `memory` from `at` on. */
  settle(memory: ArrayBuffer, at: number): void {
    const carver = new Carver(memory, at);
    this.first.settle(carver);
    this.second.settle(carver);
  }

  set(values: Values<typeof params>, glide: boolean): void {
    const frames = (ms: number): number => Math.round((ms / 1000) * this.sampleRate);
    this.gain.to(gainOf(values.gainDb), glide);
    this.ceiling.to(gainOf(values.ceilingDb) * MARGIN, glide);
    this.softClip.set(values.softClip, glide);
    this.first.set(
      frames(values.lookaheadMs),
      frames(Math.min(MAX_HOLD_MS, HOLD_OF_RELEASE * values.releaseMs)),
      approach(values.releaseMs, this.sampleRate),
    );
  }

  protected clear(): void {
    this.gain.settle();
    this.ceiling.settle();
    this.softClip.clear();
    this.first.clear();
    this.second.clear();
    this.idleFrames = 0;
  }

  protected override startBlock(): void {
    this.readings[0] = 0;
    this.first.most[0] = 0;
    this.second.most[0] = 0;
    this.lodging = this.memory !== null && this.memory.berthOf(this) > 0 ? this.memory : null;
  }

  protected tick(): void {
    this.gain.tick();
    this.ceiling.tick();
    this.softClip.tick();
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { phase, gain, ceiling, first, second } = this;
    const pieceLeft = this.left;
    const pieceRight = this.right;
    const frames = to - from;
    const gain0 = gain.value;
    const gainStep = (gain.next - gain0) / GRID;
    for (let i = 0; i < frames; i++) {
      const g = gain0 + (phase + i) * gainStep;
      pieceLeft[i] = left[from + i] * g;
      pieceRight[i] = right[from + i] * g;
    }
    const c = ceiling.value;
    const step = (ceiling.next - c) / GRID;
    const floor = ceiling.next < c ? ceiling.next : c;
    this.softClip.run(pieceLeft, pieceRight, frames, phase, c);
    const idle = first.run(pieceLeft, pieceRight, frames, phase, c, step, floor, false, this.lodging);
    // What has come through an idle first stage is what it judged.
    this.idleFrames = idle ? this.idleFrames + frames : 0;
    const skip = this.idleFrames > second.latency + 2 * GRID;
    second.run(pieceLeft, pieceRight, frames, phase, c, step, floor, skip, this.lodging);
    for (let i = 0; i < frames; i++) {
      left[from + i] = pieceLeft[i];
      right[from + i] = pieceRight[i];
    }
    if (first.most[0] > 0 || second.most[0] > 0) {
      const kept = (1 - first.most[0]) * (1 - second.most[0]);
      // Written out: a function that is not inlined boxes its result, which is an allocation.
      this.readings[0] = Math.max(SILENCE_DB, 20 * Math.log10(kept));
    }
  }
}

export const limiter = defineEffect({
  ...limiterSpec,
  create: (sampleRate) => new Limiter(sampleRate),
  transferDb,
});
