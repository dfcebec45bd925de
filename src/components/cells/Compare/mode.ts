/** What the ways to compare have in common. */
import type { ComponentChildren } from 'preact';

/** What every mode gets. */
export interface ModeProps {
  lesson: string | null;
  /** Sounds by id, in the lesson's order. */
  ids: string[];
  labels: string[] | undefined;
  loop: string | undefined;
  matched: boolean;
  /** Unique among the cells of the lesson. */
  name: string;
  n: string | undefined;
  title: string | undefined;
  question: string | undefined;
  children: ComponentChildren;
}
