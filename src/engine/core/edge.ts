import type { Stereo } from '../../dsp/core/effect.ts';
import { AlignmentDelay } from './alignment-delay.ts';
import { Segment, type Lane } from './automation.ts';
import { stereo } from './stereo-buffer.ts';
import { GLIDE_S, gainOfDb } from './strip-gain.ts';
import type { Timeline } from './timeline.ts';

/**
 * One connection of the graph: from a strip's tap to where it is summed (or listened to as a key), late by
 * what the other paths there need, with a gain that glides.
 */
export class Edge {
  readonly delay: AlignmentDelay;
  private readonly lane: Lane | null;
  private readonly lanes: readonly Lane[];
  private readonly scratch: Stereo;
  private readonly glideFrames: number;
  private now = 0;
  private target = 0;
  private step = 0;
  private remaining = 0;
  private gainDb = 0;
  private open = true;
  private readonly segment = new Segment();
  private atStart = 0;
  private atEnd = 0;
  private expected = NaN;

  constructor(sampleRate: number, maxFrames: number, delayFrames: number, lane: Lane | null) {
    this.delay = new AlignmentDelay(delayFrames);
    this.lane = lane && !lane.empty ? lane : null;
    this.lanes = this.lane ? [this.lane] : [];
    this.scratch = stereo(maxFrames);
    this.glideFrames = Math.round(GLIDE_S * sampleRate);
  }

  /** Gain of the send (0 dB for an output), and whether sound passes at all. A new edge starts from silence. */
  set(gainDb: number, open: boolean, glide: boolean): void {
    this.gainDb = gainDb;
    this.open = open;
    const target = open ? (this.lane ? 1 : gainOfDb(gainDb)) : 0;
    if (target === this.target && glide) return;
    this.target = target;
    this.expected = NaN;
    if (!glide) {
      this.settle();
      return;
    }
    this.remaining = this.glideFrames;
    this.step = (target - this.now) / this.remaining;
  }

  /** Whether nothing passes now and nothing will until the next `set`. */
  get silent(): boolean {
    return this.now === 0 && this.target === 0;
  }

  /** Whether sound passes once its glide has ended. */
  get audible(): boolean {
    return this.open && (this.lane !== null || this.target !== 0);
  }

  settle(): void {
    this.now = this.target;
    this.remaining = 0;
  }

  reset(): void {
    this.delay.reset();
    this.settle();
    this.expected = NaN;
  }

  /** Adds the source to the sum. */
  addTo(sum: Stereo, from: Stereo, frames: number, timeline: Timeline, lag: number): void {
    let source = from;
    if (this.delay.frames > 0) {
      this.delay.process(from, this.scratch, frames);
      source = this.scratch;
    }
    if (this.silent) return;
    const { left, right } = source;
    const sumLeft = sum.left;
    const sumRight = sum.right;
    if (this.lane) {
      this.addAutomated(sum, source, frames, timeline, lag);
      return;
    }
    let at = 0;
    if (this.remaining > 0) {
      const run = Math.min(frames, this.remaining);
      let gain = this.now;
      for (; at < run; at++) {
        gain += this.step;
        sumLeft[at] = sumLeft[at]! + gain * left[at]!;
        sumRight[at] = sumRight[at]! + gain * right[at]!;
      }
      this.now = gain;
      this.remaining -= run;
      if (this.remaining === 0) this.now = this.target;
    }
    const gain = this.now;
    if (gain === 1) {
      for (; at < frames; at++) {
        sumLeft[at] = sumLeft[at]! + left[at]!;
        sumRight[at] = sumRight[at]! + right[at]!;
      }
    } else {
      for (; at < frames; at++) {
        sumLeft[at] = sumLeft[at]! + gain * left[at]!;
        sumRight[at] = sumRight[at]! + gain * right[at]!;
      }
    }
  }

  private addAutomated(sum: Stereo, from: Stereo, frames: number, timeline: Timeline, lag: number): void {
    const { segment, lane } = this;
    let at = 0;
    while (at < frames) {
      const position = timeline.lagged(at, lag);
      if (position !== this.expected || position >= segment.end) {
        segment.around(position, this.lanes);
        this.atStart = gainOfDb(lane!.applied(this.gainDb, lane!.at(segment.start)));
        this.atEnd = gainOfDb(lane!.applied(this.gainDb, lane!.before(segment.end)));
      }
      const run = Math.min(timeline.laggedRun(at, lag, frames - at), segment.end - position);
      const scale = 1 / (segment.end - segment.start);
      for (let i = 0; i < run; i++) {
        let gate = this.now;
        if (this.remaining > 0) {
          gate += this.step;
          if (--this.remaining === 0) gate = this.target;
          this.now = gate;
        }
        const gain =
          gate * (this.atStart + (this.atEnd - this.atStart) * (position - segment.start + i) * scale);
        sum.left[at + i] = sum.left[at + i]! + gain * from.left[at + i]!;
        sum.right[at + i] = sum.right[at + i]! + gain * from.right[at + i]!;
      }
      at += run;
      this.expected = position + run;
    }
  }
}
