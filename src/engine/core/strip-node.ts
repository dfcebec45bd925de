import type { Stereo } from '../../dsp/core/effect.ts';
import type { InsertId, Strip, StripId, TapPoint } from '../../session/document.ts';
import { AlignmentDelay } from './alignment-delay.ts';
import type { Edge } from './edge.ts';
import type { InsertNode } from './insert-node.ts';
import { hasLooped, readLooped } from './looped-read.ts';
import type { SourceReader } from './source.ts';
import { stereo } from './stereo-buffer.ts';
import type { StripGain } from './strip-gain.ts';
import type { Timeline } from './timeline.ts';

/** An edge as the receiving strip sees it. */
export interface Feed {
  /** Stable name, by which a recompiled graph finds the same edge again. */
  name: string;
  kind: 'out' | 'send';
  edge: Edge;
  from: StripNode;
  tap: TapPoint;
}

/** Another strip that an insert's detector listens to. */
export interface KeyFeed {
  name: string;
  edge: Edge;
  from: StripNode;
  tap: TapPoint;
  buffer: Stereo;
}

/** An insert in its place in the strip. */
export interface InsertSlot {
  id: InsertId;
  node: InsertNode;
  key: KeyFeed | null;
  /** Holds the strip back where the key arrives later than the strip itself. */
  wait: AlignmentDelay;
  /** Frames by which the insert's input lags the play head. */
  lag: number;
}

/** One strip of the running graph: sum, inserts, fader and pan. */
export class StripNode {
  readonly id: StripId;
  readonly kind: Strip['kind'];
  /** After the inserts, before the fader. */
  readonly pre: Stereo;
  /** After fader and pan. */
  readonly post: Stereo;
  readonly feeds: Feed[] = [];
  readonly slots: InsertSlot[] = [];
  readonly gain: StripGain;
  readonly reader: SourceReader | null;
  readonly offsetFrames: number;
  /** Frames by which the sum at the strip's input, and its output, lag the play head. */
  readonly inLag: number;
  outLag: number;
  /** Whether its own source can be heard as things stand. */
  audible = true;
  private readonly sourceDelay: AlignmentDelay;
  private readonly incoming: Stereo;

  constructor(
    id: StripId,
    kind: Strip['kind'],
    gain: StripGain,
    source: { reader: SourceReader; offsetFrames: number } | null,
    inLag: number,
    blockFrames: number,
    before?: StripNode,
  ) {
    this.id = id;
    this.kind = kind;
    this.gain = gain;
    this.reader = source?.reader ?? null;
    this.offsetFrames = source?.offsetFrames ?? 0;
    this.inLag = inLag;
    this.outLag = inLag;
    this.pre = stereo(blockFrames);
    this.post = stereo(blockFrames);
    this.incoming = stereo(source ? blockFrames : 0);
    const wait = source ? inLag : 0;
    this.sourceDelay = before?.sourceDelay.frames === wait ? before.sourceDelay : new AlignmentDelay(wait);
  }

  tap(point: TapPoint): Stereo {
    return point === 'pre' ? this.pre : this.post;
  }

  /** Renders one run of the timeline. False when the source had a hole. */
  process(timeline: Timeline, frames: number, idle: boolean): boolean {
    const { pre } = this;
    let complete = true;
    if (this.reader) {
      complete = this.readSource(this.reader, timeline, frames);
    } else {
      pre.left.fill(0, 0, frames);
      pre.right.fill(0, 0, frames);
    }
    for (let i = 0; i < this.feeds.length; i++) {
      const { edge, from, tap } = this.feeds[i]!;
      edge.addTo(pre, from.tap(tap), frames, timeline, this.inLag);
    }
    for (let i = 0; i < this.slots.length; i++) {
      const { node, key, wait, lag } = this.slots[i]!;
      if (wait.frames > 0) wait.process(pre, pre, frames);
      if (key) {
        key.buffer.left.fill(0, 0, frames);
        key.buffer.right.fill(0, 0, frames);
        key.edge.addTo(key.buffer, key.from.tap(key.tap), frames, timeline, lag);
      }
      node.process(pre, frames, key ? key.buffer : null, timeline, lag, idle);
    }
    this.gain.process(pre, this.post, frames, timeline, this.outLag);
    return complete;
  }

  /** Whether the source can be read over the next frames of the timeline, its loop included. */
  ready(timeline: Timeline, frames: number): boolean {
    return this.reader === null || hasLooped(this.reader, timeline, this.offsetFrames, frames);
  }

  reset(): void {
    this.gain.settle();
    this.sourceDelay.reset();
    for (const { edge } of this.feeds) edge.reset();
    for (const { node, key, wait } of this.slots) {
      key?.edge.reset();
      wait.reset();
      node.reset();
    }
  }

  private readSource(reader: SourceReader, timeline: Timeline, frames: number): boolean {
    const complete = readLooped(reader, timeline, this.offsetFrames, frames, this.pre, this.incoming);
    if (this.sourceDelay.frames > 0) this.sourceDelay.process(this.pre, this.pre, frames);
    return complete;
  }
}
