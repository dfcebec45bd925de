/** From a request to its passages: which recordings it needs, and the render over them. */
import type { Effect } from '../../dsp/core/effect.ts';
import type { Session, SourceId } from '../../session/document.ts';
import { upstream } from '../core/routing.ts';
import type { SourceReader } from '../core/source.ts';
import { soundsOf, type Library, type Sound } from '../decode/sounds.ts';
import type { Progress, Rendered, RenderRequest } from '../facade.ts';
import { ENGINE_RATE, passageFrames, PassageRender, runRender, stripOfTap } from './renderer.ts';

/** Read beyond a passage, for the latency of its graph: more than any chain has. */
const READ_AHEAD_FRAMES = ENGINE_RATE;

/** Gives a recording of which the frames from `from` to `to` (its own) can be read. */
export type OpenSound = (sound: Sound, from: number, to: number, signal?: AbortSignal) => Promise<SourceReader>;

export interface RenderSurroundings {
  effects: (id: string) => Effect | undefined;
  library: Library;
  open: OpenSound;
}

/** Sources that are heard at the wanted strips: those of strips upstream which are not muted. */
function sourcesNeeded(session: Session, request: RenderRequest): { id: SourceId; offsetS: number }[] {
  const wanted = new Set(Object.values(request.taps).map((tap) => stripOfTap(session, tap)));
  const needed: { id: SourceId; offsetS: number }[] = [];
  for (const id of upstream(session, wanted)) {
    const strip = session.strips[id]!;
    if (strip.source !== undefined && (!strip.mute || wanted.has(id))) needed.push({ id: strip.source, offsetS: strip.offsetS });
  }
  return needed;
}

/** Opens what a request needs and makes its render ready to run. */
export async function prepareRender(
  request: RenderRequest,
  { effects, library, open }: RenderSurroundings,
  signal?: AbortSignal,
): Promise<PassageRender> {
  const { session } = request;
  const { start, from, frames } = passageFrames(request, ENGINE_RATE);
  const sounds = soundsOf(session, library);
  const readers = new Map<SourceId, SourceReader>();
  await Promise.all(
    sourcesNeeded(session, request).map(async ({ id, offsetS }) => {
      const sound = sounds[id];
      if (!sound) throw new Error(`nobody knows the recording of ${id}: ${JSON.stringify(session.sources[id] ?? null)}`);
      const offset = Math.round(offsetS * ENGINE_RATE);
      readers.set(id, await open(sound, start - offset, from + frames + READ_AHEAD_FRAMES - offset, signal));
    }),
  );
  signal?.throwIfAborted();
  return new PassageRender(request, { effects, source: (id) => readers.get(id) ?? null });
}

/** Renders a request, with progress and cancel. */
export async function renderSession(
  request: RenderRequest,
  surroundings: RenderSurroundings,
  { onProgress, signal }: { onProgress?: Progress | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Rendered> {
  const render = await prepareRender(request, surroundings, signal);
  return runRender(render, { onSlice: () => onProgress?.(render.progress), signal });
}
