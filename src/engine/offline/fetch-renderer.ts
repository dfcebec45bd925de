/** Rendering in a browser's worker: recordings come from the site's own files and are kept as far as decoded. */
import { effectById } from '../../dsp/effects/registry.ts';
import type { Session } from '../../session/document.ts';
import { soundsOf, type FileSound, type Library, type Sound } from '../decode/sounds.ts';
import { Turns } from '../decode/turns.ts';
import type { OfflineRenderer } from '../facade.ts';
import { CompressedStem } from './compressed-stem.ts';
import { PrintPress } from './print-press.ts';
import { renderSession, type RenderSurroundings } from './render-session.ts';

/** A file that has not come by then is given up. */
const FILE_MS = 60_000;

export interface FetchRendererOptions {
  /** Folder of the songs' files, with a slash at its end. */
  audioRoot: string;
  library: Library;
}

export interface FetchRenderer extends OfflineRenderer {
  readonly press: PrintPress;
  /** Loads and decodes what a session plays, all of it, so that a later render need not. */
  warm(session: Session): Promise<void>;
}

async function fetchFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FILE_MS) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Renders in the thread that calls it; made for workers, gives way every 25 ms. */
export function createFetchRenderer({ audioRoot, library }: FetchRendererOptions): FetchRenderer {
  const turns = new Turns();
  const stems = new Map<string, CompressedStem>();
  const stemOf = (sound: FileSound): CompressedStem => {
    let stem = stems.get(sound.name);
    if (!stem)
      stems.set(
        sound.name,
        (stem = new CompressedStem(sound, turns, () => fetchFile(audioRoot + sound.path))),
      );
    return stem;
  };
  const surroundings: RenderSurroundings = {
    effects: effectById,
    library,
    open: async (sound: Sound, _from: number, to: number, signal?: AbortSignal) => {
      if (sound.kind === 'file') return stemOf(sound).until(to, signal);
      const print = press.print(sound);
      await print.until(to, signal);
      return print.source;
    },
  };
  const press = new PrintPress(surroundings);
  return {
    press,
    render: (request, run) => renderSession(request, surroundings, run),
    async warm(session) {
      const sounds = Object.values(soundsOf(session, library));
      await Promise.all(sounds.map((sound) => surroundings.open(sound, 0, sound.frames)));
    },
  };
}
