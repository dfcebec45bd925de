/** Songs as pages, tests and scripts know them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import type { SongInfo } from '../types.ts';
import { CONTENT, ContentError, foldersIn, readJson, readYaml } from './files.ts';
import { cleanSchema, faultsSchema, manifestSchema, songSchema } from './song-schema.ts';
import type { Fault } from './song-schema.ts';

/** What a song's own file says, credits included. */
export type SongFile = z.output<typeof songSchema>;

/** Ids of all songs that have a released recording, sorted. */
export const songIds = (root = CONTENT): string[] =>
  foldersIn(join(root, 'songs')).filter((id) =>
    ['song.yaml', 'manifest.json'].every((file) => existsSync(join(root, 'songs', id, file))),
  );

/** `song.yaml` as it stands. */
export const loadSongFile = (id: string, root = CONTENT): SongFile => readYaml(join(root, 'songs', id, 'song.yaml'), songSchema);

/** The song with its released recording. Throws `ContentError` when the two do not agree. */
export function loadSong(id: string, root = CONTENT): SongInfo {
  const file = join(root, 'songs', id, 'song.yaml');
  const { credits: _credits, beatOneS: _beatOneS, frames, ...song } = loadSongFile(id, root);
  const manifestFile = join(root, 'songs', id, 'manifest.json');
  const manifest = readJson(manifestFile, manifestSchema);
  const disagree = (key: string, here: unknown, there: unknown): never => {
    throw new ContentError(file, `${key}: is ${String(here)}, but manifest.json has ${String(there)}; run npm run songs`);
  };
  if (manifest.song !== id) disagree('(folder)', id, manifest.song);
  if (manifest.rev !== song.rev) disagree('rev', song.rev, manifest.rev);
  if (manifest.frames !== frames) disagree('frames', frames, manifest.frames);
  const ids = song.stems.map((stem) => stem.id).join(' ');
  const made = manifest.stems.map((stem) => stem.id).join(' ');
  if (ids !== made) disagree('stems', ids, made);
  const durationS = frames / manifest.sampleRate;
  const last = song.sections.at(-1);
  if (last && last.toS > durationS + 0.01) throw new ContentError(file, `sections: «${last.id}» ends after the recording`);
  for (const [i, line] of song.lyrics.entries()) {
    if (!song.sections.some((section) => section.id === line.section)) {
      throw new ContentError(file, `lyrics.${i}.section: there is no section «${line.section}»`);
    }
  }
  return { id, ...song, durationS, manifest };
}

/** The built-in problems of a song. */
export function loadFaults(id: string, root = CONTENT): Fault[] {
  const file = join(root, 'songs', id, 'faults.yaml');
  const faults = readYaml(file, faultsSchema);
  const stems = new Set(loadSongFile(id, root).stems.map((stem) => stem.id));
  for (const [i, fault] of faults.entries()) {
    if (!stems.has(fault.stem)) throw new ContentError(file, `${i}.stem: there is no stem «${fault.stem}»`);
  }
  return faults;
}

/** The clean stems' measures, by stem; `publicRoot` is the folder that the site serves. */
export function loadClean(
  song: SongInfo,
  publicRoot = join(process.cwd(), 'public'),
): Record<string, z.output<typeof cleanSchema>> {
  return Object.fromEntries(
    Object.entries(song.manifest.clean).map(([stem, file]) => [
      stem,
      readJson(join(publicRoot, 'audio', song.id, file), cleanSchema),
    ]),
  );
}
