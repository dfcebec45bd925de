/** What a control shows in the moment before the editor has come: its own value, written down unchecked. */
import type { Json, Patch, Session, Strip } from '../session/document.ts';

/** `vox.gainDb`, `vox/eq.on`, `vox/sends/hall.gainDb`, `vox/eq/lowMid.gainDb`. */
const VALUE = /^([a-z0-9-]+)(?:\/(sends\/)?([a-z0-9-]+))?(?:\.(\w+)|\/([\w.]+))$/;
const STRIP_VALUES = ['gainDb', 'pan', 'width', 'mute'];

/**
 * The session with the plain values of a patch. Whatever else a patch holds (inserts, sources, orders) is left out:
 * it waits for the editor, which then makes all of it anew and legal.
 */
export function sketch(session: Session, patch: Patch): Session {
  let made = session;
  for (const [address, value] of Object.entries(patch)) {
    const [, id = '', sends, part, field, param] = VALUE.exec(address) ?? [];
    const strip = Object.hasOwn(made.strips, id) ? made.strips[id] : undefined;
    const drawn = strip && drawOn(strip, sends !== undefined, part, field, param, value);
    if (drawn) made = { ...made, strips: { ...made.strips, [id]: drawn } };
  }
  return made;
}

function drawOn(
  strip: Strip,
  isSend: boolean,
  part: string | undefined,
  field: string | undefined,
  param: string | undefined,
  value: Json,
): Strip | null {
  if (part === undefined) return STRIP_VALUES.includes(field ?? '') ? { ...strip, [field!]: value } : null;
  if (isSend) {
    const send = Object.hasOwn(strip.sends, part) ? strip.sends[part] : undefined;
    return send && field === 'gainDb'
      ? { ...strip, sends: { ...strip.sends, [part]: { ...send, gainDb: value as number } } }
      : null;
  }
  const insert = Object.hasOwn(strip.insert, part) ? strip.insert[part] : undefined;
  if (!insert) return null;
  if (param !== undefined) {
    const values = { ...insert.values, [param]: value as number | string | boolean };
    return { ...strip, insert: { ...strip.insert, [part]: { ...insert, values } } };
  }
  return field === 'on'
    ? { ...strip, insert: { ...strip.insert, [part]: { ...insert, on: value as boolean } } }
    : null;
}
