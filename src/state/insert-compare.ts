/**
 * Before and after of one insert, and what it took away, at equal loudness. Sides switch at once; what measures how
 * much to take from the louder one (`loudness-match.ts`) is fetched with the first comparison.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { InsertId, StripId } from '../session/document.ts';
import { listening } from './audio-signals.ts';
import { arriving } from './late.ts';
import { settings } from './settings.ts';
import type { Measured, Trims } from './loudness-match.ts';
import type { Mix } from './types.ts';

/** `taken`: what the insert took away, alone. It is heard as it is, without a trim. */
export type Side = 'before' | 'after' | 'taken';

export interface Comparison {
  /** Id of the mix. */
  mix: string;
  strip: StripId;
  insert: InsertId;
  side: Side;
  matched: boolean;
  trims: Trims;
  /** `none`: nothing measured yet. */
  known: 'none' | Measured;
}

const current = signal<Comparison | null>(null);

/** The comparison that is open, or null. */
export const comparison: ReadonlySignal<Comparison | null> = current;

let stop: (() => void) | null = null;

/** Hears one side of an insert. Opening another insert's comparison closes this one. */
export function compare(
  mix: Mix,
  at: { strip: StripId; insert: InsertId },
  side: Side,
  matched: boolean,
): void {
  const now = current.peek();
  const same = now?.mix === mix.id && now.strip === at.strip && now.insert === at.insert;
  if (settings.peek().matched !== matched) settings.value = { ...settings.peek(), matched };
  show(
    same
      ? { ...now, side, matched }
      : { mix: mix.id, ...at, side, matched, trims: { before: 0, after: 0 }, known: 'none' },
  );
  if (!same || !stop) {
    stop?.();
    stop = match(mix, at);
  }
}

/** Back to hearing the mix as it is. */
export function endComparison(): void {
  stop?.();
  stop = null;
  show(null);
}

function show(next: Comparison | null): void {
  current.value = next;
  const at = next && { strip: next.strip, insert: next.insert };
  const trimDb = next?.matched && next.side !== 'taken' ? next.trims[next.side] : 0;
  listening.value = {
    ...listening.peek(),
    bypassed: at && next?.side === 'before' ? [at] : [],
    difference: at && next?.side === 'taken' ? at : null,
    trimDb,
  };
}

/** Keeps the trims true. Returns the way to stop. */
function match(mix: Mix, at: { strip: StripId; insert: InsertId }): () => void {
  let end: (() => void) | null = null;
  let gone = false;
  const finish = () => {
    gone = true;
    end?.();
  };
  arriving(import('./loudness-match.ts')).then(
    ({ follow }) => {
      if (!gone) end = follow(mix, at, (trims, known) => take(mix, at, trims, known));
    },
    (error: unknown) => {
      // Both sides are heard as they are, and the next press tries again.
      console.error(error);
      if (stop === finish) stop = null;
    },
  );
  return finish;
}

function take(mix: Mix, at: { strip: StripId; insert: InsertId }, trims: Trims, known: Measured): void {
  const now = current.peek();
  if (now?.mix !== mix.id || now.strip !== at.strip || now.insert !== at.insert) return;
  show({ ...now, trims, known });
}
