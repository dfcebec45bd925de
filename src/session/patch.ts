/** Changes to a session, by address. */
import { legal } from '../dsp/core/params.ts';
import type { ParamValue } from '../dsp/core/params.ts';
import { isId, parseAddress } from './address.ts';
import type { Place } from './address.ts';
import { diff } from './diff.ts';
import { LIMITS } from './document.ts';
import type { Address, Insert, Json, Patch, Session, Strip } from './document.ts';
import { specById } from '../dsp/effects/specs.ts';
import { sameJson } from './json.ts';
import {
  legalLabel,
  numberAt,
  readAutomation,
  readInsert,
  readKey,
  readSend,
  readSource,
  readStrip,
} from './parts.ts';
import type { Note } from './parts.ts';
import { findCycle } from './routing.ts';
import { masterOf, orderOf, settle, without } from './settle.ts';
import { BPM, OFFSET, SEND_PARAMS, STRIP_PARAMS } from './strip-params.ts';

export interface Refusal {
  address: Address;
  /** A clause in plain words: "there is no strip «voice»". */
  reason: string;
}

export interface Patched {
  session: Session;
  /** Takes `session` back to what it was. */
  inverse: Patch;
  /** Addresses that were not applied; the others were. */
  refused: Refusal[];
  /** What had to be clamped, or mended elsewhere, to keep the session whole. */
  notes: Note[];
}

/** Structure before its parts: a strip stands before its inserts, these before their values, orders and lanes last. */
const RANK: Record<Place['kind'], number> = {
  bpm: 0,
  source: 0,
  strip: 1,
  insert: 2,
  send: 2,
  'strip-field': 3,
  'insert-field': 3,
  'send-field': 3,
  param: 4,
  inserts: 5,
  order: 5,
  automation: 6,
};

/** `vox/eq.effect` before `vox/eq.key`: whether a key is heard depends on the effect. */
const FIELD_ORDER: Record<string, number> = { effect: 0, v: 1, key: 2, on: 3 };

/**
 * The session with a patch applied. Parts that did not change stay the same objects. Never throws: what cannot be
 * applied is refused by address with a reason, and what the change leaves dangling (a send to a removed bus) is
 * mended; the inverse restores that as well.
 */
export function applyPatch(session: Session, patch: Patch): Patched {
  const refused: Refusal[] = [];
  const changes: { address: Address; place: Place; value: Json }[] = [];
  for (const [address, value] of Object.entries(patch)) {
    const place = parseAddress(address);
    if (place === null) refused.push({ address: address.slice(0, 128), reason: 'is not an address' });
    else changes.push({ address, place, value });
  }
  changes.sort(
    (a, b) =>
      RANK[a.place.kind] - RANK[b.place.kind] || fieldRank(a.place) - fieldRank(b.place) || byName(a, b),
  );

  for (let rest = changes; ;) {
    const attempt = applyAll(session, rest);
    const cycle = findCycle(attempt.session);
    const guilty = cycle && rest.filter(({ address }) => cycle.some((edge) => isAbove(address, edge.at)));
    if (guilty === null || guilty.length === 0) {
      // A whole session has no cycle, so one that is left without a guilty change cannot be; then nothing is applied.
      const made = guilty === null ? attempt.session : session;
      return {
        session: made,
        inverse: diff(made, session),
        refused: [...refused, ...attempt.refused],
        notes: attempt.notes,
      };
    }
    for (const { address } of guilty) refused.push({ address, reason: 'would feed itself in a circle' });
    rest = rest.filter((change) => !guilty.includes(change));
  }
}

const fieldRank = (place: Place): number =>
  place.kind === 'insert-field' ? (FIELD_ORDER[place.field] ?? 0) : 0;
const byName = (a: { address: string }, b: { address: string }): number => (a.address < b.address ? -1 : 1);
/** `vox` and `vox/comp` hold `vox/comp.key`. */
const isAbove = (address: Address, at: Address): boolean =>
  at === address || (at.startsWith(address) && (at[address.length] === '/' || at[address.length] === '.'));

function applyAll(
  session: Session,
  changes: { address: Address; place: Place; value: Json }[],
): Omit<Patched, 'inverse'> {
  const refused: Refusal[] = [];
  const notes: Note[] = [];
  const note = (at: Address, did: Note['did'], why: string): void => void notes.push({ at, did, why });
  let made = session;
  for (const { address, place, value } of changes) {
    const next = write(made, place, value, address, note);
    if (typeof next === 'string') refused.push({ address, reason: next });
    else made = next;
  }
  return { session: settle(made, note), refused, notes };
}

type Write = (at: Address, did: Note['did'], why: string) => void;

