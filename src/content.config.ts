/** The lessons, and the other pages with cells, as Astro reads them. A wrong or missing field of the frontmatter fails the build and names the file. */
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { lessonSchema, pageSchema } from './course/content/lessons.ts';

const folders = (base: string) =>
  glob({ base, pattern: '*/index.mdx', generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, '') });

const lessons = defineCollection({ loader: folders('./content/lessons'), schema: lessonSchema });
const pages = defineCollection({ loader: folders('./content/pages'), schema: pageSchema });

export const collections = { lessons, pages };
