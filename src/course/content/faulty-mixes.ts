/** Mixes with one fault each, and faultless ones, for whoever has to say what a mastering engineer does with them. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import type { Passage } from '../types.ts';
import type { Patch, Session } from '../../session/document.ts';
import { patch, passage } from './exercise-schema.ts';
import { CONTENT, ContentError, readYaml } from './files.ts';
import { loadPreset, newestPreset, strictly } from './presets.ts';
import { id } from './song-schema.ts';
import { loadSongFile } from './songs.ts';

/** What is done with a mix that arrives: back to the mixer, a fault that mastering mends well, or nothing but level. */
export const VERDICTS = ['send-back', 'master', 'leave-alone'] as const;
export type MixVerdict = (typeof VERDICTS)[number];

const schema = z.strictObject({
  /** What can be wrong, by id, as a learner picks it. */
  reasons: z.record(id, z.string().min(1)),
  mixes: z
    .array(
      z.strictObject({
        id,
        song: id,
        /** Name of a released preset of the song. */
        preset: z.string().regex(/^[a-z0-9-]+(@[1-9][0-9]*)?$/),
        patch,
        reason: id,
        verdict: z.enum(VERDICTS),
        /** Where it is heard best. */
        passage,
        says: z.string().min(1),
      }),
    )
    .refine((list) => new Set(list.map((mix) => mix.id)).size === list.length, { error: 'an id stands twice' }),
});

/** A mix to be judged. */
export interface FaultyMix {
  id: string;
  song: string;
  /** The released preset that it is made of: `paper-lanterns/mix@1`. */
  base: string;
  /** What makes it faulty; empty for a faultless one. */
  patch: Patch;
  /** Key of `reasons`. */
  reason: string;
  verdict: MixVerdict;
  passage: Passage;
  /** Why this verdict, in a sentence or two. */
  says: string;
}

export interface FaultyMixes {
  reasons: Record<string, string>;
  mixes: FaultyMix[];
}

const fileOf = (root: string): string => join(root, 'faulty-mixes.yaml');

/** All of them, every patch proved to fit. Throws `ContentError` for an unknown reason, section or address. */
export function loadFaultyMixes(root = CONTENT): FaultyMixes {
  const file = fileOf(root);
  const { reasons, mixes } = readYaml(file, schema);
  return {
    reasons,
    mixes: mixes.map(({ preset, ...mix }) => {
      if (!Object.hasOwn(reasons, mix.reason))
        throw new ContentError(file, `${mix.id}.reason: there is no «${mix.reason}»`);
      const { sections } = loadSongFile(mix.song, root);
      const at = mix.passage;
      if (typeof at === 'object' && 'section' in at && !sections.some((section) => section.id === at.section))
        throw new ContentError(file, `${mix.id}.passage: there is no section «${at.section}»`);
      const base = preset.includes('@') ? `${mix.song}/${preset}` : newestPreset(mix.song, preset, root);
      const made = { ...mix, base, patch: mix.patch as Patch };
      sessionOfMix(made, root);
      return made;
    }),
  };
}

/** The whole session of a mix to be judged. */
export const sessionOfMix = (mix: Pick<FaultyMix, 'id' | 'base' | 'patch'>, root = CONTENT): Session =>
  strictly(loadPreset(mix.base, root), mix.patch, fileOf(root), `${mix.id}.patch`);
