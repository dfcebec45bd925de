/** The lessons as Astro reads them. A wrong or missing field of the frontmatter fails the build and names the file. */
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { lessonSchema } from './course/content/lessons.ts';

const lessons = defineCollection({
  loader: glob({
    base: './content/lessons',
    pattern: '*/index.mdx',
    generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
  }),
  schema: lessonSchema,
});

export const collections = { lessons };
