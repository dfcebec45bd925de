/** Undo and redo: lists of inverse patches. Pure; the mix that is worked on holds one `History` beside its session. */
import { diff } from './diff.ts';
import type { Patch, Session } from './document.ts';
import { applyPatch } from './patch.ts';

interface Step {
  inverse: Patch;
  /** Edits of the same gesture (one drag of a knob) are one step. */
  gesture: string | null;
}

export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** Nothing was done yet. */
export const EMPTY_HISTORY: History = { done: [], undone: [] };

/** Steps kept; older ones are forgotten. */
const DEPTH = 500;

/**
 * The history after an edit that made `after` of `before`. An edit with the gesture of the last one joins it. An
 * edit that changed nothing leaves the history as it is.
 */
export function record(
  history: History,
  before: Session,
  after: Session,
  gesture: string | null = null,
): History {
  if (before === after) return history;
  const last = history.done.at(-1);
  if (gesture !== null && last?.gesture === gesture) {
    const start = applyPatch(before, last.inverse).session;
    const joined: Step = { inverse: diff(after, start), gesture };
    return { done: [...history.done.slice(0, -1), joined], undone: [] };
  }
  const step: Step = { inverse: diff(after, before), gesture };
  return { done: [...history.done, step].slice(-DEPTH), undone: [] };
}

export interface Moved {
  session: Session;
  history: History;
}

/** One step back; null when there is none. */
export function undo(history: History, session: Session): Moved | null {
  const step = history.done.at(-1);
  if (step === undefined) return null;
  const { session: made, inverse } = applyPatch(session, step.inverse);
  return {
    session: made,
    history: { done: history.done.slice(0, -1), undone: [...history.undone, { inverse, gesture: null }] },
  };
}

/** One step forward again; null when there is none. */
export function redo(history: History, session: Session): Moved | null {
  const step = history.undone.at(-1);
  if (step === undefined) return null;
  const { session: made, inverse } = applyPatch(session, step.inverse);
  return {
    session: made,
    history: { done: [...history.done, { inverse, gesture: null }], undone: history.undone.slice(0, -1) },
  };
}
