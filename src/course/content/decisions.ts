/** The tree of lesson 22, and the cases that are put to it: `content/decisions.yaml`. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, ContentError, readYaml } from './files.ts';
import { id } from './song-schema.ts';

const schema = z.strictObject({
  title: z.string().min(1),
  start: id,
  questions: z.record(
    id,
    z.strictObject({
      asks: z.string().min(1),
      /** Each leads to a question or to an outcome. */
      answers: z.record(id, z.strictObject({ label: z.string().min(1), to: id })),
    }),
  ),
  outcomes: z.record(id, z.string().min(1)),
  /** How many cases must end in an accepted outcome. */
  atLeast: z.int().positive(),
  cases: z.record(
    id,
    z.strictObject({
      says: z.string().min(1),
      /** Outcomes that are accepted, each with its reason. */
      accepts: z.record(id, z.string().min(1)),
      /** Said of all other outcomes. */
      otherwise: z.string().min(1),
    }),
  ),
});

export type Decisions = z.output<typeof schema>;

/** Throws `ContentError` where something leads nowhere, in a circle, or is never reached. */
export function loadDecisions(root = CONTENT): Decisions {
  const file = join(root, 'decisions.yaml');
  const tree = readYaml(file, schema);
  const reached = new Set<string>();
  const visit = (at: string, above: readonly string[]): void => {
    if (above.includes(at)) throw new ContentError(file, `questions.${at}: leads back to itself`);
    reached.add(at);
    const question = Object.hasOwn(tree.questions, at) ? tree.questions[at] : undefined;
    if (!question) {
      if (!Object.hasOwn(tree.outcomes, at)) throw new ContentError(file, `there is no question or outcome «${at}»`);
      return;
    }
    for (const { to } of Object.values(question.answers)) visit(to, [...above, at]);
  };
  visit(tree.start, []);
  for (const each of [...Object.keys(tree.questions), ...Object.keys(tree.outcomes)])
    if (!reached.has(each)) throw new ContentError(file, `«${each}» is never reached`);
  for (const [name, { accepts }] of Object.entries(tree.cases))
    for (const outcome of Object.keys(accepts))
      if (!Object.hasOwn(tree.outcomes, outcome))
        throw new ContentError(file, `cases.${name}.accepts: there is no outcome «${outcome}»`);
  if (tree.atLeast > Object.keys(tree.cases).length) throw new ContentError(file, 'atLeast: there are not so many cases');
  return tree;
}
