/**
 * The parts of a document, each read from foreign JSON and made legal by itself. What one part says of another
 * (routing, keys, orders) is mended by `settle.ts`.
 */
import { legal } from '../dsp/core/params.ts';
import type { NumberParam, Param, ParamValue } from '../dsp/core/params.ts';
import { formatAddress, isId, parseAddress } from './address.ts';
import { LIMITS } from './document.ts';
import type {
  Address,
  Automation,
  AutomationPoint,
  Insert,
  Send,
  Session,
  SourceRef,
  Strip,
} from './document.ts';
import { specById } from '../dsp/effects/specs.ts';
import { isRecord, own } from './json.ts';
import type { JsonRecord } from './json.ts';
import { isPresetId } from './preset-id.ts';
import { OFFSET, SEND_PARAMS, STRIP_PARAMS } from './strip-params.ts';

/** What was done to a foreign document to make it legal. */
export interface Note {
  at: Address;
  did: 'dropped' | 'clamped' | 'mended';
  why: string;
}

/** Takes notes of what had to be dropped or changed. */
export type Noting = (at: Address, did: Note['did'], why: string) => void;

const LABEL_LENGTH = 64;
/** Longest song that automation may speak of, in seconds. */
const LONGEST_S = 3600;
const SHA256 = /^[0-9a-f]{64}$/;

/** A name as the learner sees it: control characters taken out, at most 64 characters. */
export function legalLabel(value: unknown): string {
  if (typeof value !== 'string') return '';
  const characters = Array.from(value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''));
  return characters.slice(0, LABEL_LENGTH).join('');
}

/** One value of a declared parameter, with a note when it had to change. */
function read(param: Param, value: unknown, at: Address, note: Noting): ParamValue {
  const made = legal(param, value);
  if (value !== undefined && made !== value) {
    const clamped = typeof value === 'number' && Number.isFinite(value) && typeof made === 'number';
    note(
      at,
      clamped ? 'clamped' : 'dropped',
      clamped ? `${value} is out of range` : 'is not a value of this control',
    );
  }
  // JSON has no −0, so a document has none either.
  return typeof made === 'number' ? made + 0 : made;
}

const readNumber = (param: NumberParam, value: unknown, at: Address, note: Noting): number =>
  read(param, value, at, note) as number;

/** A source, or null when it is none. */
export function readSource(value: unknown): SourceRef | null {
  if (!isRecord(value)) return null;
  switch (own(value, 'kind')) {
    case 'song': {
      const { song, stem, rev } = value;
      if (!isId(song) || !isId(stem) || typeof rev !== 'number' || !Number.isInteger(rev) || rev < 1)
        return null;
      return { kind: 'song', song, stem, rev };
    }
    case 'import': {
      const { sha256, rate, channels } = value;
      if (typeof sha256 !== 'string' || !SHA256.test(sha256) || (channels !== 1 && channels !== 2))
        return null;
      if (typeof rate !== 'number' || !Number.isInteger(rate) || rate < 8000 || rate > 384_000) return null;
      return { kind: 'import', sha256, rate, channels };
    }
    case 'print': {
      const { of } = value;
      return typeof of === 'string' && (isPresetId(of) || SHA256.test(of)) ? { kind: 'print', of } : null;
    }
    default:
      return null;
  }
}

/** An insert with known effect and legal values of the present version, or null. */
export function readInsert(value: unknown, at: Address, note: Noting): Insert | null {
  if (!isRecord(value)) return null;
  const id = own(value, 'effect');
  const effect = typeof id === 'string' ? specById(id) : undefined;
  if (effect === undefined) return null;

  const version = own(value, 'v');
  const stored = own(value, 'values');
  let values: JsonRecord = isRecord(stored) ? stored : {};
  if (typeof version === 'number' && version < effect.version && effect.migrate) {
    values = effect.migrate(version, values);
  } else if (version !== undefined && version !== effect.version) {
    note(`${at}.v`, 'mended', `values of version ${String(version)} are read as version ${effect.version}`);
  }

  const legalValues: Record<string, ParamValue> = {};
  for (const [name, given] of Object.entries(values)) {
    const param = Object.hasOwn(effect.params, name) ? effect.params[name] : undefined;
    if (param === undefined) note(`${at}/${name}`, 'dropped', `${effect.label} has no such control`);
    else legalValues[name] = read(param, given, `${at}/${name}`, note);
  }

  const insert: Insert = {
    effect: effect.id,
    v: effect.version,
    on: own(value, 'on') !== false,
    values: legalValues,
  };
  const key = own(value, 'key');
  if (key !== undefined) {
    const legalKey = readKey(key);
    if (legalKey !== null && effect.keyed) insert.key = legalKey;
    else
      note(`${at}.key`, 'dropped', effect.keyed ? 'is no key' : `${effect.label} listens to no other track`);
  }
  return insert;
}

/** What a detector listens to, or null. */
export function readKey(value: unknown): NonNullable<Insert['key']> | null {
  if (!isRecord(value)) return null;
  const from = own(value, 'from');
  const tap = own(value, 'tap');
  return isId(from) && (tap === 'pre' || tap === 'post') ? { from, tap } : null;
}

/** A send, or null. */
export function readSend(value: unknown, at: Address, note: Noting): Send | null {
  if (!isRecord(value)) return null;
  const tap = own(value, 'tap');
  if (tap !== undefined && tap !== 'pre' && tap !== 'post')
    note(`${at}.tap`, 'mended', 'is neither pre nor post');
  return {
    gainDb: readNumber(SEND_PARAMS.gainDb, own(value, 'gainDb'), `${at}.gainDb`, note),
    tap: tap === 'pre' ? 'pre' : 'post',
  };
}

