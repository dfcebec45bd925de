/** Passages of a session, rendered away from real time by the graph that plays live. Pure. */
import type { Effect, Stereo } from '../../dsp/core/effect.ts';
import type { Session, SourceId, SourceRef, StripId } from '../../session/document.ts';
import { BLOCK_FRAMES, Graph } from '../core/graph.ts';
import { GraphError, masterOf } from '../core/routing.ts';
import type { SourceReader } from '../core/source.ts';
import { Timeline } from '../core/timeline.ts';
import type { Rendered, RenderRequest, Tap } from '../facade.ts';

export const ENGINE_RATE = 48_000;
/** Unless the request says otherwise, seconds rendered beforehand so that detectors and tails are settled. */
const PRE_ROLL_S = 2;

/** What a render needs of its surroundings. */
export interface RenderSetting {
  effects: (id: string) => Effect | undefined;
  source: (id: SourceId, ref: SourceRef) => SourceReader | null;
  /** Hz; 48 000 unless given. Sources must have the same rate. */
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

/**
 * Renders the passages block by block; yields the share done (0…1) after each block and returns the passages.
 * Throws a GraphError for an impossible session or tap, a RangeError for an impossible passage.
 */
export function* renderPassage(request: RenderRequest, setting: RenderSetting): Generator<number, Rendered> {
  const { session } = request;
  const sampleRate = setting.sampleRate ?? ENGINE_RATE;
  const from = Math.round(request.fromS * sampleRate);
  const wanted = Math.round((request.toS - request.fromS) * sampleRate);
  if (!(wanted >= 0) || !Number.isFinite(from)) throw new RangeError(`cannot render from ${request.fromS} s to ${request.toS} s`);
  const start = Math.min(from, Math.max(0, from - Math.round((request.preRollS ?? PRE_ROLL_S) * sampleRate)));

  const taps = Object.entries(request.taps);
  const graph = new Graph(session, {
    sampleRate,
    effects: setting.effects,
    source: setting.source,
    only: taps.map(([, tap]) => stripOfTap(session, tap)),
    idle: true,
  });
  const timeline = new Timeline();
  timeline.seek(start);
  graph.reset();

  let total = 0;
  const collectors: Record<string, Collector> = {};
  for (const [name, tap] of taps) {
    const buffer = graph.at(tap);
    const lag = graph.lagAt(tap);
    if (!buffer || lag === null) throw new GraphError(`nothing to listen to at ${JSON.stringify(tap)}`);
    const skip = from - start + lag;
    collectors[name] = { from: buffer, skip, left: new Float32Array(wanted), right: new Float32Array(wanted) };
    total = Math.max(total, skip + wanted);
  }
  const list = Object.values(collectors);

  for (let done = 0; done < total; ) {
    const frames = timeline.run(Math.min(BLOCK_FRAMES, total - done));
    if (!graph.process(timeline, frames)) throw new Error('a source was read before it was there');
    for (const { from: buffer, skip, left, right } of list) {
      const begin = Math.max(0, skip - done);
      const end = Math.min(frames, skip + wanted - done);
      for (let i = begin; i < end; i++) {
        left[done + i - skip] = buffer.left[i]!;
        right[done + i - skip] = buffer.right[i]!;
      }
    }
    timeline.advance(frames);
    done += frames;
    yield done / total;
  }
  return {
    sampleRate,
    taps: Object.fromEntries(Object.entries(collectors).map(([name, { left, right }]) => [name, { left, right }])),
  };
}

/** Longest time that a render keeps its thread before others may speak. */
const SLICE_MS = 25;

/** Lets waiting messages be heard. A timer would be slowed to 4 ms or more by browsers. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Runs a render to its end, giving way every 25 ms; rejects with the signal's reason when it is cancelled. */
export async function runRender<T>(
  render: Generator<number, T>,
  { onProgress, signal }: { onProgress?: ((done: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  let breath = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = render.next();
    if (done) return value;
    const now = performance.now();
    if (now - breath < SLICE_MS) continue;
    onProgress?.(value);
    await breathe();
    breath = performance.now();
  }
}
