/**
 * Which ways a sound takes through the mixer: what feeds what and how loudly, how deep a bus lies, and which sounds
 * reach the master more than once.
 */
import { legalValues } from '../dsp/core/params.ts';
import { specById } from '../dsp/effects/specs.ts';
import type { Insert, Session, Strip, StripId } from './document.ts';

/** A connection that sound takes: an output, or a send. Keys only listen. */
export interface Feed {
  from: StripId;
  to: StripId;
  kind: 'out' | 'send';
  /** What passes, before the receiving strip: fader and send together, dB. */
  gainDb: number;
}

/** A sound that reaches the master by more than one way, and is added to itself there. */
export interface DoublePath {
  /** The strip whose sound it is: where the ways part, or the first of the tracks that play the same recording. */
  from: StripId;
  /** Each way as the strips it passes, the sending one first and the master last. */
  ways: StripId[][];
  /** All ways but one lead through a strip that is called parallel: it is meant. */
  labelled: boolean;
  /** No way arrives later than another: nothing on it holds the sound back, and tracks begin together. */
  aligned: boolean;
}

/** What is weaker than this cannot be heard beside the same sound at its own level. */
const UNHEARD_DB = -60;
/** Effects that give back something later than what came in. */
const LATE_EFFECTS: readonly string[] = ['reverb', 'delay', 'chorus'];
const PARALLEL = /\bparallel\b/i;

const find = (session: Pick<Session, 'strips'>, id: StripId): Strip | undefined =>
  Object.hasOwn(session.strips, id) ? session.strips[id] : undefined;

/** Every connection that passes something audible, in the mixer's order: outputs before sends. */
export function feeds(session: Pick<Session, 'strips' | 'order'>): Feed[] {
  const list: Feed[] = [];
  for (const from of session.order) {
    const strip = find(session, from);
    if (!strip || strip.kind === 'master') continue;
    const faderDb = strip.mute ? -Infinity : strip.gainDb;
    const all: Feed[] = [{ from, to: strip.out, kind: 'out', gainDb: faderDb }];
    for (const [to, send] of Object.entries(strip.sends)) {
      // A send before the fader does not hear the mute either.
      all.push({ from, to, kind: 'send', gainDb: send.gainDb + (send.tap === 'post' ? faderDb : 0) });
    }
    list.push(...all.filter(({ gainDb }) => gainDb > UNHEARD_DB));
  }
  return list;
}

/** The effects on a strip that answer late, with their share of the sound: 100 where they have no mix. */
function lateInserts(strip: Strip): { mixPct: number }[] {
  return strip.inserts.flatMap((id) => {
    const insert = strip.insert[id];
    return insert?.on && LATE_EFFECTS.includes(insert.effect) ? [{ mixPct: mixOf(insert) }] : [];
  });
}

function mixOf(insert: Insert): number {
  const params = specById(insert.effect)?.params;
  const value = params && legalValues(params, insert.values)['mixPct'];
  return typeof value === 'number' ? value : 100;
}

/** Whether what goes in also comes out at once: a reverb at 100 % gives back only the room. */
export const passesDry = (strip: Strip): boolean => lateInserts(strip).every(({ mixPct }) => mixPct < 100);

/** Whether an effect that answers late stands on the strip. */
const isLate = (strip: Strip): boolean => lateInserts(strip).length > 0;

/** All ways to the master that begin with a feed, on which the sound itself, not only its echo, arrives. */
function dryWays(session: Pick<Session, 'strips' | 'order'>, all: readonly Feed[], first: Feed): StripId[][] {
  const ways: StripId[][] = [];
  const walk = (id: StripId, way: StripId[]): void => {
    const strip = find(session, id);
    if (!strip || way.includes(id)) return;
    const here = [...way, id];
    if (strip.kind === 'master') return void ways.push(here);
    if (!passesDry(strip)) return;
    for (const feed of all) if (feed.from === id) walk(feed.to, here);
  };
  walk(first.to, [first.from]);
  return ways;
}

/**
 * Sounds that reach the master twice or more. A way that parts further down is told of the strip where it parts,
 * once, and not of every track before it. A return that gives back only reverb or echoes is no second way.
 */
export function doublePaths(session: Pick<Session, 'strips' | 'order'>): DoublePath[] {
  const all = feeds(session);
  const found: DoublePath[] = [];
  for (const from of session.order) {
    const doors = all.filter((feed) => feed.from === from).map((feed) => dryWays(session, all, feed));
    // Ways that leave by the same door part later, at another strip.
    if (doors.filter((ways) => ways.length > 0).length < 2) continue;
    const ways = doors.flat();
    found.push({
      from,
      ways,
      labelled: isLabelled(session, ways),
      aligned: ways.every((way) => inTime(session, way)),
    });
  }
  return [...found, ...twins(session, all)];
}

