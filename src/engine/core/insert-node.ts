import type { Effect, Processor, Stereo } from '../../dsp/core/effect.ts';
import { legal, legalValues, type Params, type ParamValue, type Values } from '../../dsp/core/params.ts';
import type { Insert } from '../../session/document.ts';
import { AlignmentDelay } from './alignment-delay.ts';
import { Segment, type Lane } from './automation.ts';
import { stereo } from './stereo-buffer.ts';
import type { Timeline } from './timeline.ts';

/** How long a switch between processed, bypassed and difference takes. */
const SWITCH_S = 0.01;

/** What is heard of an insert: its output, its input, or what it took away. */
export type InsertMode = 'wet' | 'bypass' | 'difference';

/** The other track that an insert's detector hears, already aligned. */
export type KeySignal = Stereo | null;

/**
 * A running effect in a strip. The processor never stops while it stands in the graph; bypass crossfades to
 * the input delayed by the processor's latency, so that switching moves nothing in time and clicks nowhere.
 */
export class InsertNode {
  readonly effect: Effect;
  readonly processor: Processor<Params>;
  readonly latency: number;
  /** What went in and came out in the last block, kept only while someone listens (see `watch`). */
  tapIn: Stereo | null = null;
  tapOut: Stereo | null = null;

  private readonly maxFrames: number;
  private readonly switchFrames: number;
  private readonly dry: Stereo;
  private readonly dryDelay: AlignmentDelay;
  private readonly values: Record<string, ParamValue>;
  private lanes: [id: string, lane: Lane][] = [];
  private laneList: Lane[] = [];
  private controls: Values<Params>;
  private readonly pieceIo: Stereo;
  private readonly pieceKey: Stereo;
  private readonly segment = new Segment();
  private expected = NaN;
  private mustJump = true;
  private fresh = true;

  // Output = wet · processed + straight · input (delayed).
  private wet = 0;
  private straight = 1;
  private wetTarget = 0;
  private straightTarget = 1;
  private wetStep = 0;
  private straightStep = 0;
  private remaining = 0;

  constructor(effect: Effect, sampleRate: number, maxFrames: number) {
    this.effect = effect;
    this.processor = effect.create(sampleRate) as Processor<Params>;
    this.latency = this.processor.latency;
    this.maxFrames = maxFrames;
    this.switchFrames = Math.round(SWITCH_S * sampleRate);
    this.dry = stereo(maxFrames);
    this.dryDelay = new AlignmentDelay(this.latency);
    this.pieceIo = stereo(maxFrames);
    this.pieceKey = stereo(maxFrames);
    this.controls = legalValues(effect.params, {});
    this.values = { ...this.controls };
  }

  /**
   * New values from the document; parameters with automation follow their lanes instead. An effect in note
   * values (parameter `bpm`) follows the session's tempo unless the insert names one of its own.
   */
  set(insert: Insert, bpm: number, glide: boolean): void {
    const controls = legalValues(this.effect.params, { bpm, ...insert.values });
    if (glide && !this.fresh && sameValues(controls, this.controls)) return;
    this.controls = controls;
    Object.assign(this.values, controls);
    if (this.lanes.length > 0) {
      // The lanes are applied in `process`, where the position is known.
      this.expected = NaN;
      if (!glide || this.fresh) this.mustJump = true;
    } else {
      this.processor.set(this.values as Values<Params>, glide && !this.fresh);
    }
    this.fresh = false;
  }

  /** The parameters that follow lanes; others keep to `set`, which is to be called again afterwards. */
  setLanes(lanes: [id: string, lane: Lane][]): void {
    if (lanes.length === 0 && this.lanes.length === 0) return;
    this.fresh = true;
    this.lanes = lanes.filter(([id, lane]) => !lane.empty && this.effect.params[id]?.kind === 'number');
    this.laneList = this.lanes.map(([, lane]) => lane);
    this.expected = NaN;
    this.mustJump = true;
  }

  /** Which of processed and dry is heard. A node that has never been heard starts dry. */
  setMode(mode: InsertMode, glide: boolean): void {
    const wet = mode === 'wet' ? 1 : mode === 'bypass' ? 0 : -1;
    const straight = mode === 'wet' ? 0 : 1;
    if (glide && wet === this.wetTarget && straight === this.straightTarget) return;
    this.wetTarget = wet;
    this.straightTarget = straight;
    if (!glide) {
      this.settle();
      return;
    }
    this.remaining = this.switchFrames;
    this.wetStep = (wet - this.wet) / this.remaining;
    this.straightStep = (straight - this.straight) / this.remaining;
  }

