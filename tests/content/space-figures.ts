/** Figures of mixes as lessons name them, for holding what lessons say to the recordings. */
import { judge } from '../../src/course/checks/judge.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import type { Check } from '../../src/course/types.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import type { Patch } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

/** As written in a test with `as const`. */
type Still<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: Still<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: Still<T[K]> }
    : T;
type Bare<C> = C extends unknown ? Still<Omit<C, 'label' | 'hint' | 'passage'>> : never;

const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});

/** Measures figures of a lesson's mix, with a patch laid on it, over one of the song's sections or a passage. */
export async function figuresOf(
  slug: string,
  mix: string,
  patch: Patch,
  passage: Check['passage'],
  figures: Record<string, Bare<Check>>,
): Promise<Record<string, number>> {
  const spec = lessonMixes(loadLesson(slug))[mix]!;
  const given = startSession(loadPreset(spec.base), {}, claimsOf(spec));
  const { session, refused } = applyPatch(given, patch);
  if (refused.length > 0) throw new Error(`refused: ${refused.map(({ address }) => address).join(', ')}`);
  const checks = Object.fromEntries(
    Object.entries(figures).map(([id, figure]) => [id, { ...figure, label: '', hint: '', passage } as unknown as Check]),
  );
  const exercise = { owns: [], pins: {}, start: {}, solutions: [], traps: {}, checks };
  const song = loadSong(spec.song);
  const results = await judge(exercise, session, session, { ...song, clean: {} }, renderer.render);
  return Object.fromEntries(results.map(({ check, value }) => [check, value]));
}
