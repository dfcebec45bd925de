/** Released presets, resolved into whole sessions. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import type { Json, Patch, Session } from '../../session/document.ts';
import { SessionError } from '../../session/errors.ts';
import { isPresetId } from '../../session/preset-id.ts';
import { applyPatch } from '../../session/patch.ts';
import { readSession } from '../../session/validate.ts';
import { CONTENT, ContentError, filesIn, foldersIn, readYaml } from './files.ts';

const presetSchema = z.strictObject({
  title: z.string().min(1),
  rev: z.int().min(1),
  base: z.string().refine(isPresetId, { error: 'is no preset: write it as song/name@rev' }).nullable(),
  session: z.record(z.string(), z.unknown()).optional(),
  patch: z.record(z.string(), z.json()).optional(),
});

interface PresetFile {
  file: string;
  title: string;
  rev: number;
  base: string | null;
  session: Record<string, unknown> | undefined;
  patch: Record<string, Json> | undefined;
}

/** `<name>.yaml` is the present revision; older ones stay as `<name>@<rev>.yaml`. */
function presetFile(id: string, root: string): PresetFile {
  if (!isPresetId(id)) throw new ContentError(join(root, 'presets'), `«${id}» is no preset: write it as song/name@rev`);
  const [path, rev] = id.split('@') as [string, string];
  const kept = join(root, 'presets', `${path}@${rev}.yaml`);
  const file = existsSync(kept) ? kept : join(root, 'presets', `${path}.yaml`);
  const preset = readYaml(file, presetSchema);
  if (preset.rev !== Number(rev)) throw new ContentError(file, `rev: «${id}» is asked for, but this is revision ${preset.rev}`);
  if ((preset.base === null) === (preset.session === undefined) || (preset.base === null) !== (preset.patch === undefined)) {
    throw new ContentError(file, 'base: with null there stands a whole `session`, with another preset a `patch`');
  }
  return { file, ...preset, session: preset.session, patch: preset.patch as Record<string, Json> | undefined };
}

/**
 * The whole session of a released preset, `paper-lanterns/rough@1`. Throws `ContentError` when anything in it
 * is not legal as it stands: presets are not mended.
 */
export function loadPreset(id: string, root = CONTENT, above: readonly string[] = []): Session {
  const preset = presetFile(id, root);
  if (above.includes(id)) throw new ContentError(preset.file, `base: «${id}» stands on itself`);
  if (preset.base === null) {
    try {
      const { session, notes } = readSession(preset.session);
      const [note] = notes;
      if (note) throw new ContentError(preset.file, `session: ${note.at}: ${note.why}`);
      return session;
    } catch (error) {
      if (error instanceof SessionError) throw new ContentError(preset.file, `session: ${error.message}`);
      throw error;
    }
  }
  return strictly(loadPreset(preset.base, root, [...above, id]), preset.patch ?? {}, preset.file, 'patch');
}

/** Applies a patch that must fit: any refusal or clamping is an error that names the address. */
export function strictly(session: Session, patch: Patch, file: string, key: string): Session {
  const { session: made, refused, notes } = applyPatch(session, patch);
  const [refusal] = refused;
  if (refusal) throw new ContentError(file, `${key}: ${refusal.address}: ${refusal.reason}`);
  const [note] = notes;
  if (note) throw new ContentError(file, `${key}: ${note.at}: ${note.why}`);
  return made;
}

/** What is shown of a preset. */
export const presetTitle = (id: string, root = CONTENT): string => presetFile(id, root).title;

/** The id of a preset's newest revision: `paper-lanterns`, `rough` → `paper-lanterns/rough@1`. */
export function newestPreset(song: string, name: string, root = CONTENT): string {
  const file = join(root, 'presets', song, `${name}.yaml`);
  return `${song}/${name}@${readYaml(file, presetSchema).rev}`;
}

/** Ids of all released presets, old revisions included, sorted. */
export function presetIds(root = CONTENT): string[] {
  const folder = join(root, 'presets');
  return foldersIn(folder).flatMap((song) =>
    filesIn(join(folder, song), '.yaml')
      .map((name) => (name.includes('@') ? `${song}/${name}` : newestPreset(song, name, root)))
      .sort(),
  );
}

/**
 * The presets that a page needs for these: themselves, and the sessions behind their prints, except of prints that
 * ship as audio.
 */
export function withPrints(ids: readonly string[], ships: (print: string) => boolean, root = CONTENT): string[] {
  const needed = new Set<string>();
  const add = (id: string): void => {
    if (needed.has(id)) return;
    needed.add(id);
    for (const source of Object.values(loadPreset(id, root).sources)) {
      if (source.kind === 'print' && isPresetId(source.of) && !ships(source.of)) add(source.of);
    }
  };
  ids.forEach(add);
  return [...needed];
}
