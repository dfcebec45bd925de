/**
 * What the page for authors shows of every cell: `src/components/cells/<Name>/example.mdx` (what it is for, the mixes
 * it needs, and the MDX to copy, which is also what runs on the page), and its attributes, read from the cell's own
 * source, so that they cannot grow apart.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { check, filesIn, foldersIn, parseYaml, readText } from '../course/content/files.ts';
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
  /** The MDX to copy: the mixes that it needs, as they stand in a lesson's head, and the cell. */
  copy: string;
  /** The cell alone. */
  source: string;
  attributes: Attribute[];
}

/** Names of the cells in `cells/index.ts` that have a folder of their own there: all but the parts of prose. */
export function cellsOfIndex(index = readFileSync(join(CELLS, 'index.ts'), 'utf8')): string[] {
  return [...index.matchAll(/^import (\w+) from '\.\/\1\/\1\.astro';$/gm)].map(([, name]) => name!).sort();
}

/** What attributes mean that many cells take alike, where a cell says nothing else of them. */
const USUAL: Readonly<Record<string, string>> = {
  on: 'The mix that it works on, by its name in the lesson’s head.',
  loop: 'The section that goes round when play is pressed in this cell.',
  n: 'Number of lesson and cell, such as 7.1.',
  title: 'Title of the cell; its own unless told.',
  first: '“Look here first”: where to begin.',
};

/** Types that are written as text in MDX; anything else comes from the cell's own `.astro`. */
const WRITTEN = /^[\w'| -]+$/;

/** Where to look for an interface: the cell's own source, then what cells share. */
type Sources = readonly string[];

/**
 * Attributes that a cell takes, with their comments, from the interface `<Name>Props`; what it extends or is another
 * name of is followed.
 */
export function attributesOf(sources: Sources, name: string): Attribute[] {
  return interfaceOf(sources, `${name}Props`).filter(
    ({ name: attribute }) => attribute !== 'lesson' && attribute !== 'children',
  );
}

function interfaceOf(sources: Sources, name: string): Attribute[] {
  for (const source of sources) {
    const alias = new RegExp(`^export type ${name} = (?:Omit<)?(\\w+)`, 'm').exec(source);
    if (alias) return interfaceOf(sources, alias[1]!);
    const found = new RegExp(`interface ${name}(?: extends ([^{]+))?\\s*\\{([\\s\\S]*?)\\n\\}`).exec(source);
    if (!found) continue;
    const [, parents = '', body = ''] = found;
    const inherited = [...parents.matchAll(/\b(\w+Props)\b/g)].flatMap(([, parent]) =>
      interfaceOf(sources, parent!),
    );
    const own = [...body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?^ {2}(\w+|'[\w-]+')(\?)?: ([^;]+);/gm)]
      .filter(([, , , , type = '']) => WRITTEN.test(type))
      .map(([, comment = '', attribute, optional]) => ({
        name: attribute!.replaceAll("'", ''),
        needed: optional === undefined,
        says: comment.replace(/\s*\*\s*/g, ' ').trim() || (USUAL[attribute!] ?? ''),
      }));
    return [...inherited.filter((each) => !own.some(({ name: known }) => known === each.name)), ...own];
  }
  return [];
}

/** What cells share: the files beside their folders, and the folders that are no cell. */
function sharedSources(): string[] {
  const names = cellsOfIndex();
  const folders = [
    CELLS,
    ...foldersIn(CELLS)
      .filter((name) => !names.includes(name))
      .map((name) => join(CELLS, name)),
  ];
  return folders.flatMap((folder) =>
    filesIn(folder, '.tsx').map((file) => readText(join(folder, `${file}.tsx`))),
  );
}

/** `startBand` is `start-band` in MDX where the cell's `.astro` says so. */
function asWritten(name: string, wrapper: string): string {
  const hyphened = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return wrapper.includes(`'${hyphened}'`) ? hyphened : name;
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
  const wrapper = readText(join(CELLS, name, `${name}.astro`));
  const attributes = attributesOf([readText(join(CELLS, name, `${name}.tsx`)), ...sharedSources()], name).map(
    (attribute) => ({ ...attribute, name: asWritten(attribute.name, wrapper) }),
  );
  const declared = /^mixes:\r?\n(?:[ #].*\r?\n?)+/m.exec(`${head}\n`)?.[0].trimEnd();
  const copy = declared === undefined ? source.trim() : `---\n${declared}\n---\n\n${source.trim()}`;
  return { name, says, mixes: named, exercises, copy, source: source.trim(), attributes };
}

/**
 * Every cell that has an example, in order of name. Throws when two mean different mixes by one name, because they
 * stand on one page.
 */
export function loadExamples(): CellExample[] {
  const names = cellsOfIndex();
  const examples = foldersIn(CELLS)
    .filter((name) => names.includes(name) && existsSync(join(CELLS, name, 'example.mdx')))
    .map(loadExample);
  const known = new Map<string, { by: string; spec: string }>();
  for (const { name, mixes } of examples) {
    for (const [mix, made] of Object.entries(mixes)) {
      const spec = JSON.stringify(made);
      const other = known.get(mix);
      if (other && other.spec !== spec)
        throw new Error(`${name}/example.mdx: the mix «${mix}» is another one in ${other.by}/example.mdx.`);
      known.set(mix, { by: name, spec });
    }
  }
  return examples;
}
