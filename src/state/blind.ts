/** Programmes that are heard blind: figures elsewhere on the page must not tell which is which. */

import { nameOnPage } from './page-name.ts';

const BLIND = '~blind';

/** The id of a blind programme. */
export const blindId = (lesson: string | null, id: string): string => nameOnPage(lesson, id) + BLIND;

/** Whether a programme is heard blind. */
export const isBlind = (programme: string | null): boolean => programme?.endsWith(BLIND) ?? false;
