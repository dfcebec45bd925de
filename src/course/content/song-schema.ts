/** `song.yaml`, `faults.yaml` and `manifest.json` of a song, as CONTRIBUTING has them. */
import { z } from 'astro/zod';
import { isId } from '../../session/address.ts';

/** An id that may stand in documents and addresses. */
export const id = z.string().refine(isId, { error: 'is no id: small letters, digits and dashes, at most 32' });

const section = z.strictObject({ id, label: z.string().min(1), fromS: z.number().min(0), toS: z.number().positive() });

/** `song.yaml`. */
export const songSchema = z.object({
  title: z.string().min(1),
  genre: z.string().min(1),
  bpm: z.number().min(20).max(400),
  key: z.string().min(1),
  rev: z.int().min(1),
  frames: z.int().positive(),
  beatOneS: z.number().min(0),
  sections: z
    .array(section)
    .min(1)
    .superRefine((list, context) => {
      for (const [i, { fromS, toS }] of list.entries()) {
        if (toS <= fromS) context.addIssue({ code: 'custom', path: [i, 'toS'], message: 'ends before it begins' });
        const before = list[i - 1];
        if (before && Math.abs(before.toS - fromS) > 1e-6) {
          context.addIssue({ code: 'custom', path: [i, 'fromS'], message: `leaves a gap after «${before.id}»` });
        }
      }
    }),
  stems: z
    .array(
      z.strictObject({
        id,
        label: z.string().min(1),
        family: z.enum(['drums', 'bass', 'guitar', 'keys', 'vocal', 'fx']),
        channels: z.union([z.literal(1), z.literal(2)]),
      }),
    )
    .min(1)
    .refine((list) => new Set(list.map((stem) => stem.id)).size === list.length, { error: 'an id stands twice' }),
  lyrics: z
    .array(z.strictObject({ atS: z.number().min(0), toS: z.number().positive(), text: z.string().min(1), section: id }))
    .default([]),
  credits: z.array(z.object({ what: z.string().min(1), by: z.string().min(1), licence: z.string().min(1) })).min(1),
});

/** What can be wrong with a stem on purpose. */
export const FAULT_KINDS = [
  'resonance', 'rumble', 'sibilance', 'uneven-level', 'masking', 'low-end-clash', 'boxy', 'mono-cancel', 'bleed', 'phase',
  'mud', 'harsh', 'depth',
] as const;

/** A built-in problem. Beside the kind's own figures (frequencies, decibels, times) nothing is free in form. */
export const faultSchema = z
  .looseObject({
    id,
    stem: id,
    kind: z.enum(FAULT_KINDS),
    lessons: z.array(z.int().min(1).max(22)),
    says: z.string().min(1),
  })
  .catchall(z.union([z.number(), z.string(), z.boolean(), z.array(z.union([z.number(), z.string()]))]));

/** `faults.yaml`. */
export const faultsSchema = z.array(faultSchema);
export type Fault = z.output<typeof faultSchema>;

const fileName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'is no plain file name');
const stemManifest = z.object({
  id: z.string(),
  file: fileName,
  channels: z.union([z.literal(1), z.literal(2)]),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  integratedLufs: z.number(),
  truePeakDb: z.number(),
  gainDb: z.number().negative().optional(),
});

/** `manifest.json`. */
export const manifestSchema = z.object({
  song: id,
  rev: z.int().min(1),
  sampleRate: z.literal(48000),
  frames: z.int().positive(),
  stems: z.array(stemManifest).min(1),
  peaks: fileName,
  clean: z.record(id, fileName),
  prints: z.record(z.string(), stemManifest),
});

/** `clean-<stem>-<hash>.json`: one row a frame, one value a band, −120 for silence. */
export const cleanSchema = z.object({
  frameS: z.number().positive(),
  bandsHz: z.array(z.number().positive()).min(1),
  levelsDb: z.array(z.array(z.number())),
});