/** The session with one value written, or the reason why not. */
function write(session: Session, place: Place, value: Json, address: Address, note: Write): Session | string {
  switch (place.kind) {
    case 'bpm': {
      const bpm = number(value, BPM, address, note);
      return typeof bpm === 'string' ? bpm : changed(session, 'bpm', bpm);
    }
    case 'source': {
      if (value === null) return changed(session, 'sources', without(session.sources, place.source));
      const source = readSource(value);
      if (source === null) return 'is no source';
      if (
        Object.keys(session.sources).length >= LIMITS.strips &&
        !Object.hasOwn(session.sources, place.source)
      ) {
        return 'there are too many sources';
      }
      return changed(session, 'sources', setKey(session.sources, place.source, source));
    }
    case 'strip':
      return writeStrip(session, place.strip, value, note);
    case 'order': {
      if (!isIdList(value)) return 'is no list of strips';
      return changed(
        session,
        'order',
        sameOr(session.order, orderOf(value, Object.keys(session.strips), masterOf(session))),
      );
    }
    case 'automation': {
      if (value === null) return changed(session, 'automation', without(session.automation, place.of));
      const param = numberAt(session, place.of);
      if (param === null) return 'there is no such control to automate';
      const lane = readAutomation(value, param, address, note);
      return lane === null
        ? 'is no automation'
        : changed(session, 'automation', setKey(session.automation, place.of, lane));
    }
    default: {
      const strip = Object.hasOwn(session.strips, place.strip) ? session.strips[place.strip] : undefined;
      if (strip === undefined) return `there is no strip «${place.strip}»`;
      const made = writeInStrip(session, strip, place, value, address, note);
      return typeof made === 'string'
        ? made
        : changed(session, 'strips', setKey(session.strips, place.strip, made));
    }
  }
}

function writeStrip(session: Session, id: string, value: Json, note: Write): Session | string {
  const present = Object.hasOwn(session.strips, id) ? session.strips[id] : undefined;
  if (value === null) {
    if (present?.kind === 'master') return 'the master strip cannot be removed';
    return present ? changed(session, 'strips', without(session.strips, id)) : session;
  }
  const strip = readStrip(value, id, note);
  if (strip === null) return 'is no strip';
  if ((strip.kind === 'master') !== (masterOf(session) === id)) return 'a mix has one master';
  if (!present && Object.keys(session.strips).length >= LIMITS.strips)
    return `a mix has at most ${LIMITS.strips} strips`;
  return changed(session, 'strips', setKey(session.strips, id, strip));
}

type InStrip = Exclude<Place, { kind: 'bpm' | 'source' | 'strip' | 'order' | 'automation' }>;

function writeInStrip(
  session: Session,
  strip: Strip,
  place: InStrip,
  value: Json,
  address: Address,
  note: Write,
): Strip | string {
  switch (place.kind) {
    case 'strip-field':
      return writeStripField(session, strip, place, value, address, note);
    case 'inserts':
      if (!isIdList(value)) return 'is no list of inserts';
      return changed(strip, 'inserts', sameOr(strip.inserts, orderOf(value, Object.keys(strip.insert))));
    case 'insert': {
      if (value === null) return changed(strip, 'insert', without(strip.insert, place.insert));
      const insert = readInsert(value, address, note);
      if (insert === null) return 'is no insert with an effect of this site';
      const fresh = !Object.hasOwn(strip.insert, place.insert);
      if (fresh && Object.keys(strip.insert).length >= LIMITS.insertsPerStrip) {
        return `a strip holds at most ${LIMITS.insertsPerStrip} inserts`;
      }
      return changed(strip, 'insert', setKey(strip.insert, place.insert, insert));
    }
    case 'send': {
      if (value === null) return changed(strip, 'sends', without(strip.sends, place.to));
      const why = cannotReceive(session, place.to);
      if (why !== null || strip.kind === 'master') return why ?? 'the master feeds nothing';
      const send = readSend(value, address, note);
      return send === null ? 'is no send' : changed(strip, 'sends', setKey(strip.sends, place.to, send));
    }
    case 'send-field': {
      const send = Object.hasOwn(strip.sends, place.to) ? strip.sends[place.to] : undefined;
      if (send === undefined) return `there is no send to «${place.to}»`;
      if (place.field === 'tap') {
        if (value !== 'pre' && value !== 'post') return 'is neither pre nor post';
        return changed(strip, 'sends', setKey(strip.sends, place.to, changed(send, 'tap', value)));
      }
      const gainDb = number(value, SEND_PARAMS.gainDb, address, note);
      if (typeof gainDb === 'string') return gainDb;
      return changed(strip, 'sends', setKey(strip.sends, place.to, changed(send, 'gainDb', gainDb)));
    }
    case 'insert-field':
    case 'param': {
      const insert = Object.hasOwn(strip.insert, place.insert) ? strip.insert[place.insert] : undefined;
      if (insert === undefined) return `there is no insert «${place.insert}»`;
      const made =
        place.kind === 'param'
          ? writeParam(insert, place.param, value, address, note)
          : writeInsertField(insert, place.field, value);
      return typeof made === 'string'
        ? made
        : changed(strip, 'insert', setKey(strip.insert, place.insert, made));
    }
  }
}

