/** Who feeds whom. Outputs, sends and keys form one graph, which may have no cycle. */
import type { Address, Session, StripId } from './document.ts';

export interface Edge {
  from: StripId;
  to: StripId;
  kind: 'out' | 'send' | 'key';
  /** Where the document says so. */
  at: Address;
}

/** Every connection of a session: a key leads from the strip listened to, to the strip that listens. */
export function edges(session: Pick<Session, 'strips'>): Edge[] {
  const list: Edge[] = [];
  for (const [id, strip] of Object.entries(session.strips)) {
    if (strip.out !== '') list.push({ from: id, to: strip.out, kind: 'out', at: `${id}.out` });
    for (const to of Object.keys(strip.sends))
      list.push({ from: id, to, kind: 'send', at: `${id}/sends/${to}` });
    for (const [insert, { key }] of Object.entries(strip.insert)) {
      if (key) list.push({ from: key.from, to: id, kind: 'key', at: `${id}/${insert}.key` });
    }
  }
  return list;
}

/** The connections of one cycle, or null when there is none. */
export function findCycle(session: Pick<Session, 'strips'>): Edge[] | null {
  const leaving = new Map<StripId, Edge[]>();
  for (const edge of edges(session)) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  const done = new Set<StripId>();

  const walk = (id: StripId, path: Edge[]): Edge[] | null => {
    const start = path.findIndex((edge) => edge.from === id);
    if (start >= 0) return path.slice(start);
    if (done.has(id)) return null;
    for (const edge of leaving.get(id) ?? []) {
      const cycle = walk(edge.to, [...path, edge]);
      if (cycle) return cycle;
    }
    done.add(id);
    return null;
  };

  for (const id of leaving.keys()) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return null;
}
