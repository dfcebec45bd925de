/** `glossary/<id>.md`: the field's terms, a sentence or two each. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, ContentError, check, filesIn, parseYaml, readText } from './files.ts';
import { id } from './song-schema.ts';

const headSchema = z.strictObject({
  /** As it stands in a list: "high-pass filter". */
  term: z.string().min(1),
  /** Other names for the same thing, found by search. */
  also: z.array(z.string().min(1)).default([]),
  /** Ids of terms to read next. */
  see: z.array(id).default([]),
  /** Number of the lesson that explains it. */
  lesson: z.int().min(1).max(22).optional(),
});

export interface Term extends z.output<typeof headSchema> {
  id: string;
  /** One or two sentences, plain text. */
  says: string;
}

/** The longest that is still read at a glance. */
const MOST_CHARACTERS = 320;

const termFile = (name: string, root: string): string => join(root, 'glossary', `${name}.md`);

/** One term. Throws `ContentError` when there is none of that name, or when it is not as it must be. */
export function termOf(name: string, root = CONTENT): Term {
  const file = termFile(name, root);
  const found = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(readText(file));
  if (!found) throw new ContentError(file, 'has no frontmatter');
  const says = found[2]!.trim().replace(/\s+/g, ' ');
  if (says === '') throw new ContentError(file, 'says nothing');
  if (says.length > MOST_CHARACTERS) throw new ContentError(file, `is longer than ${MOST_CHARACTERS} characters`);
  return { id: name, ...check(headSchema, parseYaml(found[1]!, file), file), says };
}

/** All terms in the alphabet's order. Throws `ContentError` where one names another that does not exist. */
export function loadGlossary(root = CONTENT): Term[] {
  const terms = filesIn(join(root, 'glossary'), '.md').map((name) => termOf(name, root));
  const names = new Set(terms.map((term) => term.id));
  for (const term of terms) {
    for (const other of term.see) {
      if (!names.has(other)) throw new ContentError(termFile(term.id, root), `see: there is no term «${other}»`);
    }
  }
  return terms.sort((a, b) => a.term.localeCompare(b.term, 'en'));
}