function writeStripField(
  session: Session,
  strip: Strip,
  { strip: id, field }: InStrip & { kind: 'strip-field' },
  value: Json,
  address: Address,
  note: Write,
): Strip | string {
  switch (field) {
    case 'label':
      return typeof value === 'string' ? changed(strip, 'label', legalLabel(value)) : 'is no text';
    case 'source': {
      if (value === null) {
        const { source: _gone, ...rest } = strip;
        return strip.source === undefined ? strip : rest;
      }
      if (strip.kind !== 'track') return 'only a track has a source';
      return isId(value) && Object.hasOwn(session.sources, value)
        ? changed(strip, 'source', value)
        : 'there is no such source';
    }
    case 'mute':
      return typeof value === 'boolean' ? changed(strip, 'mute', value) : 'is neither on nor off';
    case 'out': {
      if (strip.kind === 'master') return 'the master feeds nothing';
      if (!isId(value)) return 'is no strip';
      if (value === id) return 'would feed itself in a circle';
      return cannotReceive(session, value) ?? changed(strip, 'out', value);
    }
    default: {
      const made = number(value, field === 'offsetS' ? OFFSET : STRIP_PARAMS[field], address, note);
      return typeof made === 'string' ? made : changed(strip, field, made);
    }
  }
}

function cannotReceive(session: Session, id: string): string | null {
  const target = Object.hasOwn(session.strips, id) ? session.strips[id] : undefined;
  if (target === undefined) return `there is no strip «${id}»`;
  return target.kind === 'track' ? `«${id}» is a track, not a bus` : null;
}

function writeParam(
  insert: Insert,
  name: string,
  value: Json,
  address: Address,
  note: Write,
): Insert | string {
  const params = specById(insert.effect)?.params ?? {};
  const param = Object.hasOwn(params, name) ? params[name] : undefined;
  if (param === undefined) return `there is no control «${name}» on ${insert.effect}`;
  if (value === null) {
    return Object.hasOwn(insert.values, name) ? { ...insert, values: without(insert.values, name) } : insert;
  }
  let made: ParamValue;
  if (param.kind === 'number') {
    const within = number(value, param, address, note);
    if (typeof within === 'string') return within;
    made = within;
  } else {
    made = legal(param, value);
    if (made !== value) return param.kind === 'choice' ? 'is none of the choices' : 'is neither on nor off';
  }
  return changed(insert, 'values', setKey(insert.values, name, made));
}

function writeInsertField(
  insert: Insert,
  field: 'on' | 'key' | 'effect' | 'v',
  value: Json,
): Insert | string {
  switch (field) {
    case 'on':
      return typeof value === 'boolean' ? changed(insert, 'on', value) : 'is neither on nor off';
    case 'v':
      return value === insert.v ? insert : 'values of another version come with the whole insert';
    case 'effect': {
      const made = readInsert({ ...insert, effect: value, v: undefined }, '', () => {});
      return made ?? 'is no effect of this site';
    }
    case 'key': {
      if (value === null) {
        const { key: _gone, ...rest } = insert;
        return insert.key === undefined ? insert : rest;
      }
      const key = readKey(value);
      if (key === null) return 'is no key';
      if (specById(insert.effect)?.keyed !== true) return `${insert.effect} listens to no other track`;
      return sameJson(insert.key, key) ? insert : { ...insert, key };
    }
  }
}

/** A finite number within the range of its control, or why not. */
function number(
  value: Json,
  { min, max }: { min: number; max: number },
  address: Address,
  note: Write,
): number | string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is no number';
  if (value < min || value > max) note(address, 'clamped', `${value} is out of range`);
  // JSON has no −0, so a document has none either.
  return Math.min(max, Math.max(min, value)) + 0;
}

const isIdList = (value: Json): value is string[] => Array.isArray(value) && value.every(isId);

/** An object with one property changed; the same object when it is equal already. */
const changed = <T extends object, K extends keyof T>(object: T, key: K, value: T[K]): T =>
  object[key] === value ? object : { ...object, [key]: value };

const setKey = <T>(record: Record<string, T>, key: string, value: T): Record<string, T> =>
  Object.hasOwn(record, key) && sameJson(record[key], value) ? record : { ...record, [key]: value };

const sameOr = (before: string[], after: string[]): string[] => (sameJson(before, after) ? before : after);
