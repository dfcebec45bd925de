/** What a page's cells are built with, gathered from the content while the page is rendered. */
import { claimsOf, startSession } from '../course/own-mix.ts';
import { loadExercises, loadMaterial, lessonMixes } from '../course/content/lessons.ts';
import { loadPreset, withPrints } from '../course/content/presets.ts';
import { loadSong } from '../course/content/songs.ts';
import { providePageData } from '../state/page-data.ts';
import type { Exercise, PageData } from '../course/types.ts';

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const byName = <T>(names: readonly string[], load: (name: string) => T): Record<string, T> =>
  Object.fromEntries(unique(names).map((name) => [name, load(name)]));

/** Gathers it and puts it where the cells find it on the server. */
function provide(data: PageData): PageData {
  providePageData(data);
  return data;
}

/** For the page of a lesson, or another page with cells, by its slug. */
export const lessonPageData = (slug: string): PageData =>
  mixesPageData(slug, lessonMixes(loadMaterial(slug)), loadExercises(slug));

/** For a page with these mixes and what judges them; `lesson` is null on a page that is none. */
export function mixesPageData(
  lesson: string | null,
  mixes: PageData['mixes'],
  judges: Record<string, Exercise>,
): PageData {
  const specs = Object.values(mixes);
  const songs = byName(
    specs.map(({ song }) => song),
    (id) => loadSong(id),
  );
  const ships = (print: string): boolean =>
    Object.values(songs).some((song) => Object.hasOwn(song.manifest.prints, print));
  const presets = byName(
    withPrints(
      specs.map(({ base }) => base),
      ships,
    ),
    (id) => loadPreset(id),
  );
  const exercises = Object.fromEntries(
    Object.entries(judges).map(([id, exercise]) => [id, forPage(exercise)]),
  );
  return provide({ lesson, songs, presets, mixes, exercises, starts: startsOf(mixes, presets, exercises) });
}

/** Without what only the tests need: the solutions, and what was measured of the start and the traps. */
const forPage = ({ measured: _measured, onMixes: _onMixes, ...exercise }: Exercise): Exercise => ({
  ...exercise,
  solutions: [],
});

/** Made here, so that pages need not be able to. */
function startsOf(
  mixes: PageData['mixes'],
  presets: PageData['presets'],
  exercises: PageData['exercises'],
): PageData['starts'] {
  const starts: PageData['starts'] = {};
  for (const [name, spec] of Object.entries(mixes)) {
    const given = presets[spec.base];
    const found = spec.exercise === undefined ? undefined : exercises[spec.exercise];
    if (!given) continue;
    const start = startSession(given, {}, claimsOf(spec, found));
    if (start !== given) starts[name] = start;
  }
  return starts;
}

/** The song of the course, which plays on every page that is no lesson. */
const SONG = 'paper-lanterns';
/** What the first page lets one compare, as released presets. */
export const FINISHED = { song: SONG, mix: `${SONG}/mix@1`, master: `${SONG}/master@1` } as const;

/** For a page outside the lessons: the finished mix can be played from the bar. */
export function songPageData(): PageData {
  const { song, mix, master } = FINISHED;
  return provide({
    lesson: null,
    songs: { [song]: loadSong(song) },
    presets: byName([mix, master], (id) => loadPreset(id)),
    mixes: { mix: { song, base: mix } },
    exercises: {},
    starts: {},
  });
}
