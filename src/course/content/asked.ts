/** What lessons and pages ask their readers to write or to predict, in the order in which they are read. */
import { join } from 'node:path';
import type { Asked } from '../written.ts';
import { CONTENT, readText } from './files.ts';
import { lessonSlugs, loadLesson, loadPage, pageSlugs } from './lessons.ts';

const KINDS = { Note: 'note', Predict: 'prediction' } as const;

/** Questions of a page's text, each under the name under which its answer is kept. */
export function askedIn(slug: string, of: string, text: string): Asked[] {
  return [...text.matchAll(/<(Note|Predict)\b([^>]*)>/g)].map(([, cell, attributes = '']) => {
    const value = (name: string): string =>
      new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]?.replaceAll('&quot;', '"') ?? '';
    return {
      kind: KINDS[cell as keyof typeof KINDS],
      name: `${slug}/${value('id')}`,
      question: value('question'),
      of,
    };
  });
}

export function allAsked(root = CONTENT): Asked[] {
  const textOf = (folder: string, slug: string): string => readText(join(root, folder, slug, 'index.mdx'));
  return [
    ...lessonSlugs(root).flatMap((slug) => {
      const { number, title } = loadLesson(slug, root);
      return askedIn(slug, `${number}. ${title}`, textOf('lessons', slug));
    }),
    ...pageSlugs(root).flatMap((slug) => {
      const { title } = loadPage(slug, root);
      return askedIn(slug, title, textOf('pages', slug));
    }),
  ];
}
