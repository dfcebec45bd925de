/**
 * `npm run exercises`: measures every exercise on the shipped recordings and keeps the table that traps are recognised
 * by (`content/exercises.generated.json`). Fails when a start or a trap passes, when a trap is not named, or when a
 * solution or a good mix does not pass. `-- 06-eq/ring` measures one alone and writes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, newStartCache, resultsOf } from '../src/course/checks/judge.ts';
import type { StartCache } from '../src/course/checks/judge.ts';
import type { References } from '../src/course/checks/kind.ts';
import { allExercises, measuredFile } from '../src/course/content/lessons.ts';
import type { PlacedExercise } from '../src/course/content/lessons.ts';
import { loadPreset, presetIds } from '../src/course/content/presets.ts';
import { loadClean, loadSong } from '../src/course/content/songs.ts';
import { claimsOf, startSession } from '../src/course/own-mix.ts';
import type { CheckResult, Exercise, Measured } from '../src/course/types.ts';
import type { OfflineRenderer } from '../src/engine/facade.ts';
import { createNodeRenderer } from '../src/engine/offline/node.ts';
import { liesUnder } from '../src/session/address.ts';
import { diff } from '../src/session/diff.ts';
import type { Patch, Session } from '../src/session/document.ts';
import { sameJson } from '../src/session/json.ts';
import { applyPatch } from '../src/session/patch.ts';

/** Values by check. */
export type Row = Record<string, number>;

/** Everything measured of one exercise that begins with one start. */
export interface Table {
  start: Row;
  solutions: Row[];
  traps: Record<string, Row>;
  /** The good mixes of the song, as far as the exercise owns them, by preset. */
  mixes: Record<string, Row>;
}

/** A renderer over the shipped recordings. */
export const courseRenderer = (): OfflineRenderer =>
  createNodeRenderer({
    audioDir: join(process.cwd(), 'public/audio'),
    songs: join(process.cwd(), 'content/songs'),
    sessionOf: presetOrNull,
  });

/** Prints that do not ship as audio are rendered from their preset. */
function presetOrNull(id: string): Session | null {
  return presetIds().includes(id) ? loadPreset(id) : null;
}

/** What the checks of a song compare with. */
export function referencesOf(song: string): References {
  const info = loadSong(song);
  return { sections: info.sections, durationS: info.durationS, clean: loadClean(info) };
}

const isMaster = (session: Session): boolean =>
  Object.values(session.sources).some(({ kind }) => kind === 'print');

/** Where exercises begin: the rough mix, and prints that nothing was done to yet. */
const BEGINNINGS = /^(rough|print(-[a-z0-9-]+)?)$/;

/**
 * Released mixes of a song that are good by the course's own word, by what their session is made of: mixes for
 * exercises on stems, masters for exercises on a print.
 */
export function goodMixes(song: string, given: Session): string[] {
  return presetIds().filter((id) => {
    const [of, name] = id.split('@')[0]!.split('/');
    return of === song && !BEGINNINGS.test(name!) && isMaster(loadPreset(id)) === isMaster(given);
  });
}

/**
 * The exercise's start as the good mix meets it. A good master is judged on the print that it was made for, brought to
 * the same peak as the course's print: `master-wide` on `print-wide`. On another print its settings mean nothing.
 */
export function startFor(good: string, start: Session): Session {
  const { mix } = loadPreset(good).sources;
  if (mix?.kind !== 'print' || sameJson(mix, start.sources.mix)) return start;
  const [song] = good.split('/');
  const prints = presetIds()
    .filter((id) => id.startsWith(`${song}/print`))
    .map((id) => loadPreset(id));
  const print = prints.find(({ sources }) => sameJson(sources.mix, mix));
  if (!print) throw new Error(`${good} is made for ${mix.of}, which no preset print-… of ${song} normalises`);
  const gainDb = print.strips.mix?.insert.trim?.values.gainDb ?? 0;
  return applyPatch(start, { 'sources/mix': mix, 'mix/trim/gainDb': gainDb as number }).session;
}

/** The part of a good mix that an exercise owns, laid on the exercise's start. */
export function ownedPart(exercise: Exercise, start: Session, mix: Session): Session {
  const owned = Object.entries(diff(start, mix)).filter(([address]) =>
    exercise.owns.some((prefix) => liesUnder(address, prefix)),
  );
  return applyPatch(start, Object.fromEntries(owned)).session;
}

export class Judging {
  private readonly renderer = courseRenderer();
  private readonly references = new Map<string, References>();
  private readonly starts = new Map<string, StartCache>();

  /** Values of one session. */
  async values(placed: PlacedExercise, session: Session, start: Session): Promise<Row> {
    const { song } = placed.spec;
    const references = this.references.get(song) ?? referencesOf(song);
    this.references.set(song, references);
    const name = `${placed.lesson}/${placed.id}`;
    const starts = this.starts.get(name) ?? newStartCache();
    this.starts.set(name, starts);
    const results = await judge(placed.exercise, session, start, references, this.renderer.render, {
      starts,
    });
    return Object.fromEntries(results.map(({ check, value }) => [check, Number(value.toFixed(3))]));
  }

