/** What a session's tracks play. */
import type { Session } from './document.ts';

/** Whether it is a master's work: it stands on a print, a finished mix, and not on stems. */
export const isMastering = ({ sources }: Pick<Session, 'sources'>): boolean =>
  Object.values(sources).some(({ kind }) => kind === 'print');
