/** From a request to its passages: which recordings it needs, and the render over them. */
import type { Effect } from '../../dsp/core/effect.ts';
import type { Session, SourceId } from '../../session/document.ts';
import { BLOCK_FRAMES } from '../core/graph.ts';
import { ENGINE_RATE } from '../core/rate.ts';
import { upstream } from '../core/routing.ts';
import type { SourceReader } from '../core/source.ts';
import { soundsOf, type Library, type Sound } from '../decode/sounds.ts';
import type { Progress, Rendered, RenderRequest } from '../facade.ts';
import { passageFrames, PassageRender, runRender, stripOfTap } from './renderer.ts';

/** Rendered at one go before more of the recordings is asked for: the first seconds are there early. */
const STRETCH_FRAMES = 4 * ENGINE_RATE;

/**
 * Gives a recording of which the frames from `from` to `to` (its own) can be read. Asked again for the same
 * recording it gives the same reader, which then reaches further.
 */
export type OpenSound = (
  sound: Sound,
  from: number,
  to: number,
  signal?: AbortSignal,
) => Promise<SourceReader>;

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
    if (strip.source !== undefined && (!strip.mute || wanted.has(id)))
      needed.push({ id: strip.source, offsetS: strip.offsetS });
  }
  return needed;
}

/**
 * Renders a request, with progress and cancel. `onStart` is given the render when it begins, `onSlice` is called
 * as it goes on.
 */
export async function renderSession(
  request: RenderRequest,
  { effects, library, open }: RenderSurroundings,
  { onProgress, onStart, onSlice, signal }: RenderRun = {},
): Promise<Rendered> {
  const { session } = request;
  const { start } = passageFrames(request, ENGINE_RATE);
  const sounds = soundsOf(session, library);
  const needed = sourcesNeeded(session, request).map(({ id, offsetS }) => {
    const sound = sounds[id];
    if (!sound)
      throw new Error(`nobody knows the recording of ${id}: ${JSON.stringify(session.sources[id] ?? null)}`);
    return { id, sound, offset: Math.round(offsetS * ENGINE_RATE) };
  });
  const readers = new Map<SourceId, SourceReader>();
  const reach = async (to: number): Promise<void> => {
    await Promise.all(
      needed.map(async ({ id, sound, offset }) =>
        readers.set(id, await open(sound, start - offset, to - offset, signal)),
      ),
    );
    signal?.throwIfAborted();
  };

  let until = start + STRETCH_FRAMES;
  await reach(until + BLOCK_FRAMES);
  const render = new PassageRender(request, { effects, source: (id) => readers.get(id) ?? null });
  onStart?.(render);
  const slice = (): void => {
    onProgress?.(render.progress);
    onSlice?.();
  };
  for (;;) {
    await runRender(render, { until, onSlice: slice, signal });
    if (render.complete) return render.result;
    until += STRETCH_FRAMES;
    await reach(until + BLOCK_FRAMES);
  }
}

export interface RenderRun {
  onProgress?: Progress | undefined;
  onStart?: ((render: PassageRender) => void) | undefined;
  onSlice?: (() => void) | undefined;
  signal?: AbortSignal | undefined;
}
