/** Sorting by kind, judged: knowledge, so it is right or wrong, and says why. */
import type { CheckResult } from '../types.ts';

export interface SortCard {
  says: string;
  bin: string;
  also: string[];
  why: string;
}

/** Whether a card may lie in a bin. */
export const sortedRight = (card: SortCard, bin: string): boolean =>
  bin === card.bin || card.also.includes(bin);

/** One card more or less is "close". */
export function judgeSort(
  cards: Readonly<Record<string, SortCard>>,
  placed: Readonly<Record<string, string>>,
  atLeast: number,
): CheckResult {
  const value = Object.entries(cards).filter(([id, card]) => sortedRight(card, placed[id] ?? '')).length;
  const verdict = value >= atLeast ? 'met' : value === atLeast - 1 ? 'close' : 'not-yet';
  return {
    check: 'sorted',
    label: sortLabel(cards, atLeast),
    value,
    unit: 'jobs',
    range: { atLeast },
    verdict,
    hint:
      verdict === 'met' ? null : 'Read the reasons under the cards that lie elsewhere, then take it again.',
  };
}

export const sortLabel = (cards: Readonly<Record<string, unknown>>, atLeast: number): string =>
  `Cards in their right place: ${atLeast} of ${Object.keys(cards).length}`;
