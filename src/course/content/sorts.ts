/** Jobs and other things to be sorted by kind: `content/sorts/<id>.yaml`. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, ContentError, readYaml } from './files.ts';
import { id } from './song-schema.ts';

const schema = z.strictObject({
  title: z.string().min(1),
  /** Two to five kinds, by id. */
  bins: z.record(id, z.string().min(1)),
  /** How many must be right. */
  atLeast: z.int().positive(),
  cards: z.record(
    id,
    z.strictObject({
      says: z.string().min(1),
      bin: id,
      /** Kinds that are accepted as well. */
      also: z.array(id).default([]),
      why: z.string().min(1),
    }),
  ),
});

export type SortTask = z.output<typeof schema>;

/** One of them. Throws `ContentError` for kinds that there are not, and for an aim beyond the number of cards. */
export function loadSort(name: string, root = CONTENT): SortTask {
  const file = join(root, 'sorts', `${name}.yaml`);
  const task = readYaml(file, schema);
  for (const [card, { bin, also }] of Object.entries(task.cards)) {
    for (const each of [bin, ...also])
      if (!Object.hasOwn(task.bins, each)) throw new ContentError(file, `cards.${card}: there is no bin «${each}»`);
  }
  if (task.atLeast > Object.keys(task.cards).length)
    throw new ContentError(file, 'atLeast: there are not so many cards');
  return task;
}
