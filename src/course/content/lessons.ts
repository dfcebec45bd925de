/**
 * Lessons' frontmatter and exercises, as pages, tests and scripts know them. Pages that are no lesson but hold cells
 * (`content/pages/<slug>/`) have mixes and exercises in the same form.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import type { Session } from '../../session/document.ts';
import { own } from '../../session/json.ts';
import type { Exercise, Measured, MixSpec } from '../types.ts';
import { exercisesSchema, patch as patchSchema } from './exercise-schema.ts';
import { CONTENT, ContentError, check, foldersIn, parseYaml, readJson, readText, readYaml } from './files.ts';
import { loadPreset, newestPreset, strictly } from './presets.ts';
import { id } from './song-schema.ts';
import { loadSongFile } from './songs.ts';

/**
 * What cells name with `on`: a preset of the song (`rough`, or `rough@1`), and what judges it. `song` is another song
 * than the page's; `patch` makes a variant of the preset, `label` says what to call it.
 */
const mixesSchema = z.record(
  id,
  z.strictObject({
    preset: z.string().regex(/^[a-z0-9-]+(@[1-9][0-9]*)?$/),
    song: id.optional(),
    patch: patchSchema.optional(),
    label: z.string().min(1).optional(),
    exercise: id.optional(),
  }),
);

/** The frontmatter of a lesson. */
export const lessonSchema = z.object({
  number: z.int().min(1).max(22),
  title: z.string().min(1),
  part: z.enum(['jobs', 'mixing', 'mastering', 'who']),
  song: id,
  minutes: z.int().positive(),
  summary: z.string().min(1),
  goals: z.array(z.string().min(1)).min(1),
  terms: z.array(z.string().min(1)).max(3),
  mixes: mixesSchema,
});

/** The frontmatter of a page with cells that is no lesson. */
export const pageSchema = z.object({
  title: z.string().min(1),
  summary: z.string().min(1),
  song: id,
  mixes: mixesSchema.default({}),
});
export type Lesson = z.output<typeof lessonSchema>;

/** Slugs of all lessons (`06-eq`), in the course's order. */
export const lessonSlugs = (root = CONTENT): string[] =>
  foldersIn(join(root, 'lessons')).filter((slug) => existsSync(join(root, 'lessons', slug, 'index.mdx')));

/** Slugs of the pages that hold cells and are no lesson. */
export const pageSlugs = (root = CONTENT): string[] =>
  foldersIn(join(root, 'pages')).filter((slug) => existsSync(join(root, 'pages', slug, 'index.mdx')));

/** The folder of a lesson or of a page, by its slug. */
function folderOf(slug: string, root: string): string {
  const page = join(root, 'pages', slug);
  return existsSync(page) ? page : join(root, 'lessons', slug);
}

function readHead(file: string): unknown {
  const found = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(readText(file));
  if (!found) throw new ContentError(file, 'has no frontmatter');
  return parseYaml(found[1] as string, file);
}

/** A lesson's frontmatter, read without its prose. */
export function loadLesson(slug: string, root = CONTENT): Lesson {
  const file = join(root, 'lessons', slug, 'index.mdx');
  return check(lessonSchema, readHead(file), file);
}

/** The frontmatter of a page that is no lesson. */
export function loadPage(slug: string, root = CONTENT): z.output<typeof pageSchema> {
  const file = join(root, 'pages', slug, 'index.mdx');
  return check(pageSchema, readHead(file), file);
}

/** What the cells of a lesson or of a page work on. */
export function loadMaterial(slug: string, root = CONTENT): Pick<Lesson, 'song' | 'mixes'> {
  const file = join(folderOf(slug, root), 'index.mdx');
  return check(file.startsWith(join(root, 'pages')) ? pageSchema : lessonSchema, readHead(file), file);
}

/** The mixes of a lesson or page with whole preset ids. */
export function lessonMixes(lesson: Pick<Lesson, 'song' | 'mixes'>, root = CONTENT): Record<string, MixSpec> {
  return Object.fromEntries(
    Object.entries(lesson.mixes).map(([name, { preset, song = lesson.song, patch, label, exercise }]) => {
      const base = preset.includes('@') ? `${song}/${preset}` : newestPreset(song, preset, root);
      const spec: MixSpec = { song, base };
      if (patch) spec.patch = patch;
      if (label !== undefined) spec.label = label;
      if (exercise !== undefined) spec.exercise = exercise;
      return [name, spec];
    }),
  );
}

/** The course's version of a mix: its preset, with the mix's own patch. Throws `ContentError` for one that does not fit. */
function givenOf(slug: string, name: string, { base, patch }: MixSpec, root: string): Session {
  const preset = loadPreset(base, root);
  if (!patch) return preset;
  return strictly(preset, patch, join(folderOf(slug, root), 'index.mdx'), `mixes.${name}.patch`);
}

/** Where `npm run exercises` keeps what it measured. */
export const measuredFile = (root = CONTENT): string => join(root, 'exercises.generated.json');

