/**
 * What the page for authors shows of every cell: `src/components/cells/<Name>/example.mdx` (what it is for, the mixes
 * it needs, and the MDX to copy, which is also what runs on the page), and its attributes, read from the cell's own
 * source, so that they cannot grow apart.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { check, foldersIn, parseYaml, readText } from '../course/content/files.ts';
import { lessonMixes, lessonSchema, loadExercises } from '../course/content/lessons.ts';
import type { Exercise, MixSpec } from '../course/types.ts';

const CELLS = join(process.cwd(), 'src/components/cells');
/** Every example works on the course's song, unless its mixes name another. */
const SONG = 'paper-lanterns';

const schema = z.strictObject({
  /** One sentence: what it is for. */
  says: z.string().min(1),
  /** In the form of a lesson's. `mix` is the first page's own. */
  mixes: lessonSchema.shape.mixes
    .refine((mixes) => !Object.hasOwn(mixes, 'mix'), {
      error: '«mix» is the first page’s: take another name',
    })
    .default({}),
  /** Whose exercises the mixes name. */
  lesson: z.string().optional(),
});

export interface Attribute {
  name: string;
  needed: boolean;
  says: string;
}

export interface CellExample {
  name: string;
  says: string;
  mixes: Record<string, MixSpec>;
  exercises: Record<string, Exercise>;
  /** The MDX to copy. */
  source: string;
  attributes: Attribute[];
}

/** Names of the cells in `cells/index.ts` that have a folder of their own there: all but the parts of prose. */
export function cellsOfIndex(index = readFileSync(join(CELLS, 'index.ts'), 'utf8')): string[] {
  return [...index.matchAll(/^import (\w+) from '\.\/\1\/\1\.astro';$/gm)].map(([, name]) => name!).sort();
}

/** Attributes that a cell takes, with their comments, from the interface `<Name>Props` in its source. */
export function attributesOf(source: string, name: string): Attribute[] {
  const body = new RegExp(`interface ${name}Props[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? '';
  return [...body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?^ {2}(\w+|'[\w-]+')(\?)?: [^;]+;/gm)]
    .map(([, comment = '', attribute, optional]) => ({
      name: attribute!.replaceAll("'", ''),
      needed: optional === undefined,
      says: comment.replace(/\s*\*\s*/g, ' ').trim(),
    }))
    .filter(({ name: attribute }) => attribute !== 'lesson' && attribute !== 'children');
}

/** One cell's example. Throws `ContentError`, which names the file, when it is missing or not as it must be. */
export function loadExample(name: string): CellExample {
  const file = join(CELLS, name, 'example.mdx');
  const text = readText(file);
  const [, head = '', source = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  const { says, mixes, lesson } = check(schema, parseYaml(head, file), file);
  const named = lessonMixes({ song: SONG, mixes });
  const all = lesson === undefined ? {} : loadExercises(lesson);
  const wanted = Object.values(named).flatMap(({ exercise }) => (exercise === undefined ? [] : [exercise]));
  const exercises = Object.fromEntries(Object.entries(all).filter(([id]) => wanted.includes(id)));
  const cell = readText(join(CELLS, name, `${name}.tsx`));
  // Cells of an insert share their attributes.
  const shared = cell.includes('InsertCellProps')
    ? attributesOf(readText(join(CELLS, 'insert-cell.tsx')), 'InsertCell')
    : [];
  const attributes = [...shared, ...attributesOf(cell, name)];
  return { name, says, mixes: named, exercises, source: source.trim(), attributes };
}

/** Every cell that has an example, in order of name. */
export const loadExamples = (): CellExample[] =>
  foldersIn(CELLS)
    .filter((name) => cellsOfIndex().includes(name) && existsSync(join(CELLS, name, 'example.mdx')))
    .map(loadExample);
