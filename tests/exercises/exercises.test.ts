/**
 * Every exercise, rendered: its start and traps fail with the hint that names them, its solutions and the good mixes
 * pass; on the course's version, and on what a learner may carry in: an untouched mix, and a whole one.
 */
import { describe, expect, it } from 'vitest';
import { Judging, wrongVerdicts } from '../../scripts/exercises.ts';
import { allExercises } from '../../src/course/content/lessons.ts';
import type { PlacedExercise } from '../../src/course/content/lessons.ts';
import { loadPreset, newestPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import { diff } from '../../src/session/diff.ts';
import type { Patch } from '../../src/session/document.ts';

const judging = new Judging();
const isMaster = ({ given }: PlacedExercise): boolean =>
  Object.values(given.sources).some(({ kind }) => kind === 'print');

/** A print of that mix instead of the course's, brought to −1 dBTP as the course's print is. */
function printOf(placed: PlacedExercise, preset: string): Patch {
  const { truePeakDb } = loadSong(placed.spec.song).manifest.prints[preset]!;
  return { 'sources/mix': { kind: 'print', of: preset }, 'mix/trim/gainDb': -1 - truePeakDb };
}

/** What is carried into an exercise, by what it is called. */
function carried(placed: PlacedExercise): Record<string, Patch> {
  const { song } = placed.spec;
  const preset = (name: string): string => newestPreset(song, name);
  if (!isMaster(placed)) {
    const rough = loadPreset(preset('rough'));
    return { 'an untouched mix': {}, 'a whole mix': diff(rough, loadPreset(preset('mix'))) };
  }
  return {
    'the print of an untouched mix': printOf(placed, preset('rough')),
    'a whole master': diff(placed.given, loadPreset(preset('master'))),
  };
}

describe.each(allExercises().map((placed) => [`${placed.lesson}/${placed.id}`, placed] as const))(
  '%s',
  (_name, placed) => {
    it('on the course’s version, as the table has it', { timeout: 480_000 }, async () => {
      const { measured } = placed.exercise;
      expect(measured, 'not measured yet: npm run exercises').toBeDefined();
      const table = await judging.table(placed);
      expect(wrongVerdicts(placed.exercise, table, measured!)).toEqual([]);
      for (const [check, value] of Object.entries(table.start)) {
        expect(
          Math.abs(value - measured!.start[check]!),
          `${check} of the start; npm run exercises`,
        ).toBeLessThan(0.05);
      }
      for (const [trap, row] of Object.entries(table.traps)) {
        for (const [check, value] of Object.entries(row)) {
          const kept = measured!.traps[trap]?.[check];
          expect(Math.abs(value - kept!), `${check} of ${trap}; npm run exercises`).toBeLessThan(0.05);
        }
      }
    });

    const claims = claimsOf(placed.spec, placed.exercise);
    for (const [what, ownMix] of Object.entries(carried(placed))) {
      // What an untouched mix carries in is nothing: that is the course's version, which was judged above.
      const changes = diff(
        startSession(placed.given, {}, claims),
        startSession(placed.given, ownMix, claims),
      );
      if (Object.keys(changes).length === 0) {
        it(`with ${what} carried in, is the course’s version`, () => {
          expect(startSession(placed.given, ownMix, claims)).toEqual(startSession(placed.given, {}, claims));
        });
        continue;
      }
      it(`with ${what} carried in`, { timeout: 480_000 }, async () => {
        const table = await judging.table(placed, ownMix);
        expect(wrongVerdicts(placed.exercise, table, placed.exercise.measured!)).toEqual([]);
      });
    }
  },
);