  /** The whole table of an exercise, on an own mix. */
  async table(placed: PlacedExercise, ownMix: Patch = {}): Promise<Table> {
    const { exercise, given, spec } = placed;
    const start = startSession(given, ownMix, claimsOf(spec, exercise));
    const on = (patch: Patch): Promise<Row> => this.values(placed, applyPatch(start, patch).session, start);
    const table: Table = { start: await on({}), solutions: [], traps: {}, mixes: {} };
    for (const solution of exercise.solutions) table.solutions.push(await on(solution));
    for (const [id, { patch }] of Object.entries(exercise.traps)) table.traps[id] = await on(patch);
    for (const id of goodMixes(spec.song, given)) {
      const from = startFor(id, start);
      const owned = ownedPart(exercise, from, loadPreset(id));
      // A mix that leaves alone what the exercise is about has no say in it.
      if (!exercise.onMixes && sameJson(owned, from)) continue;
      const made = applyPatch(owned, exercise.onMixes ?? {}).session;
      table.mixes[id] = await this.values(placed, made, from);
    }
    return table;
  }
}

/** What is wrong with a table, one sentence each; none when every verdict is as it must be. */
export function wrongVerdicts(exercise: Exercise, table: Table, measured: Measured): string[] {
  const known: Exercise = { ...exercise, measured };
  const notMet = (row: Row): CheckResult[] =>
    resultsOf(known, row).filter(({ verdict }) => verdict !== 'met');
  const required = (failed: CheckResult[]): CheckResult[] =>
    failed.filter(({ check }) => exercise.checks[check]?.further !== true);
  const say = (failed: CheckResult[]): string =>
    failed.map(({ check, value, unit }) => `${check} ${value.toFixed(2)} ${unit}`).join(', ');
  const wrong: string[] = [];
  if (required(notMet(table.start)).length === 0) wrong.push('the start passes');
  for (const [i, row] of table.solutions.entries()) {
    const failed = required(notMet(row));
    if (failed.length > 0) wrong.push(`solution ${i + 1} does not pass: ${say(failed)}`);
  }
  for (const [id, row] of Object.entries(table.mixes)) {
    const failed = required(notMet(row));
    if (failed.length > 0) wrong.push(`the good mix ${id} does not pass: ${say(failed)}`);
  }
  for (const [id, row] of Object.entries(table.traps)) {
    const trap = exercise.traps[id]!;
    const failed = notMet(row);
    if (required(failed).length === 0) wrong.push(`the trap ${id} passes`);
    const named = failed.find(({ check }) => check === trap.fails);
    if (!named) wrong.push(`the trap ${id} does not fail «${trap.fails}»: ${say(failed)}`);
    else if (named.hint !== trap.hint) wrong.push(`the trap ${id} is not named: the hint is «${named.hint}»`);
  }
  return wrong;
}

/** The figures of a table, a line a row, in columns. */
function print(exercise: Exercise, table: Table): void {
  const ids = Object.keys(exercise.checks);
  const width = 22;
  const line = (name: string, cells: string[]): void =>
    console.log(`  ${name.padEnd(width)}${cells.map((c) => c.padStart(13)).join('')}`);
  line('', ids);
  line(
    'asked',
    ids.map((id) => `${exercise.checks[id]?.atLeast ?? ''}…${exercise.checks[id]?.atMost ?? ''}`),
  );
  const row = (name: string, values: Row): void => {
    const marks = { met: '✓', close: '◐', 'not-yet': '○' };
    line(
      name,
      resultsOf(exercise, values).map(({ value, verdict }) => `${value.toFixed(2)} ${marks[verdict]}`),
    );
  };
  row('start', table.start);
  table.solutions.forEach((values, i) => row(`solution ${i + 1}`, values));
  for (const [id, values] of Object.entries(table.traps)) row(`trap ${id}`, values);
  for (const [id, values] of Object.entries(table.mixes)) row(id, values);
}

async function main(only: string | undefined): Promise<number> {
  const nameOf = ({ lesson, id }: PlacedExercise): string => `${lesson}/${id}`;
  const all = allExercises(undefined, { measured: false });
  const placed = all.filter((one) => only === undefined || nameOf(one) === only);
  if (placed.length === 0) {
    console.error(`There is no exercise "${only}". Exercises: ${all.map(nameOf).join(', ')}`);
    return 1;
  }
  const judging = new Judging();
  const lessons: Record<string, Record<string, Table>> = {};
  let failures = 0;
  for (const one of placed) {
    const began = performance.now();
    const table = await judging.table(one);
    (lessons[one.lesson] ??= {})[one.id] = table;
    const wrong = wrongVerdicts(one.exercise, table, table);
    failures += wrong.length;
    console.log(
      `${one.lesson}/${one.id} on ${one.spec.base}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    print({ ...one.exercise, measured: table }, table);
    for (const sentence of wrong) console.error(`  ✗ ${sentence}`);
  }
  if (only === undefined) {
    const songs = Object.fromEntries(
      [...new Set(placed.map(({ spec }) => spec.song))].map((id) => [id, loadSong(id).rev]),
    );
    const file = measuredFile();
    const text = `${JSON.stringify({ songs, lessons }, null, 1)}\n`;
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
  if (failures > 0) console.error(`${failures} verdicts are wrong.`);
  return failures > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
