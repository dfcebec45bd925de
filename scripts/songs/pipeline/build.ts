/** Renders a song whole: stems from cache or anew, faults, encoding, and the manifest of what came out. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { SongManifest, StemManifest } from '../../../src/engine/facade.ts';
import { cached, sourceKey } from './cache.ts';
import { codeUnder } from './ceiling.ts';
import { condition } from './condition.ts';
import { applyFaults, isOfPerformance, readFaults } from './faults.ts';
import type { Fault } from './faults.ts';
import { cleanLevels, describe, hashedName, peaksOf } from './measure.ts';
import { decodeOpus, encodeOpus } from './opus.ts';
import type { SongRecipe, StemModule, StemRecipe } from './recipe.ts';
import type { Channels } from '../signal/buffers.ts';
import { writeWav } from './wav.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const audioFolder = (song: string): string => path.join(ROOT, 'public', 'audio', song);
export const cacheFolder = (song: string): string => path.join(ROOT, '.cache', 'songs', song);
export const manifestFile = (song: string): string =>
  path.join(ROOT, 'content', 'songs', song, 'manifest.json');

/** A song's own file, as far as the pipeline reads it. */
export interface SongFile {
  rev: number;
  frames: number;
  stems: { id: string; channels: 1 | 2 }[];
}
export const readSongFile = (song: string): SongFile =>
  parse(readFileSync(path.join(ROOT, 'content', 'songs', song, 'song.yaml'), 'utf8')) as SongFile;

/** A stem as recorded, without its faults. */
async function cleanStem(song: SongRecipe, stem: StemRecipe): Promise<Channels> {
  const rendered = await cached(cacheFolder(song.id), stem.id, sourceKey(stem.module), async () => {
    const { render } = (await import(stem.module.href)) as StemModule;
    return render();
  });
  if (rendered[0].length !== song.frames)
    throw new RangeError(`${stem.id}: ${rendered[0].length} frames, not ${song.frames}`);
  return condition(rendered, stem);
}

/** The stem with those of its faults that are chosen; all of them as it ships. */
async function faultyStem(
  song: SongRecipe,
  stem: StemRecipe,
  chosen: (fault: Fault) => boolean = () => true,
): Promise<Channels> {
  const faults = readFaults(song.id).filter((fault) => fault.stem === stem.id && chosen(fault));
  const stemOf = (id: string): Promise<Channels> => {
    const other = song.stems.find((s) => s.id === id);
    if (!other) throw new RangeError(`${song.id} has no stem ${id}`);
    return cleanStem(song, other);
  };
  return applyFaults(await cleanStem(song, stem), faults, song, stemOf);
}

/**
 * The clean measures of a stem: under its id the levels without the faults of its sound, which *distance to
 * clean* compares with; where it has faults of playing too, under `<id>-clean` without any.
 */
async function cleanEntries(
  song: SongRecipe,
  stem: StemRecipe,
): Promise<Record<string, ReturnType<typeof cleanLevels>>> {
  const entries = { [stem.id]: cleanLevels(await faultyStem(song, stem, isOfPerformance)) };
  if (readFaults(song.id).some((fault) => fault.stem === stem.id && isOfPerformance(fault))) {
    entries[`${stem.id}-clean`] = cleanLevels(await cleanStem(song, stem));
  }
  return entries;
}

/** Writes the stems as WAV into the cache: with faults, or without. Returns the folder. */
export async function writeWavs(song: SongRecipe, clean: boolean): Promise<string> {
  const folder = path.join(cacheFolder(song.id), clean ? 'clean' : 'stems');
  mkdirSync(folder, { recursive: true });
  for (const stem of song.stems) {
    writeWav(
      path.join(folder, `${stem.id}.wav`),
      clean ? await cleanStem(song, stem) : await faultyStem(song, stem),
    );
  }
  return folder;
}

/** Says what happens; one line a step. */
export type Report = (line: string) => void;

/** Encodes one recording, under a ceiling where one is given, and measures what it decodes to. */
async function release(
  id: string,
  channels: Channels,
  kbitPerS: number,
  folder: string,
  song: SongRecipe,
  ceilingDb = Infinity,
): Promise<{ entry: StemManifest; decoded: Channels }> {
  const { bytes, decoded, gainDb } = await codeUnder(channels, ceilingDb, async (x) => {
    const bytes = encodeOpus(x, kbitPerS, path.join(cacheFolder(song.id), id));
    return { bytes, decoded: await decodeOpus(bytes) };
  });
  if (decoded[0].length !== song.frames)
    throw new Error(`${id}: decodes to ${decoded[0].length} frames, not ${song.frames}`);
  const entry = { ...describe(id, bytes, decoded), ...(gainDb < 0 && { gainDb }) };
  writeFileSync(path.join(folder, entry.file), bytes);
  return { entry, decoded };
}

