/** Foreign documents made legal: files, stored state, anything that this page did not just make itself. */
import { legal } from '../dsp/core/params.ts';
import { isId } from './address.ts';
import { LIMITS, SESSION_VERSION } from './document.ts';
import type { Session, SourceRef, Strip } from './document.ts';
import { SessionError } from './errors.ts';
import { isRecord, own } from './json.ts';
import { migrate } from './migrate.ts';
import { numberAt, readAutomation, readSource, readStrip } from './parts.ts';
import type { Note, Noting } from './parts.ts';
import { findCycle } from './routing.ts';
import type { Edge } from './routing.ts';
import { masterOf, settle, without } from './settle.ts';
import { BPM } from './strip-params.ts';

export interface ReadSession {
  session: Session;
  /** Everything that was dropped, clamped or mended, by address. */
  notes: Note[];
}

/** Lists longer than this in a hostile document are told of in one note each, not in thousands. */
const NOTES_KEPT = 200;

/**
 * A legal session from JSON of unknown make, and what had to be done to it. Throws `SessionError` when it is
 * no document of this site (`broken`), has no master strip (`broken`) or is from a newer version (`newer`).
 */
export function readSession(json: unknown): ReadSession {
  if (!isRecord(json)) throw new SessionError('broken', 'This is not a mix of this site.');
  const document = migrate(json);
  const notes: Note[] = [];
  const note: Noting = (at, did, why) => {
    if (notes.length < NOTES_KEPT) notes.push({ at: at.slice(0, 128), did, why: why.slice(0, 200) });
  };

  const bpm = own(document, 'bpm');
  const session: Session = {
    v: SESSION_VERSION,
    bpm: legal(BPM, bpm) as number,
    sources: readSources(own(document, 'sources'), note),
    strips: readStrips(document, note),
    order: [],
    automation: {},
  };
  if (session.bpm !== bpm) note('session.bpm', 'clamped', 'is no tempo');
  const order = own(document, 'order');
  session.order = Array.isArray(order) ? order.filter(isId) : [];

  const lanes = own(document, 'automation');
  for (const [address, lane] of Object.entries(isRecord(lanes) ? lanes : {})) {
    const param = numberAt(session, address);
    const made = param && readAutomation(lane, param, `automation/${address}`, note);
    if (made) session.automation[address] = made;
    else note(`automation/${address}`, 'dropped', 'is no lane of a control of this mix');
  }
  return { session: cutCycles(settle(session, note), note), notes };
}

function readSources(value: unknown, note: Noting): Record<string, SourceRef> {
  const sources: Record<string, SourceRef> = {};
  for (const [id, foreign] of Object.entries(isRecord(value) ? value : {})) {
    const made = isId(id) ? readSource(foreign) : null;
    if (made === null) note(`sources/${id}`, 'dropped', 'is no source');
    else if (Object.keys(sources).length >= LIMITS.strips)
      note(`sources/${id}`, 'dropped', 'too many sources');
    else sources[id] = made;
  }
  return sources;
}

/** The strips, at most as many as the limit, the master among them. */
function readStrips(document: Record<string, unknown>, note: Noting): Record<string, Strip> {
  const value = own(document, 'strips');
  const strips: Record<string, Strip> = {};
  let master: [string, Strip] | null = null;
  for (const [id, foreign] of Object.entries(isRecord(value) ? value : {})) {
    const made = isId(id) ? readStrip(foreign, id, note) : null;
    if (made === null) note(id, 'dropped', 'is no strip');
    else if (made.kind === 'master') {
      if (master === null) master = [id, made];
      else note(id, 'dropped', 'a mix has one master');
    } else if (Object.keys(strips).length >= LIMITS.strips - 1)
      note(id, 'dropped', `a mix has ${LIMITS.strips} strips`);
    else strips[id] = made;
  }
  if (master === null)
    throw new SessionError('broken', 'This mix has no master strip, so nothing of it could be heard.');
  strips[master[0]] = master[1];
  return strips;
}

const CUT_FIRST = ['key', 'send', 'out'] as const;

/** Takes connections away until nothing feeds itself: keys first, then sends, then outputs (to the master). */
function cutCycles(session: Session, note: Noting): Session {
  let made = session;
  for (let cycle = findCycle(made); cycle !== null; cycle = findCycle(made)) {
    const kind = CUT_FIRST.find((k) => cycle?.some((edge) => edge.kind === k));
    const edge = cycle.find((e) => e.kind === kind) as Edge;
    note(edge.at, 'mended', `«${edge.from}» and «${edge.to}» would feed each other in a circle`);
    made = cut(made, edge);
  }
  return made;
}

function cut(session: Session, { from, to, kind, at }: Edge): Session {
  const id = kind === 'key' ? to : from;
  const strip = session.strips[id] as Strip;
  let made: Strip;
  if (kind === 'out') {
    made = { ...strip, out: masterOf(session) ?? '' };
  } else if (kind === 'send') {
    made = { ...strip, sends: without(strip.sends, to) };
  } else {
    const name = at.slice(id.length + 1, -'.key'.length);
    const { key: _gone, ...rest } = strip.insert[name] as Strip['insert'][string];
    made = { ...strip, insert: { ...strip.insert, [name]: rest } };
  }
  return { ...session, strips: { ...session.strips, [id]: made } };
}
