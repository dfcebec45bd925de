/** Figures of a passage for a cell: checks that ask for nothing, measured as the judge measures them. */
import type { Check } from '../../../course/types.ts';
import type { Session } from '../../../session/document.ts';
import { measuring } from '../../../state/measuring.ts';
import type { Mix } from '../../../state/types.ts';
import type { Passage } from '../passage.ts';

type Bare<C> = C extends unknown ? Omit<C, 'label' | 'hint' | 'passage'> : never;

/** A check without what a learner would read. */
export type Figure = Bare<Check>;

const asCheck = (figure: Figure, { fromS, toS }: Passage): Check =>
  ({ ...figure, label: '', hint: '', passage: { fromS, toS } }) as Check;

/** Measures figures by name over a passage; ±120 where they have no end. */
export async function figuresOf(
  mix: Mix,
  session: Session,
  figures: Readonly<Record<string, Figure>>,
  passage: Passage,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const { figuresInWorker } = await measuring();
  const checks = Object.fromEntries(Object.entries(figures).map(([id, f]) => [id, asCheck(f, passage)]));
  return figuresInWorker({ session, checks, song: mix.song }, signal);
}
