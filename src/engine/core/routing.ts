/** Which strip feeds which: the order of work, and who is heard under solo. Pure readings of a session. */
import type { Session, StripId } from '../../session/document.ts';

/** A session that no graph can be made of, which the validator would have refused. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** Strips that a strip's sound depends on: those that feed it by output or send, and its inserts' keys. */
export function dependencies(session: Session): Map<StripId, Set<StripId>> {
  const needs = new Map<StripId, Set<StripId>>();
  for (const id of session.order) needs.set(id, new Set());
  const need = (strip: StripId, by: StripId): void => {
    const set = needs.get(by);
    if (!set || !needs.has(strip)) throw new GraphError(`strip ${strip} cannot feed ${by}: no such strip`);
    set.add(strip);
  };
  for (const id of session.order) {
    const strip = session.strips[id];
    if (!strip) throw new GraphError(`no such strip: ${id}`);
    if (strip.kind !== 'master') need(id, strip.out);
    for (const to of Object.keys(strip.sends)) need(id, to);
    for (const insertId of strip.inserts) {
      const key = strip.insert[insertId]?.key;
      if (key) need(key.from, id);
    }
  }
  return needs;
}

/** The strips with every one after those it depends on; document order otherwise. Throws on a cycle. */
export function workingOrder(session: Session): StripId[] {
  const needs = dependencies(session);
  const done = new Set<StripId>();
  const order: StripId[] = [];
  const open = new Set<StripId>();
  const visit = (id: StripId): void => {
    if (done.has(id)) return;
    if (open.has(id)) throw new GraphError(`strip ${id} feeds itself`);
    open.add(id);
    for (const other of needs.get(id)!) visit(other);
    open.delete(id);
    done.add(id);
    order.push(id);
  };
  for (const id of session.order) visit(id);
  return order;
}

/** Everything that the wanted strips depend on, themselves included. */
export function upstream(session: Session, wanted: Iterable<StripId>): Set<StripId> {
  const needs = dependencies(session);
  const found = new Set<StripId>();
  const visit = (id: StripId): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const other of needs.get(id) ?? []) visit(other);
  };
  for (const id of wanted) visit(id);
  return found;
}

/** The id of the one strip of kind master. */
export function masterOf(session: Session): StripId {
  const master = session.order.find((id) => session.strips[id]?.kind === 'master');
  if (master === undefined) throw new GraphError('the session has no master');
  return master;
}

/**
 * Solo-in-place: whether sound may pass from one strip to another. Soloed strips and what their outputs and
 * sends feed are heard; soloing a bus lets in what feeds it. A soloed return hears its sends, but the senders
 * themselves stay silent. Keys are not affected.
 */
export function soloGate(
  session: Session,
  solo: readonly StripId[],
): (from: StripId, to: StripId) => boolean {
  const soloed = new Set(solo.filter((id) => Object.hasOwn(session.strips, id)));
  if (soloed.size === 0) return () => true;
  const strips = session.strips;
  const targets = (id: StripId): StripId[] => [
    ...(strips[id]!.kind === 'master' ? [] : [strips[id]!.out]),
    ...Object.keys(strips[id]!.sends),
  ];

  // Tracks and buses whose output ends in a soloed bus count as soloed themselves.
  const heard = new Set(soloed);
  for (const id of session.order) {
    const path: StripId[] = [];
    for (let at: StripId | '' = id; at !== '' && strips[at] && !path.includes(at); at = strips[at]!.out) {
      path.push(at);
      if (soloed.has(at)) {
        for (const member of path) heard.add(member);
        break;
      }
    }
  }
  const grow = (set: Set<StripId>, next: (id: StripId) => StripId[]): Set<StripId> => {
    const queue = [...set];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const other of next(id)) {
        if (!set.has(other)) {
          set.add(other);
          queue.push(other);
        }
      }
    }
    return set;
  };
  const downstream = grow(new Set(heard), (id) => (strips[id] ? targets(id) : []));
  const feeders = (id: StripId): StripId[] => session.order.filter((other) => targets(other).includes(id));
  const towards = grow(new Set(heard), feeders);
  return (from, to) =>
    downstream.has(from) || (towards.has(from) && towards.has(to) && !(downstream.has(to) && !heard.has(to)));
}
