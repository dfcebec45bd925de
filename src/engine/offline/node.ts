/** Rendering in Node: the same core and decoder, with files instead of a network. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Effect } from '../../dsp/core/effect.ts';
import { effectById } from '../../dsp/effects/registry.ts';
import type { Session } from '../../session/document.ts';
import { PagedSource, Pager } from '../core/source.ts';
import { decodeOpus } from '../decode/opus.ts';
import type { FileSound, Library, Sound } from '../decode/sounds.ts';
import type { OfflineRenderer, SongManifest } from '../facade.ts';
import { PrintPress } from './print-press.ts';
import { renderSession, type OpenSound, type RenderSurroundings } from './render-session.ts';

export interface NodeRendererOptions {
  /** Directory with `<song>/<file>`: `public/audio`. */
  audioDir: string;
  /** The manifests, or the directory with `<song>/manifest.json`: `content/songs`. */
  songs: Record<string, SongManifest> | string;
  /** The session behind a print that does not ship as audio. None unless given. */
  sessionOf?: (print: string) => Session | null;
  /** The registry unless given. */
  effects?: (id: string) => Effect | undefined;
}

/** Every `manifest.json` under a directory of songs. Throws when one cannot be read. */
export function readManifests(songsDir: string): Record<string, SongManifest> {
  const manifests: Record<string, SongManifest> = {};
  for (const entry of readdirSync(songsDir, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = readdirSync(join(songsDir, entry.name));
    if (!files.includes('manifest.json')) continue;
    manifests[entry.name] = JSON.parse(
      readFileSync(join(songsDir, entry.name, 'manifest.json'), 'utf8'),
    ) as SongManifest;
  }
  return manifests;
}

/** There is more memory here than on a phone: the good mixes of all songs, which the exercises' masters stand on. */
const PRINTS_KEPT = 16;

/** Renders sessions in this process. Decoded recordings are kept for its life, prints as said. */
export function createNodeRenderer(options: NodeRendererOptions): OfflineRenderer {
  const manifests = typeof options.songs === 'string' ? readManifests(options.songs) : options.songs;
  const library: Library = {
    songs: (id) => (Object.hasOwn(manifests, id) ? manifests[id] : undefined),
    sessionOf: options.sessionOf ?? (() => null),
  };
  const decoded = new Map<string, Promise<PagedSource>>();
  const decode = async (sound: FileSound): Promise<PagedSource> => {
    const { channelData, frames } = await decodeOpus(
      new Uint8Array(await readFile(join(options.audioDir, sound.path))),
    );
    const source = new PagedSource(sound.channels, sound.frames);
    const pager = new Pager(sound.channels, sound.frames, (index, page) => source.put(index, page));
    pager.push(channelData, frames);
    pager.end();
    return source;
  };
  const open: OpenSound = async (sound: Sound, _from: number, to: number) => {
    if (sound.kind === 'print') {
      const print = press.print(sound);
      await print.until(to);
      return print.source;
    }
    let source = decoded.get(sound.name);
    if (!source) {
      source = decode(sound);
      decoded.set(sound.name, source);
      source.catch(() => decoded.delete(sound.name));
    }
    return source;
  };
  const surroundings: RenderSurroundings = { effects: options.effects ?? effectById, library, open };
  const press = new PrintPress(surroundings, PRINTS_KEPT);
  return { render: (request, run) => renderSession(request, surroundings, run) };
}
