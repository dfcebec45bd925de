/** A kept working session, opened again, and what there is to say of it. Comes late, with the editor. */
import { diff } from '../session/diff.ts';
import type { Session } from '../session/document.ts';
import { applyPatch } from '../session/patch.ts';
import { record } from '../session/undo.ts';
import type { History } from '../session/undo.ts';
import type { KeptPatch } from './kept-patch.ts';

/** The working session as it was left; on a new revision of the preset (`base`), with a sentence that says so. */
export function reopen(
  given: Session,
  kept: KeptPatch,
  base: string,
): { session: Session; says: string | null } {
  const { session, refused } = applyPatch(given, kept.patch);
  const says =
    kept.base !== base
      ? 'The recording or its preset has a new revision. Your settings were carried over; listen whether they still fit.'
      : refused.length > 0
        ? `${refused.length} of your settings no longer exist here and were left out.`
        : null;
  return { session, says };
}

/** What another tab kept since, as one step of undo after `before`; null where it kept the same. */
export function takeOver(
  given: Session,
  kept: KeptPatch,
  before: Session,
  history: History,
): { session: Session; history: History; says: string } | null {
  const { session } = applyPatch(given, kept.patch);
  if (Object.keys(diff(before, session)).length === 0) return null;
  return {
    session,
    history: record(history, before, session),
    says: 'This mix was changed in another tab. Undo brings back what stood here.',
  };
}
