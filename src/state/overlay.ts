/**
 * What is heard for a while instead of an insert's own setting, so that one can listen into it: the region of one band
 * alone. A matter of listening: never in the document, in a link, a check or an export.
 */
import { effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { state } from './audio-signals.ts';
import type { Insert, InsertId, Session, StripId } from '../session/document.ts';

export interface Overlay {
  /** Id of the mix. */
  mix: string;
  strip: StripId;
  insert: InsertId;
  /** The effect's values while it lasts; what is not named has its default. */
  values: Insert['values'];
}

/** What is overlaid now; null: nothing. */
export const overlay: Signal<Overlay | null> = signal<Overlay | null>(null);

/** The session as it is heard. */
function overlaid(over: Overlay | null, mix: string, session: Session): Session {
  const strip = over?.mix === mix ? session.strips[over.strip] : undefined;
  const insert = over && strip?.insert[over.insert];
  if (!over || !strip || !insert) return session;
  const heard: Insert = { ...insert, on: true, values: over.values };
  return {
    ...session,
    strips: {
      ...session.strips,
      [over.strip]: { ...strip, insert: { ...strip.insert, [over.insert]: heard } },
    },
  };
}

effect(() => {
  const over = overlay.value;
  state.heardAs.value = over && ((mix, session) => overlaid(over, mix, session));
});
