/** The shipped stems and what stands beside them, for tests. Decoded once a run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeOpus } from '../../../scripts/songs/pipeline/opus.ts';
import type { Channels } from '../../../scripts/songs/signal/buffers.ts';
import type { BandLevels } from '../../../src/dsp/meters/bands.ts';
import type { SongManifest } from '../../../src/engine/facade.ts';

export const publicFile = (song: string, file: string): string => path.join('public', 'audio', song, file);

export const manifestOf = (song: string): SongManifest =>
  JSON.parse(readFileSync(path.join('content', 'songs', song, 'manifest.json'), 'utf8')) as SongManifest;

export const cleanOf = (song: string): Record<string, BandLevels> =>
  Object.fromEntries(
    Object.entries(manifestOf(song).clean).map(([stem, file]) => [
      stem,
      JSON.parse(readFileSync(publicFile(song, file), 'utf8')) as BandLevels,
    ]),
  );

const decoded = new Map<string, Promise<Channels>>();

export function stemOf(song: string, id: string): Promise<Channels> {
  const manifest = manifestOf(song);
  const entry = [...manifest.stems, ...Object.values(manifest.prints)].find((s) => s.id === id);
  if (!entry) throw new Error(`${song} has no ${id}`);
  const key = `${song}/${entry.file}`;
  let found = decoded.get(key);
  if (!found) {
    found = decodeOpus(new Uint8Array(readFileSync(publicFile(song, entry.file))));
    decoded.set(key, found);
  }
  return found;
}
