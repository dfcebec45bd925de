/** What a lesson's frontmatter holds. A wrong or missing field fails the build and names the file. */
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';

const lessons = defineCollection({
  loader: glob({
    base: './content/lessons',
    pattern: '*/index.mdx',
    generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
  }),
  schema: z.strictObject({
    /** The curriculum's number. */
    number: z.number().int().min(1).max(22),
    title: z.string().min(1),
    part: z.enum(['jobs', 'mixing', 'mastering', 'who']),
    /** Id of the song under `content/songs`. */
    song: z.string().regex(/^[a-z0-9-]{1,32}$/),
    minutes: z.number().int().min(5).max(60),
    /** One or two sentences: the lesson's opening line, and what a search engine shows. */
    summary: z.string().min(20).max(320),
    goals: z.array(z.string().min(3)).min(1),
    /** New terms, in the order they arrive. */
    terms: z.array(z.string()).max(3),
    /** The mixes that the lesson's cells name with `on`. */
    mixes: z
      .record(
        z.string().regex(/^[a-z0-9-]{1,32}$/),
        z.strictObject({
          /** The lesson's song unless told. */
          song: z.string().optional(),
          /** A released preset of the song: `rough` or `rough@1`. */
          preset: z.string().regex(/^([a-z0-9-]+\/)?[a-z0-9-]+(@\d+)?$/),
          /** Id in the lesson's `exercises.yaml`. */
          exercise: z.string().optional(),
        }),
      )
      .default({}),
  }),
});

export const collections = { lessons };
