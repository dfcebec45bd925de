/** Addresses of `document.ts`, read and written. */
import type { Address, InsertId, SourceId, StripId } from './document.ts';

/** What an address can name of a strip, of an insert and of a send. */
export const STRIP_FIELDS = ['label', 'source', 'offsetS', 'gainDb', 'pan', 'width', 'mute', 'out'] as const;
export const INSERT_FIELDS = ['on', 'key', 'effect', 'v'] as const;
export const SEND_FIELDS = ['gainDb', 'tap'] as const;

export type StripField = (typeof STRIP_FIELDS)[number];
export type InsertField = (typeof INSERT_FIELDS)[number];
export type SendField = (typeof SEND_FIELDS)[number];

/** What an address names. */
export type Place =
  | { kind: 'strip'; strip: StripId }
  | { kind: 'strip-field'; strip: StripId; field: StripField }
  | { kind: 'inserts'; strip: StripId }
  | { kind: 'insert'; strip: StripId; insert: InsertId }
  | { kind: 'insert-field'; strip: StripId; insert: InsertId; field: InsertField }
  | { kind: 'param'; strip: StripId; insert: InsertId; param: string }
  | { kind: 'send'; strip: StripId; to: StripId }
  | { kind: 'send-field'; strip: StripId; to: StripId; field: SendField }
  | { kind: 'order' }
  | { kind: 'source'; source: SourceId }
  | { kind: 'bpm' }
  | { kind: 'automation'; of: Address };

const RESERVED = new Set(['order', 'sources', 'session', 'automation', 'inserts', 'sends']);
/** Before the address of what moves in time. */
const AUTOMATION = 'automation/';
const ID = /^[a-z0-9-]{1,32}$/;
const PARAM = /^[A-Za-z][A-Za-z0-9]{0,31}(\.[A-Za-z][A-Za-z0-9]{0,31}){0,3}$/;
/** Longer than any address that can be made of legal ids. */
const LONGEST = 256;

/** Whether a name may stand as the id of a strip, an insert, a source, a song or a stem. */
export const isId = (name: unknown): name is string =>
  typeof name === 'string' && ID.test(name) && !RESERVED.has(name) && !(name in Object.prototype);

const isOneOf = <T extends string>(list: readonly T[], name: string): name is T => list.includes(name as T);

/** The place that an address names, or null when it is no address. */
export function parseAddress(address: Address): Place | null {
  if (address.length > LONGEST) return null;
  if (address.startsWith(AUTOMATION)) {
    const of = address.slice(AUTOMATION.length);
    const place = parseAddress(of);
    return place !== null && mayBeAutomated(place) ? { kind: 'automation', of } : null;
  }
  if (address === 'order') return { kind: 'order' };
  if (address === 'session.bpm') return { kind: 'bpm' };

  const parts = address.split('/');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) return parseStripPart(first);
  if (parts.length === 2) {
    if (first === 'sources') return isId(second) ? { kind: 'source', source: second } : null;
    if (!isId(first)) return null;
    if (second === 'inserts') return { kind: 'inserts', strip: first };
    const [insert, field] = cut(second);
    if (!isId(insert)) return null;
    if (field === null) return { kind: 'insert', strip: first, insert };
    return isOneOf(INSERT_FIELDS, field) ? { kind: 'insert-field', strip: first, insert, field } : null;
  }
  if (parts.length === 3 && isId(first)) {
    if (second === 'sends') {
      const [to, field] = cut(third);
      if (!isId(to)) return null;
      if (field === null) return { kind: 'send', strip: first, to };
      return isOneOf(SEND_FIELDS, field) ? { kind: 'send-field', strip: first, to, field } : null;
    }
    if (isId(second) && PARAM.test(third))
      return { kind: 'param', strip: first, insert: second, param: third };
  }
  return null;
}

function parseStripPart(text: string): Place | null {
  const [strip, field] = cut(text);
  if (!isId(strip)) return null;
  if (field === null) return { kind: 'strip', strip };
  return isOneOf(STRIP_FIELDS, field) ? { kind: 'strip-field', strip, field } : null;
}

/** `vox.gainDb` → [`vox`, `gainDb`]; without a dot the second is null. */
function cut(text: string): [string, string | null] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, null] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Whether a place could hold a number that moves in time; for a parameter, its declaration decides. */
function mayBeAutomated(place: Place): boolean {
  switch (place.kind) {
    case 'param':
      return true;
    case 'strip-field':
      return place.field === 'gainDb' || place.field === 'pan' || place.field === 'width';
    case 'send-field':
      return place.field === 'gainDb';
    default:
      return false;
  }
}

/** The address of a place. `parseAddress(formatAddress(p))` is `p`. */
export function formatAddress(place: Place): Address {
  switch (place.kind) {
    case 'strip':
      return place.strip;
    case 'strip-field':
      return `${place.strip}.${place.field}`;
    case 'inserts':
      return `${place.strip}/inserts`;
    case 'insert':
      return `${place.strip}/${place.insert}`;
    case 'insert-field':
      return `${place.strip}/${place.insert}.${place.field}`;
    case 'param':
      return `${place.strip}/${place.insert}/${place.param}`;
    case 'send':
      return `${place.strip}/sends/${place.to}`;
    case 'send-field':
      return `${place.strip}/sends/${place.to}.${place.field}`;
    case 'order':
      return 'order';
    case 'source':
      return `sources/${place.source}`;
    case 'bpm':
      return 'session.bpm';
    case 'automation':
      return AUTOMATION + place.of;
  }
}

/**
 * Whether `address` is `prefix` or lies under it: `vox/eq` covers `vox/eq.on` and `vox/eq/low.gainDb`. The
 * automation of an address lies where the address lies.
 */
export function liesUnder(address: Address, prefix: Address): boolean {
  const bare =
    address.startsWith(AUTOMATION) && !prefix.startsWith(AUTOMATION)
      ? address.slice(AUTOMATION.length)
      : address;
  if (!bare.startsWith(prefix)) return false;
  const next = bare[prefix.length];
  return next === undefined || next === '/' || next === '.';
}