/** A strip, its inserts and sends; or null when it has no kind. */
export function readStrip(value: unknown, at: Address, note: Noting): Strip | null {
  if (!isRecord(value)) return null;
  const kind = own(value, 'kind');
  if (kind !== 'track' && kind !== 'bus' && kind !== 'master') return null;

  const insert: Record<string, Insert> = {};
  const stored = own(value, 'insert');
  const listed = own(value, 'inserts');
  const inserts = Array.isArray(listed) ? listed.filter(isId) : [];
  for (const [id, foreign] of Object.entries(isRecord(stored) ? stored : {})) {
    const made = isId(id) ? readInsert(foreign, `${at}/${id}`, note) : null;
    if (made === null) note(`${at}/${id}`, 'dropped', 'is no insert with an effect of this site');
    else if (Object.keys(insert).length >= LIMITS.insertsPerStrip) {
      note(`${at}/${id}`, 'dropped', `a strip holds ${LIMITS.insertsPerStrip} inserts`);
    } else insert[id] = made;
  }

  const sends: Record<string, Send> = {};
  const storedSends = own(value, 'sends');
  for (const [to, foreign] of Object.entries(isRecord(storedSends) ? storedSends : {})) {
    const made = isId(to) ? readSend(foreign, `${at}/sends/${to}`, note) : null;
    if (made === null) note(`${at}/sends/${to}`, 'dropped', 'is no send');
    else sends[to] = made;
  }

  const out = own(value, 'out');
  const strip: Strip = {
    kind,
    label: legalLabel(own(value, 'label')),
    offsetS: readNumber(OFFSET, own(value, 'offsetS'), `${at}.offsetS`, note),
    gainDb: readNumber(STRIP_PARAMS.gainDb, own(value, 'gainDb'), `${at}.gainDb`, note),
    pan: readNumber(STRIP_PARAMS.pan, own(value, 'pan'), `${at}.pan`, note),
    width: readNumber(STRIP_PARAMS.width, own(value, 'width'), `${at}.width`, note),
    mute: read(STRIP_PARAMS.mute, own(value, 'mute'), `${at}.mute`, note) as boolean,
    out: kind !== 'master' && isId(out) ? out : '',
    inserts,
    insert,
    sends,
  };
  const source = own(value, 'source');
  if (kind === 'track' && isId(source)) strip.source = source;
  else if (source !== undefined) note(`${at}.source`, 'dropped', 'is no source of a track');
  return strip;
}

/** The declaration of the number at an address of this session, or null when there is none. */
export function numberAt(session: Session, address: Address): NumberParam | null {
  const place = parseAddress(address);
  if (place === null || formatAddress(place) !== address) return null;
  switch (place.kind) {
    case 'strip-field': {
      if (!Object.hasOwn(session.strips, place.strip)) return null;
      return place.field === 'gainDb' || place.field === 'pan' || place.field === 'width'
        ? STRIP_PARAMS[place.field]
        : null;
    }
    case 'send-field': {
      const strip = Object.hasOwn(session.strips, place.strip) ? session.strips[place.strip] : undefined;
      return strip && Object.hasOwn(strip.sends, place.to) && place.field === 'gainDb'
        ? SEND_PARAMS.gainDb
        : null;
    }
    case 'param': {
      const strip = Object.hasOwn(session.strips, place.strip) ? session.strips[place.strip] : undefined;
      const insert =
        strip && Object.hasOwn(strip.insert, place.insert) ? strip.insert[place.insert] : undefined;
      const params = insert && specById(insert.effect)?.params;
      const param = params && Object.hasOwn(params, place.param) ? params[place.param] : undefined;
      return param?.kind === 'number' ? param : null;
    }
    default:
      return null;
  }
}

/** What a point may hold: the control's own range, or as much up or down when it is added to the control. */
export function automationRange(mode: Automation['mode'], param: NumberParam): [min: number, max: number] {
  const span = param.max - param.min;
  return mode === 'trim' ? [-span, span] : [param.min, param.max];
}

/** The automation of one number, its points in order of time; or null. */
export function readAutomation(
  value: unknown,
  param: NumberParam,
  at: Address,
  note: Noting,
): Automation | null {
  if (!isRecord(value)) return null;
  const mode = own(value, 'mode') === 'trim' ? 'trim' : 'replace';
  const stored = own(value, 'points');
  if (!Array.isArray(stored)) return null;
  const [min, max] = automationRange(mode, param);
  const points: AutomationPoint[] = [];
  for (const point of stored as unknown[]) {
    if (points.length >= LIMITS.pointsPerLane) {
      note(at, 'dropped', `a lane holds ${LIMITS.pointsPerLane} points`);
      break;
    }
    if (
      !Array.isArray(point) ||
      point.length !== 3 ||
      !point.every((x) => typeof x === 'number' && Number.isFinite(x))
    ) {
      note(at, 'dropped', 'a point is not [time, value, curve]');
      continue;
    }
    const [atS, level, curve] = point as AutomationPoint;
    points.push([clamp(atS, 0, LONGEST_S), clamp(level, min, max), clamp(curve, -1, 1)]);
  }
  if (points.length === 0) return null;
  points.sort((a, b) => a[0] - b[0]);
  return { points, mode };
}

const clamp = (x: number, min: number, max: number): number => Math.min(max, Math.max(min, x)) + 0;
