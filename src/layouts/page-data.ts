/** What a page's cells are built with, gathered from the content while the page is rendered. */
import { loadExercises, loadLesson, lessonMixes } from '../course/content/lessons.ts';
import { loadPreset } from '../course/content/presets.ts';
import { loadSong } from '../course/content/songs.ts';
import { providePageData } from '../state/page-data.ts';
import type { PageData } from '../state/types.ts';

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const byName = <T>(names: readonly string[], load: (name: string) => T): Record<string, T> =>
  Object.fromEntries(unique(names).map((name) => [name, load(name)]));

/** Gathers it and puts it where the cells find it on the server. */
function provide(data: PageData): PageData {
  providePageData(data);
  return data;
}

/** For the page of a lesson, by its slug. */
export function lessonPageData(slug: string): PageData {
  const mixes = lessonMixes(loadLesson(slug));
  const specs = Object.values(mixes);
  return provide({
    lesson: slug,
    songs: byName(
      specs.map(({ song }) => song),
      (id) => loadSong(id),
    ),
    presets: byName(
      specs.map(({ base }) => base),
      (id) => loadPreset(id),
    ),
    mixes,
    exercises: loadExercises(slug),
  });
}

/** For a page outside the lessons that lets one hear released presets of a song. */
export function songPageData(song: string, presets: readonly string[]): PageData {
  return provide({
    lesson: null,
    songs: { [song]: loadSong(song) },
    presets: byName(presets, (id) => loadPreset(id)),
    mixes: {},
    exercises: {},
  });
}
