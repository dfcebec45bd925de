/** The figures of a song's mixes side by side, for whoever makes or changes one. */
import { newestPreset } from '../../../src/course/content/presets.ts';
import { hearMix } from './hear.ts';
import { GOOD_MIXES } from './roles.ts';

/** A line a figure, a column a mix: the rough one first. */
export async function mixTable(song: string): Promise<string[]> {
  const names = ['rough', ...GOOD_MIXES];
  const columns: Record<string, number>[] = [];
  for (const name of names) columns.push(flat((await hearMix(song, newestPreset(song, name))).figures));
  const row = (head: string, cells: readonly string[]): string =>
    `${head.padEnd(28)}${cells.map((cell) => cell.padStart(13)).join('')}`;
  return [
    row('', names),
    ...Object.keys(columns[0]!).map((key) =>
      row(
        key,
        columns.map((column) => column[key]!.toFixed(2)),
      ),
    ),
  ];
}

/** Figures within figures by their whole name: `monoLossLu.vox`. */
function flat(figures: object, under = ''): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([key, value]) =>
      typeof value === 'number'
        ? [[under + key, value]]
        : Object.entries(flat(value as object, `${under}${key}.`)),
    ),
  );
}