  settle(): void {
    this.wet = this.wetTarget;
    this.straight = this.straightTarget;
    this.remaining = 0;
  }

  /** Keeps copies of input and output of each block for meters. */
  watch(side: 'in' | 'out'): Stereo {
    if (side === 'in') return (this.tapIn ??= stereo(this.maxFrames));
    return (this.tapOut ??= stereo(this.maxFrames));
  }

  unwatch(): void {
    this.tapIn = null;
    this.tapOut = null;
  }

  /**
   * In place. `lag` is how many frames the input lags the play head. With `idle` a bypassed processor is not
   * run at all: for renders, in which nothing is ever switched.
   */
  process(io: Stereo, frames: number, key: KeySignal, timeline: Timeline, lag: number, idle: boolean): void {
    if (this.tapIn) copy(io, this.tapIn, frames);
    const steady = this.remaining === 0;
    const pureWet = steady && this.wet === 1 && this.straight === 0;
    if (pureWet) this.dryDelay.keep(io, frames);
    else this.dryDelay.process(io, this.dry, frames);
    if (!(idle && steady && this.wet === 0)) this.run(io, frames, key, timeline, lag);
    if (!pureWet) this.mix(io, frames);
    if (this.tapOut) copy(io, this.tapOut, frames);
  }

  reset(): void {
    this.processor.reset();
    this.dryDelay.reset();
    this.settle();
    this.expected = NaN;
    this.mustJump = true;
    if (this.lanes.length === 0) this.processor.set(this.values as Values<Params>, false);
  }

  private run(io: Stereo, frames: number, key: KeySignal, timeline: Timeline, lag: number): void {
    if (this.lanes.length === 0) {
      this.processor.process(io, frames, key);
      return;
    }
    const { pieceIo, pieceKey, segment } = this;
    let at = 0;
    while (at < frames) {
      const position = timeline.lagged(at, lag);
      if (position !== this.expected || position >= segment.end) this.follow(position);
      const run = Math.min(timeline.laggedRun(at, lag, frames - at), segment.end - position);
      copyPiece(io, at, pieceIo, 0, run);
      if (key) copyPiece(key, at, pieceKey, 0, run);
      this.processor.process(pieceIo, run, key ? pieceKey : null);
      copyPiece(pieceIo, 0, io, at, run);
      at += run;
      this.expected = position + run;
    }
  }

  private follow(position: number): void {
    this.segment.around(position, this.laneList);
    for (let i = 0; i < this.lanes.length; i++) {
      const [id, lane] = this.lanes[i]!;
      const automated = lane.applied(this.controls[id] as number, lane.at(position));
      this.values[id] = legal(this.effect.params[id]!, automated);
    }
    this.processor.set(this.values as Values<Params>, !this.mustJump);
    this.mustJump = false;
  }

  private mix(io: Stereo, frames: number): void {
    const { left, right } = io;
    const dryLeft = this.dry.left;
    const dryRight = this.dry.right;
    let { wet, straight } = this;
    let at = 0;
    if (this.remaining > 0) {
      const run = Math.min(frames, this.remaining);
      const { wetStep, straightStep } = this;
      for (; at < run; at++) {
        wet += wetStep;
        straight += straightStep;
        left[at] = wet * left[at]! + straight * dryLeft[at]!;
        right[at] = wet * right[at]! + straight * dryRight[at]!;
      }
      this.remaining -= run;
      if (this.remaining === 0) {
        wet = this.wetTarget;
        straight = this.straightTarget;
      }
      this.wet = wet;
      this.straight = straight;
    }
    if (wet === 1 && straight === 0) return;
    if (wet === 0 && straight === 1) {
      for (; at < frames; at++) {
        left[at] = dryLeft[at]!;
        right[at] = dryRight[at]!;
      }
      return;
    }
    for (; at < frames; at++) {
      left[at] = wet * left[at]! + straight * dryLeft[at]!;
      right[at] = wet * right[at]! + straight * dryRight[at]!;
    }
  }
}

function sameValues(a: Values<Params>, b: Values<Params>): boolean {
  for (const id in a) if (a[id] !== b[id]) return false;
  return true;
}

function copy(from: Stereo, to: Stereo, frames: number): void {
  copyPiece(from, 0, to, 0, frames);
}

function copyPiece(from: Stereo, start: number, to: Stereo, at: number, frames: number): void {
  for (let i = 0; i < frames; i++) {
    to.left[at + i] = from.left[start + i]!;
    to.right[at + i] = from.right[start + i]!;
  }
}