/** Whether all ways but at most one are called parallel, by a strip on them. */
function isLabelled(session: Pick<Session, 'strips'>, ways: readonly StripId[][]): boolean {
  const plain = ways.filter((way) => !way.some((id) => PARALLEL.test(find(session, id)?.label ?? '')));
  return plain.length <= 1;
}

const inTime = (session: Pick<Session, 'strips'>, way: readonly StripId[]): boolean =>
  way.slice(1).every((id) => !isLate(find(session, id)!));

/** Tracks that play one recording at the same time: a copy is a second way as well. */
function twins(session: Pick<Session, 'strips' | 'order'>, all: readonly Feed[]): DoublePath[] {
  const bySource = new Map<string, StripId[]>();
  for (const id of session.order) {
    const source = find(session, id)?.source;
    if (source === undefined || firstWay(session, all, id) === null) continue;
    bySource.set(source, [...(bySource.get(source) ?? []), id]);
  }
  return [...bySource.values()]
    .filter((tracks) => tracks.length > 1)
    .map((tracks) => {
      const ways = tracks.map((id) => firstWay(session, all, id)!);
      const offsets = new Set(tracks.map((id) => find(session, id)!.offsetS));
      return {
        from: tracks[0]!,
        ways,
        labelled: isLabelled(session, ways),
        aligned: offsets.size === 1 && ways.every((way) => inTime(session, way)),
      };
    });
}

const firstWay = (
  session: Pick<Session, 'strips' | 'order'>,
  all: readonly Feed[],
  id: StripId,
): StripId[] | null =>
  all.filter(({ from }) => from === id).flatMap((feed) => dryWays(session, all, feed))[0] ?? null;

/** Whether a double path is a fault: not called parallel, or called so and out of time. */
export const isUnintended = ({ labelled, aligned }: DoublePath): boolean => !labelled || !aligned;

/** Buses that gather tracks: two or more have their output there. */
export function groupBuses(
  session: Pick<Session, 'strips' | 'order'>,
): { bus: StripId; members: StripId[] }[] {
  return session.order.flatMap((bus) => {
    if (find(session, bus)?.kind !== 'bus') return [];
    const members = session.order.filter((id) => {
      const strip = find(session, id);
      return strip?.kind === 'track' && strip.out === bus;
    });
    return members.length > 1 ? [{ bus, members }] : [];
  });
}

/** Strips with a reverb that something is heard through, and who feeds each of them by a send. */
export function reverbs(
  session: Pick<Session, 'strips' | 'order'>,
): { strip: StripId; senders: StripId[] }[] {
  const all = feeds(session);
  return session.order.flatMap((id) => {
    const strip = find(session, id);
    const on = strip?.inserts.some((i) => strip.insert[i]?.on && strip.insert[i]?.effect === 'reverb');
    if (!strip || !on || (strip.kind !== 'master' && !all.some(({ from }) => from === id))) return [];
    const senders = all.filter(({ to, kind }) => to === id && kind === 'send').map(({ from }) => from);
    const fed = strip.source !== undefined || all.some(({ to }) => to === id);
    return fed ? [{ strip: id, senders }] : [];
  });
}

/**
 * How far each strip stands from the tracks, for drawing from left to right: tracks 0, a bus one further than all
 * that feeds it, the master last. Sends that are turned down count as well, so that nothing jumps when one is raised.
 */
export function depths(session: Pick<Session, 'strips' | 'order'>): Map<StripId, number> {
  const depth = new Map<StripId, number>();
  const of = (id: StripId, seen: readonly StripId[]): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    const strip = find(session, id);
    if (!strip || strip.kind === 'track' || seen.includes(id)) return 0;
    let deepest = 0;
    for (const [other, { out, sends, kind }] of Object.entries(session.strips)) {
      if (kind !== 'master' && (out === id || Object.hasOwn(sends, id)))
        deepest = Math.max(deepest, of(other, [...seen, id]));
    }
    const made = deepest + 1;
    depth.set(id, made);
    return made;
  };
  for (const id of session.order) depth.set(id, of(id, []));
  return depth;
}

/** Whether a strip may feed another: a bus or the master, not itself, and not something that feeds it. */
export function mayFeed(session: Pick<Session, 'strips'>, from: StripId, to: StripId): boolean {
  const target = find(session, to);
  if (from === to || !target || target.kind === 'track' || find(session, from)?.kind === 'master')
    return false;
  const seen = new Set<StripId>();
  const reaches = (id: StripId): boolean => {
    if (id === from) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const strip = find(session, id);
    if (!strip || strip.kind === 'master') return false;
    const keyed = Object.entries(session.strips)
      .filter(([, { insert }]) => Object.values(insert).some(({ key }) => key?.from === id))
      .map(([other]) => other);
    return [strip.out, ...Object.keys(strip.sends), ...keyed].some(reaches);
  };
  return !reaches(to);
}
