/** What the search page looks through: lessons by section, glossary, facts. Written at build, fetched on first use. */
import type { APIRoute } from 'astro';
import { loadFacts } from '../course/content/facts.ts';
import { loadGlossary } from '../course/content/glossary.ts';
import { lessonProse } from '../course/content/prose.ts';
import type { Found } from '../components/search/found.ts';
import { anchorOf } from '../components/search/found.ts';
import { lessonsInOrder, lessonUrl } from '../layouts/lessons.ts';
import { page } from '../layouts/site.ts';

export const GET: APIRoute = async () => {
  const found: Found[] = [];
  const add = (entry: Omit<Found, 'id'>): void => void found.push({ id: found.length, ...entry });
  for (const lesson of await lessonsInOrder()) {
    const { number, title, summary } = lesson.data;
    for (const { heading, paragraphs } of lessonProse(lesson.id)) {
      add({
        kind: 'lesson',
        title: heading ?? title,
        where: `Lesson ${number} · ${title}`,
        url: lessonUrl(lesson) + (heading === null ? '' : `#${anchorOf(heading)}`),
        text: [heading === null ? summary : '', ...paragraphs].join(' ').trim(),
      });
    }
  }
  for (const { id, term, also, says } of loadGlossary()) {
    const title = also.length > 0 ? `${term} (${also.join(', ')})` : term;
    add({ kind: 'term', title, where: 'Glossary', url: page(`glossary/#${id}`), text: says });
  }
  for (const [id, fact] of Object.entries(loadFacts())) {
    add({
      kind: 'fact',
      title: fact.says,
      where: 'Facts',
      url: page(`facts/#${id}`),
      text: fact.source.title,
    });
  }
  return new Response(JSON.stringify(found), { headers: { 'content-type': 'application/json' } });
};
