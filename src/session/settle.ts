/**
 * Makes the parts of a session agree with each other: no reference leads nowhere, orders list exactly what is
 * there, a lane's target exists. Cycles are the caller's: a document is cut, a patch refused.
 */
import type { NumberParam } from '../dsp/core/params.ts';
import type { Automation, Session, Strip, StripId } from './document.ts';
import { automationRange, numberAt, readAutomation } from './parts.ts';
import type { Noting } from './parts.ts';

/** The master strip's id; null when there is none. */
export const masterOf = (session: Pick<Session, 'strips'>): StripId | null =>
  Object.entries(session.strips).find(([, strip]) => strip.kind === 'master')?.[0] ?? null;

/**
 * An order that lists exactly `present`: first those of `wanted` that exist, once each, then the others by name.
 * Returns `wanted` itself when it is right already.
 */
export function orderOf(
  wanted: readonly string[],
  present: Iterable<string>,
  last: string | null = null,
): string[] {
  const there = new Set(present);
  const kept = [...new Set(wanted)].filter((id) => there.has(id) && id !== last);
  const missing = [...there].filter((id) => id !== last && !kept.includes(id)).sort();
  const made = [...kept, ...missing, ...(last !== null && there.has(last) ? [last] : [])];
  return made.length === wanted.length && made.every((id, i) => id === wanted[i])
    ? (wanted as string[])
    : made;
}

const isWithin = (value: number, mode: Automation['mode'], param: NumberParam): boolean => {
  const [min, max] = automationRange(mode, param);
  return value >= min && value <= max;
};

/** The session with all references whole; the same object when nothing had to change. */
export function settle(session: Session, note: Noting): Session {
  const master = masterOf(session);
  let { strips, order, automation } = session;
  for (const [id, strip] of Object.entries(session.strips)) {
    const settled = settleStrip(session, id, strip, master ?? '', note);
    if (settled !== strip) strips = { ...strips, [id]: settled };
  }
  order = orderOf(order, Object.keys(strips), master);

  const next: Session = { ...session, strips, order };
  for (const [address, lane] of Object.entries(session.automation)) {
    const param = numberAt(next, address);
    if (param && lane.points.every(([, value]) => isWithin(value, lane.mode, param))) continue;
    const made = param && readAutomation(lane, param, `automation/${address}`, note);
    automation = made ? { ...automation, [address]: made } : without(automation, address);
    if (!made) note(`automation/${address}`, 'dropped', 'there is no such control to automate');
  }
  const same = strips === session.strips && order === session.order && automation === session.automation;
  return same ? session : { ...next, automation };
}

function settleStrip(session: Session, id: StripId, strip: Strip, master: StripId, note: Noting): Strip {
  let made = strip;
  const receives = (to: StripId): boolean => {
    const target = Object.hasOwn(session.strips, to) ? session.strips[to] : undefined;
    return target !== undefined && target.kind !== 'track' && to !== id;
  };
  if (strip.kind !== 'master' && !receives(strip.out)) {
    note(`${id}.out`, 'mended', strip.out === '' ? 'leads nowhere' : `there is no bus «${strip.out}»`);
    made = { ...made, out: master };
  }
  if (strip.source !== undefined && !Object.hasOwn(session.sources, strip.source)) {
    note(`${id}.source`, 'dropped', `there is no source «${strip.source}»`);
    const { source: _gone, ...rest } = made;
    made = rest;
  }
  for (const to of Object.keys(strip.sends)) {
    if (strip.kind !== 'master' && receives(to)) continue;
    note(`${id}/sends/${to}`, 'dropped', `there is no bus «${to}» to send to`);
    made = { ...made, sends: without(made.sends, to) };
  }
  for (const [name, insert] of Object.entries(strip.insert)) {
    if (!insert.key || (Object.hasOwn(session.strips, insert.key.from) && insert.key.from !== id)) continue;
    note(`${id}/${name}.key`, 'dropped', `there is no other strip «${insert.key.from}» to listen to`);
    const { key: _gone, ...rest } = insert;
    made = { ...made, insert: { ...made.insert, [name]: rest } };
  }
  const inserts = orderOf(made.inserts, Object.keys(made.insert));
  return inserts === made.inserts ? made : { ...made, inserts };
}

/** A record without one key. */
export function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