const measuredSchema = z.object({
  lessons: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        start: z.record(z.string(), z.number()),
        traps: z.record(z.string(), z.record(z.string(), z.number())),
      }),
    ),
  ),
});

/** What was measured of an exercise's start and traps on the course's version; undefined when it was not yet. */
export function loadMeasured(slug: string, exercise: string, root = CONTENT): Measured | undefined {
  const file = measuredFile(root);
  if (!existsSync(file)) return undefined;
  const lessons = readJson(file, measuredSchema).lessons;
  const of = Object.hasOwn(lessons, slug) ? lessons[slug] : undefined;
  const row = of && Object.hasOwn(of, exercise) ? of[exercise] : undefined;
  return row && { start: row.start, traps: row.traps };
}

/**
 * The exercises of a lesson; none when it has no `exercises.yaml`. With `measured` they carry the table that
 * traps are recognised by. Throws `ContentError` for unknown sections, and for patches that do not fit the mix.
 */
export function loadExercises(slug: string, root = CONTENT, { measured = true } = {}): Record<string, Exercise> {
  const file = join(folderOf(slug, root), 'exercises.yaml');
  if (!existsSync(file)) return {};
  const exercises = readYaml(file, exercisesSchema) as Record<string, Exercise>;
  const lesson = loadMaterial(slug, root);
  for (const [name, exercise] of Object.entries(exercises)) {
    const song = Object.values(lesson.mixes).find((mix) => mix.exercise === name)?.song ?? lesson.song;
    const sections = new Set(loadSongFile(song, root).sections.map((section) => section.id));
    for (const [key, { passage }] of Object.entries(exercise.checks)) {
      if (typeof passage === 'object' && 'section' in passage && !sections.has(passage.section)) {
        throw new ContentError(file, `${name}.checks.${key}.passage: there is no section «${passage.section}»`);
      }
    }
    const table = measured ? loadMeasured(slug, name, root) : undefined;
    if (table) exercise.measured = table;
  }
  for (const [name, spec] of Object.entries(lesson.mixes)) {
    if (spec.exercise !== undefined && own(exercises, spec.exercise) === undefined) {
      throw new ContentError(join(folderOf(slug, root), 'index.mdx'), `mixes.${name}.exercise: there is no «${spec.exercise}»`);
    }
  }
  return exercises;
}

/** One exercise on the mix that it belongs to, every patch proved to fit. */
export interface PlacedExercise {
  lesson: string;
  id: string;
  spec: MixSpec;
  exercise: Exercise;
  /** The course's version, the mix's own patch included, before the exercise's start. */
  given: Session;
}

/** Every exercise of every lesson and page. Throws `ContentError` at the first patch that does not fit its mix. */
export function allExercises(root = CONTENT, options?: { measured?: boolean }): PlacedExercise[] {
  return [...lessonSlugs(root), ...pageSlugs(root)].flatMap((slug) => {
    const file = join(folderOf(slug, root), 'exercises.yaml');
    const exercises = loadExercises(slug, root, options);
    const mixes = lessonMixes(loadMaterial(slug, root), root);
    for (const [name, spec] of Object.entries(mixes)) givenOf(slug, name, spec, root);
    return Object.entries(exercises).map(([name, exercise]) => {
      const found = Object.entries(mixes).find(([, mix]) => mix.exercise === name);
      if (!found) throw new ContentError(file, `${name}: no mix of the lesson names this exercise`);
      const [mix, spec] = found;
      const given = givenOf(slug, mix, spec, root);
      const start = strictly(strictly(given, exercise.pins, file, `${name}.pins`), exercise.start, file, `${name}.start`);
      for (const [i, patch] of exercise.solutions.entries()) strictly(start, patch, file, `${name}.solutions.${i}`);
      for (const [trap, { patch }] of Object.entries(exercise.traps)) strictly(start, patch, file, `${name}.traps.${trap}`);
      return { lesson: slug, id: name, spec, exercise, given };
    });
  });
}

/**
 * Names under which progress notes what a lesson asks for: its exercises, and the tasks that cells judge themselves
 * (`task="…"`). What stands inside `<Again>` is offered, not asked.
 */
export function lessonTasks(slug: string, root = CONTENT): string[] {
  const text = readText(join(folderOf(slug, root), 'index.mdx'));
  const asked = text.replace(/<Again\b[\s\S]*?<\/Again>/g, '');
  const { mixes } = loadMaterial(slug, root);
  const on = (name: string): boolean => new RegExp(`<Exercise\\b[^>]*\\bon="${name}"`).test(asked);
  const exercises = Object.entries(mixes).flatMap(([name, { exercise }]) =>
    exercise !== undefined && on(name) ? [exercise] : [],
  );
  return [...new Set([...exercises, ...tasksIn(asked)])];
}

const tasksIn = (text: string): string[] => [...text.matchAll(/<[A-Z]\w*\b[^>]*?\btask="([^"]+)"/g)].map(([, task]) => task!);