function readManifest(song: string): SongManifest | null {
  const file = manifestFile(song);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SongManifest) : null;
}

function finish(folder: string, manifest: SongManifest): void {
  const named = new Set([
    manifest.peaks,
    ...Object.values(manifest.clean),
    ...[...manifest.stems, ...Object.values(manifest.prints)].map((entry) => entry.file),
  ]);
  for (const file of readdirSync(folder)) if (!named.has(file)) rmSync(path.join(folder, file));
  writeFileSync(manifestFile(manifest.song), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Encodes all stems into `public/audio/<song>/` and writes manifest, peaks and clean levels. Prints stay as they were. */
export async function releaseStems(song: SongRecipe, report: Report): Promise<SongManifest> {
  const { rev, frames, stems: listed } = readSongFile(song.id);
  if (frames !== song.frames)
    throw new RangeError(`song.yaml says ${frames} frames, the recipe ${song.frames}`);
  const folder = audioFolder(song.id);
  mkdirSync(folder, { recursive: true });

  const before = readManifest(song.id);
  const oldPeaks =
    before && existsSync(path.join(folder, before.peaks))
      ? (JSON.parse(readFileSync(path.join(folder, before.peaks), 'utf8')) as Record<string, number[]>)
      : {};
  const prints = before?.prints ?? {};
  const peaks: Record<string, number[]> = Object.fromEntries(
    Object.keys(prints).map((id) => [id, oldPeaks[id] ?? []]),
  );
  const clean: Record<string, string> = {};
  const entries: StemManifest[] = [];
  for (const { id, channels } of listed) {
    const stem = song.stems.find((s) => s.id === id);
    if (!stem) throw new RangeError(`song.yaml lists ${id}, which the recipe does not have`);
    const startedMs = Date.now();
    for (const [name, levels] of Object.entries(await cleanEntries(song, stem))) {
      clean[name] = writeHashed(folder, `clean-${name}`, levels);
    }
    const { entry, decoded } = await release(id, await faultyStem(song, stem), stem.kbitPerS, folder, song);
    if (entry.channels !== channels)
      throw new RangeError(`${id} has ${entry.channels} channels, song.yaml says ${channels}`);
    peaks[id] = peaksOf(decoded);
    entries.push(entry);
    const kilobytes = (entry.bytes / 1000).toFixed(0);
    report(
      `${id}: ${kilobytes} kB, ${entry.integratedLufs} LUFS, ${entry.truePeakDb} dBTP, ${((Date.now() - startedMs) / 1000).toFixed(1)} s`,
    );
  }
  const manifest: SongManifest = {
    song: song.id,
    rev,
    sampleRate: 48000,
    frames,
    stems: entries,
    peaks: writeHashed(folder, 'peaks', peaks),
    clean,
    prints,
  };
  finish(folder, manifest);
  return manifest;
}

/** Adds or replaces the encoded print of a preset (`paper-lanterns/mix@1`); decoded it keeps `ceilingDb`, dBTP. */
export async function releasePrint(
  song: SongRecipe,
  preset: string,
  channels: Channels,
  kbitPerS: number,
  ceilingDb?: number,
): Promise<StemManifest> {
  const manifest = readManifest(song.id);
  if (!manifest) throw new Error('Render the stems first');
  const folder = audioFolder(song.id);
  const name = preset.slice(preset.indexOf('/') + 1).replace('@', '-rev');
  const { entry, decoded } = await release(name, channels, kbitPerS, folder, song, ceilingDb);
  const peaks = JSON.parse(readFileSync(path.join(folder, manifest.peaks), 'utf8')) as Record<
    string,
    number[]
  >;
  peaks[preset] = peaksOf(decoded);
  manifest.peaks = writeHashed(folder, 'peaks', peaks);
  manifest.prints[preset] = entry;
  finish(folder, manifest);
  return entry;
}

function writeHashed(folder: string, name: string, data: unknown): string {
  const text = JSON.stringify(data);
  const file = hashedName(name, text, 'json');
  writeFileSync(path.join(folder, file), text);
  return file;
}
