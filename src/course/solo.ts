/** What is heard in solo, as a session of its own, so that it can be rendered and measured like any other. */
import { soloGate } from '../engine/core/routing.ts';
import type { Session, Strip, StripId } from '../session/document.ts';
import { newStrip } from '../session/new-strip.ts';

/** The first of `like`, `like-2`, `like-3` … that the session has no strip by yet. */
export function freeStripId({ strips }: Pick<Session, 'strips'>, like: StripId): StripId {
  let id = like;
  for (let n = 2; Object.hasOwn(strips, id); n++) id = `${like}-${n}`;
  return id;
}

/**
 * The session in which only what solo lets through reaches the master: outputs that solo closes lead to a muted
 * bus, sends that it closes are gone. Keys are not affected, as in the engine.
 */
export function soloed(session: Session, solo: readonly StripId[]): Session {
  const opens = soloGate(session, solo);
  const nowhere = freeStripId(session, 'unheard');
  const master = session.order.at(-1) as StripId;
  let closed = false;
  const strips = Object.fromEntries(
    Object.entries(session.strips).map(([id, strip]): [StripId, Strip] => {
      const sends = Object.fromEntries(Object.entries(strip.sends).filter(([to]) => opens(id, to)));
      if (strip.kind === 'master' || opens(id, strip.out)) return [id, { ...strip, sends }];
      closed = true;
      return [id, { ...strip, sends, out: nowhere }];
    }),
  );
  if (!closed) return { ...session, strips };
  const silent = newStrip('bus', { mute: true, out: master });
  return {
    ...session,
    strips: { ...strips, [nowhere]: silent },
    order: [...session.order.slice(0, -1), nowhere, master],
  };
}

const made = new WeakMap<Session, Map<string, Session>>();

/** `soloed`, the same object for the same session and strips: whatever is measured of it shares one render. */
export function soloedOnce(session: Session, solo: readonly StripId[]): Session {
  const known = made.get(session) ?? new Map<string, Session>();
  made.set(session, known);
  const key = solo.join(' ');
  const alone = known.get(key) ?? soloed(session, solo);
  known.set(key, alone);
  return alone;
}
