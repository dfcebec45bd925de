/** Programmes that are heard blind: figures elsewhere on the page must not tell which is which. */

const BLIND = '~blind';

/** The id of a blind programme. */
export const blindId = (lesson: string | null, id: string): string => `${lesson ?? 'page'}/${id}${BLIND}`;

/** Whether a programme is heard blind. */
export const isBlind = (programme: string | null): boolean => programme?.endsWith(BLIND) ?? false;
