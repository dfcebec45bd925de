/** What takes one session to another, as a patch. */
import { formatAddress } from './address.ts';
import type { Place } from './address.ts';
import type { Insert, Json, Patch, Session, Strip } from './document.ts';
import { asJson, sameJson } from './json.ts';
import { masterOf, orderOf } from './settle.ts';

/**
 * The smallest patch by addresses for which `applyPatch(from, diff(from, to)).session` equals `to`. Both must be
 * legal and have the same strip as master. Parts that are the same object are not looked into.
 */
export function diff(from: Session, to: Session): Patch {
  const patch: Patch = {};
  const put = (place: Place, value: Json): void => void (patch[formatAddress(place)] = value);
  if (from === to) return patch;
  if (from.bpm !== to.bpm) put({ kind: 'bpm' }, to.bpm);

  eachKey(from.sources, to.sources, (id, _before, after) => {
    put({ kind: 'source', source: id }, after === undefined ? null : asJson(after));
  });
  eachKey(from.strips, to.strips, (id, before, after) => {
    if (before === undefined || after === undefined || before.kind !== after.kind) {
      put({ kind: 'strip', strip: id }, after === undefined ? null : asJson(after));
    } else diffStrip(id, before, after, put);
  });
  if (!sameJson(orderOf(from.order, Object.keys(to.strips), masterOf(to)), to.order))
    put({ kind: 'order' }, to.order);
  eachKey(from.automation, to.automation, (of, _before, after) => {
    put({ kind: 'automation', of }, after === undefined ? null : asJson(after));
  });
  return patch;
}

function diffStrip(strip: string, from: Strip, to: Strip, put: (place: Place, value: Json) => void): void {
  for (const field of ['label', 'offsetS', 'gainDb', 'pan', 'width', 'mute', 'source', 'out'] as const) {
    if (from[field] !== to[field]) put({ kind: 'strip-field', strip, field }, to[field] ?? null);
  }
  eachKey(from.sends, to.sends, (id, before, after) => {
    if (before === undefined || after === undefined) {
      put({ kind: 'send', strip, to: id }, after === undefined ? null : asJson(after));
      return;
    }
    if (before.gainDb !== after.gainDb)
      put({ kind: 'send-field', strip, to: id, field: 'gainDb' }, after.gainDb);
    if (before.tap !== after.tap) put({ kind: 'send-field', strip, to: id, field: 'tap' }, after.tap);
  });
  eachKey(from.insert, to.insert, (id, before, after) => {
    if (
      before === undefined ||
      after === undefined ||
      before.effect !== after.effect ||
      before.v !== after.v
    ) {
      put({ kind: 'insert', strip, insert: id }, after === undefined ? null : asJson(after));
    } else diffInsert(strip, id, before, after, put);
  });
  if (!sameJson(orderOf(from.inserts, Object.keys(to.insert)), to.inserts))
    put({ kind: 'inserts', strip }, to.inserts);
}

function diffInsert(
  strip: string,
  insert: string,
  from: Insert,
  to: Insert,
  put: (place: Place, value: Json) => void,
): void {
  if (from.on !== to.on) put({ kind: 'insert-field', strip, insert, field: 'on' }, to.on);
  if (!sameJson(from.key, to.key)) {
    put({ kind: 'insert-field', strip, insert, field: 'key' }, to.key ? asJson(to.key) : null);
  }
  eachKey(from.values, to.values, (param, _before, after) =>
    put({ kind: 'param', strip, insert, param }, after ?? null),
  );
}

/** Every key whose value differs between two records. */
function eachKey<T>(
  from: Record<string, T>,
  to: Record<string, T>,
  visit: (key: string, before: T | undefined, after: T | undefined) => void,
): void {
  if (from === to) return;
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) visit(key, from[key], undefined);
  for (const key of Object.keys(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (!sameJson(before, to[key])) visit(key, before, to[key]);
  }
}
