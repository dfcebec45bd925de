/** Prints of a song's presets: rendered by the site's own engine, encoded and measured beside the stems. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPreset, newestPreset } from '../../../src/course/content/presets.ts';
import { createNodeRenderer } from '../../../src/engine/offline/node.ts';
import type { SongManifest } from '../../../src/engine/facade.ts';
import type { Channels } from '../signal/buffers.ts';
import { SAMPLE_RATE } from '../signal/buffers.ts';
import { audioFolder, manifestFile, releasePrint } from './build.ts';
import type { Report } from './build.ts';
import type { SongRecipe } from './recipe.ts';

/** Presets that ship as audio, in the order in which one stands on another. */
export const PRINTED = ['rough', 'mix', 'master'] as const;
/** A master's true peak as decoded, dBTP: the course asks for −0.9 or less, so what it calls a master keeps that. */
const CEILING_DB: Partial<Record<(typeof PRINTED)[number], number>> = { master: -0.9 };
const KBIT_PER_S = 96;

/** The whole song through a preset's session, tail included. */
export async function renderPreset(song: SongRecipe, preset: string): Promise<Channels> {
  const manifest = JSON.parse(readFileSync(manifestFile(song.id), 'utf8')) as SongManifest;
  const renderer = createNodeRenderer({
    audioDir: path.dirname(audioFolder(song.id)),
    songs: { [song.id]: manifest },
    sessionOf: (print) => loadPreset(print),
  });
  const { taps } = await renderer.render({
    session: loadPreset(preset),
    fromS: 0,
    toS: song.frames / SAMPLE_RATE,
    preRollS: 0,
    taps: { mix: { kind: 'tap' } },
  });
  return [taps.mix!.left, taps.mix!.right];
}

/** Renders and ships the newest revision of each printed preset that there is, or of those named. */
export async function releasePrints(
  song: SongRecipe,
  report: Report,
  names: readonly string[] = song.prints ?? PRINTED,
): Promise<void> {
  const there = PRINTED.filter(
    (name) => names.includes(name) && existsSync(path.join('content', 'presets', song.id, `${name}.yaml`)),
  );
  for (const name of there) {
    const preset = newestPreset(song.id, name);
    const startedMs = Date.now();
    const sound = await renderPreset(song, preset);
    const entry = await releasePrint(song, preset, sound, KBIT_PER_S, CEILING_DB[name]);
    const kilobytes = (entry.bytes / 1000).toFixed(0);
    report(
      `${preset}: ${kilobytes} kB, ${entry.integratedLufs} LUFS, ${entry.truePeakDb} dBTP, ${((Date.now() - startedMs) / 1000).toFixed(1)} s`,
    );
  }
}
