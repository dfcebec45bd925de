/** What a detector listens to: the sound itself, or another strip (a sidechain). */
import type { Params } from '../../../dsp/core/params.ts';
import type { Session, StripId } from '../../../session/document.ts';
import { newGesture } from '../../controls/gesture.ts';
import type { InsertFrame } from '../insert-cell.tsx';

/** Strips that already hear this one, in whatever way: a key from them would be a circle. */
function downstream(session: Session, of: StripId): Set<StripId> {
  const reached = new Set<StripId>([of]);
  const { strips, order } = session;
  for (let grown = true; grown;) {
    grown = false;
    for (const id of order) {
      const strip = strips[id]!;
      const hears = (other: StripId): boolean =>
        strips[other]!.out === id ||
        Object.hasOwn(strips[other]!.sends, id) ||
        Object.values(strip.insert).some((insert) => insert.key?.from === other);
      if (!reached.has(id) && [...reached].some(hears)) {
        reached.add(id);
        grown = true;
      }
    }
  }
  return reached;
}

/** Strips that may key an insert of this one, in the mixer's order. */
export function keySources(session: Session, strip: StripId): StripId[] {
  const closed = downstream(session, strip);
  return session.order.filter((id) => !closed.has(id));
}

export function KeyChoice({ frame }: { frame: InsertFrame<Params> }) {
  const { mix, strip, insert, view } = frame;
  const session = mix.session.value;
  const from = session.strips[strip]?.insert[insert]?.key?.from ?? '';
  return (
    <label class="key-from">
      Listens to
      <select
        value={from}
        onChange={(event) => {
          const next = event.currentTarget.value;
          view.setKey(next === '' ? null : { from: next, tap: 'pre' }, newGesture());
        }}
      >
        <option value="">{session.strips[strip]?.label ?? strip} itself</option>
        {keySources(session, strip).map((id) => (
          <option key={id} value={id}>
            {session.strips[id]!.label}
          </option>
        ))}
      </select>
    </label>
  );
}
