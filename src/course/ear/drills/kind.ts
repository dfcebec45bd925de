/** What a drill is made of: a family of questions that get harder step by step. */
import type { ChainLink } from '../chain.ts';
import type { Random } from '../random.ts';

export type Treatment = ChainLink;

export interface Question {
  /** What is asked. */
  ask: string;
  /** `reference`: the original beside the changed sound, named. `pair`: A and B, in the order of `chains`. */
  shown: 'reference' | 'pair';
  /** What is done to the first and to the second sound; nothing done is the original. */
  chains: [Treatment[], Treatment[]];
  /** Both equally loud; else the second is that many LU louder than the first (negative: quieter). */
  apartLu: number | 'matched';
  choices: { id: string; label: string; small?: string }[];
  /** Id of the right choice. */
  answer: string;
  /** What was done, said when it is answered. */
  truth: string;
  /** What gives it away: said when the answer was wrong, while one can still switch between the two. */
  listenFor: string;
}

export interface DrillKind {
  id: string;
  title: string;
  /** What it trains, in a sentence. */
  trains: string;
  /** Questions by difficulty, the easiest first: in words as shown to the learner. */
  levels: readonly string[];
  /** A question of a level. */
  question: (random: Random, level: number) => Question;
}

/** The sound as it is. */
export const NOTHING: Treatment[] = [];
