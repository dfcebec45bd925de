/** Find what is wrong: in mixes that arrive at mastering, or in finished files. Props: `Faults.astro`. */
import type { ComponentChildren } from 'preact';
import type { ArrivedMix } from '../../../course/ear/triage.ts';
import { island } from '../island.tsx';
import { Quality } from './Quality.tsx';
import { Triage } from './Triage.tsx';

export interface FaultsProps {
  lesson: string | null;
  /** seeded: quality control of finished files. Unless told, mixes that arrive at mastering. */
  find?: 'seeded';
  /** Of seeded faults: the mix whose sound is delivered. */
  of?: string;
  /** Of seeded faults: the passage, up to the end of the song; a section, or times such as 0:43-0:55. */
  loop?: string;
  /** Of mixes that arrive: a mix of the lesson to compare with, of any song. */
  reference?: string;
  /** Under this name the lesson's progress notes that it was passed. */
  task?: string;
  /** Number of the cell, such as 14.2. */
  n?: string;
  /** Title of the cell. */
  title?: string;
  children?: ComponentChildren;
}

interface ViewProps extends FaultsProps {
  arrived: { reasons: Record<string, string>; mixes: ArrivedMix[] } | null;
}

function FaultsCell({
  lesson,
  find,
  of,
  loop,
  reference,
  task = 'faults',
  n,
  title,
  arrived,
  children,
}: ViewProps) {
  if (find === 'seeded') {
    if (!of || !loop) throw new Error('<Faults find="seeded"> needs of="<mix>" and loop="…".');
    return (
      <Quality lesson={lesson} of={of} loop={loop} task={task} n={n} title={title ?? 'Quality control'}>
        {children}
      </Quality>
    );
  }
  return (
    <Triage
      lesson={lesson}
      reasons={arrived!.reasons}
      mixes={arrived!.mixes}
      reference={reference}
      task={task}
      n={n}
      title={title ?? 'Eight mixes arrive'}
    >
      {children}
    </Triage>
  );
}

export const Faults = island(FaultsCell);
