/** Which strips sounds are sent to. */
import type { Session, StripId } from '../../../session/document.ts';

/** Strips that something sends to: reverbs and other returns. */
export const returnsOf = (session: Session): { id: StripId; label: string }[] =>
  session.order
    .filter(
      (id) => session.strips[id]?.kind === 'bus' && session.order.some((s) => session.strips[s]?.sends[id]),
    )
    .map((id) => ({ id, label: session.strips[id]!.label }));
