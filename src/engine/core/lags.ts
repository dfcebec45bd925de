/** How late sound is on its way through a session, and how long it goes on after the end. */
import type { Effect } from '../../dsp/core/effect.ts';
import type { InsertId, Session, StripId } from '../../session/document.ts';
import { dependencies } from './routing.ts';

/** The effect that stands in a strip's insert. */
export type EffectOf = (strip: StripId, insert: InsertId) => Effect;

const latencies = new WeakMap<Effect, Map<number, number>>();

/** An effect's latency in frames; constant per rate, so that it is asked of one instance only. */
function latencyOf(effect: Effect, sampleRate: number): number {
  let known = latencies.get(effect);
  if (!known) latencies.set(effect, (known = new Map()));
  let latency = known.get(sampleRate);
  if (latency === undefined) known.set(sampleRate, (latency = effect.create(sampleRate).latency));
  return latency;
}

/** When sound arrives at each strip, each insert (by `slotName`) and each output: frames behind the play head. */
export interface Lags {
  in: Map<StripId, number>;
  insert: Map<string, number>;
  out: Map<StripId, number>;
}

/** The name of an insert in its place. */
export const slotName = (strip: StripId, insert: InsertId): string => `${strip}/${insert}`;

/** Lags of a session's paths, by its strips in working order. */
export function measureLags(
  session: Session,
  order: readonly StripId[],
  effectOf: EffectOf,
  sampleRate: number,
): Lags {
  const lags: Lags = { in: new Map(), insert: new Map(), out: new Map() };
  const feeders = new Map<StripId, StripId[]>(order.map((id) => [id, []]));
  for (const id of order) {
    const strip = session.strips[id]!;
    if (strip.kind !== 'master') feeders.get(strip.out)!.push(id);
    for (const to of Object.keys(strip.sends)) feeders.get(to)!.push(id);
  }
  for (const id of order) {
    let lag = 0;
    for (const from of feeders.get(id)!) lag = Math.max(lag, lags.out.get(from)!);
    lags.in.set(id, lag);
    const strip = session.strips[id]!;
    for (const insertId of strip.inserts) {
      const key = strip.insert[insertId]!.key;
      if (key) lag = Math.max(lag, lags.out.get(key.from)!);
      lags.insert.set(slotName(id, insertId), lag);
      lag += latencyOf(effectOf(id, insertId), sampleRate);
    }
    lags.out.set(id, lag);
  }
  return lags;
}

/** Seconds for which a session may sound on after its sources have ended, at its effects' longest settings. */
export function longestTailS(session: Session, order: readonly StripId[], effectOf: EffectOf): number {
  const needs = dependencies(session);
  const tails = new Map<StripId, number>();
  let longest = 0;
  for (const id of order) {
    let tail = 0;
    for (const other of needs.get(id)!) tail = Math.max(tail, tails.get(other)!);
    for (const insertId of session.strips[id]!.inserts) {
      if (session.strips[id]!.insert[insertId]!.on) tail += effectOf(id, insertId).tailS;
    }
    tails.set(id, tail);
    longest = Math.max(longest, tail);
  }
  return longest;
}
