/** `tones.generated.json`: how the good masters of each song are balanced, measured by `npm run tones`. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, readJson } from './files.ts';

const tonesSchema = z.object({
  bandsHz: z.array(z.number()),
  /** Third-octave levels of the chorus against its loudness, in dB, by song and preset. */
  songs: z.record(z.string(), z.record(z.string(), z.array(z.number()))),
});
export type Tones = z.output<typeof tonesSchema>;

/** Where the good masters' tones stand, which `npm run tones` measures. */
export const tonesFile = (root = CONTENT): string => join(root, 'tones.generated.json');

/** The good masters' tones. */
export const loadTones = (root = CONTENT): Tones => readJson(tonesFile(root), tonesSchema);
