/** Passages of a session, rendered away from real time by the graph that plays live. Pure. */
import type { Effect, Stereo } from '../../dsp/core/effect.ts';
import type { Session, SourceId, SourceRef, StripId } from '../../session/document.ts';
import { BLOCK_FRAMES, Graph } from '../core/graph.ts';
import { ENGINE_RATE } from '../core/rate.ts';
import { GraphError, masterOf } from '../core/routing.ts';
import type { SourceReader } from '../core/source.ts';
import { Timeline } from '../core/timeline.ts';
import { breathe } from '../decode/turns.ts';
import type { Rendered, RenderRequest, Tap } from '../facade.ts';

/** Unless the request says otherwise, seconds rendered beforehand so that detectors and tails are settled. */
const PRE_ROLL_S = 2;

/** What a render needs of its surroundings. */
export interface RenderSetting {
  effects: (id: string) => Effect | undefined;
  source: (id: SourceId, ref: SourceRef) => SourceReader | null;
  /** Hz; `ENGINE_RATE` unless given. Sources must have the same rate. */
  sampleRate?: number;
}

/** The strips that a tap needs. */
export function stripOfTap(session: Session, tap: Tap): StripId {
  return tap.kind === 'tap' ? masterOf(session) : tap.strip;
}

interface Collector {
  from: Stereo;
  /** Frames of the render to skip before this tap's passage begins. */
  skip: number;
  left: Float32Array;
  right: Float32Array;
}

/** One render under way; its passages fill from the front. */
export class PassageRender {
  readonly sampleRate: number;
  /** Length of every passage in frames. */
  readonly frames: number;
  private readonly graph: Graph;
  private readonly timeline = new Timeline();
  private readonly collectors = new Map<string, Collector>();
  private readonly list: Collector[];
  private readonly total: number;
  private done = 0;

  /** Throws a GraphError for an impossible session or tap, a RangeError for an impossible passage. */
  constructor(request: RenderRequest, setting: RenderSetting) {
    const { session } = request;
    this.sampleRate = setting.sampleRate ?? ENGINE_RATE;
    const { from, start, frames } = passageFrames(request, this.sampleRate);
    this.frames = frames;
    const taps = Object.entries(request.taps);
    this.graph = new Graph(session, {
      sampleRate: this.sampleRate,
      effects: setting.effects,
      source: setting.source,
      only: taps.map(([, tap]) => stripOfTap(session, tap)),
      idle: true,
    });
    this.timeline.seek(start);
    this.graph.reset();
    let total = 0;
    for (const [name, tap] of taps) {
      const buffer = this.graph.at(tap);
      const lag = this.graph.lagAt(tap);
      if (!buffer || lag === null) throw new GraphError(`nothing to listen to at ${JSON.stringify(tap)}`);
      const skip = from - start + lag;
      this.collectors.set(name, {
        from: buffer,
        skip,
        left: new Float32Array(frames),
        right: new Float32Array(frames),
      });
      total = Math.max(total, skip + frames);
    }
    this.list = [...this.collectors.values()];
    this.total = total;
  }

  /** Share of the work that is done, 0 to 1. */
  get progress(): number {
    return this.total === 0 ? 1 : this.done / this.total;
  }

  /** Frames of a tap's passage that are final. */
  ready(name: string): number {
    return Math.max(0, Math.min(this.frames, this.done - (this.collectors.get(name)?.skip ?? Infinity)));
  }

  /** Song frame that is read next. */
  get position(): number {
    return this.timeline.position;
  }

  /** Whether everything is rendered. */
  get complete(): boolean {
    return this.done >= this.total;
  }

  /** Renders a block; false when all is done. Throws when a source is not there. */
  step(): boolean {
    const { timeline, done, total } = this;
    const frames = Math.min(BLOCK_FRAMES, total - done);
    if (frames <= 0) return false;
    if (!this.graph.process(timeline, frames)) throw new Error('a source was read before it was there');
    for (let c = 0; c < this.list.length; c++) {
      const { from, skip, left, right } = this.list[c]!;
      const begin = Math.max(0, skip - done);
      const end = Math.min(frames, skip + this.frames - done);
      for (let i = begin; i < end; i++) {
        left[done + i - skip] = from.left[i]!;
        right[done + i - skip] = from.right[i]!;
      }
    }
    timeline.advance(frames);
    this.done = done + frames;
    return true;
  }

  /** The passages so far; beyond `ready` they are silent. */
  get result(): Rendered {
    const taps: Rendered['taps'] = {};
    for (const [name, { left, right }] of this.collectors) taps[name] = { left, right };
    return { sampleRate: this.sampleRate, taps };
  }
}

/** The passage of a request in song frames, and where its pre-roll starts. Throws a RangeError for an impossible one. */
export function passageFrames(
  request: RenderRequest,
  sampleRate: number,
): { from: number; start: number; frames: number } {
  const from = Math.round(request.fromS * sampleRate);
  const frames = Math.round((request.toS - request.fromS) * sampleRate);
  if (!(frames >= 0) || !Number.isFinite(from)) {
    throw new RangeError(`cannot render from ${request.fromS} s to ${request.toS} s`);
  }
  const preRoll = Math.round((request.preRollS ?? PRE_ROLL_S) * sampleRate);
  return { from, start: Math.min(from, Math.max(0, from - preRoll)), frames };
}

/** Longest time that a render keeps its thread before others may speak. */
const SLICE_MS = 25;

/**
 * Runs a render to its end, or until the song frame `until`, giving way every 25 ms; rejects with the signal's
 * reason when it is cancelled. `onSlice` is called whenever it gives way and at the end.
 */
export async function runRender(
  render: PassageRender,
  {
    until = Infinity,
    onSlice,
    signal,
  }: { until?: number; onSlice?: (() => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  let breath = performance.now();
  for (let block = 1; ; block++) {
    if (render.position >= until || !render.step()) break;
    if (block % 16 !== 0 || performance.now() - breath < SLICE_MS) continue;
    onSlice?.();
    await breathe();
    signal?.throwIfAborted();
    breath = performance.now();
  }
  onSlice?.();
}
