/** Buses that a learner makes: which id they get, and the patches that make and remove them. Pure. */
import type { Insert, Patch, Session, StripId } from './document.ts';
import { asJson } from './json.ts';
import { newStrip } from './new-strip.ts';
import { masterOf } from './settle.ts';

/** What a new bus is for. Ids begin with it, so that exercises can own them: `group-1`, `parallel-1`, `reverb-1`. */
export type BusKind = 'group' | 'parallel' | 'reverb';

interface Recipe {
  /** A name to begin with. */
  label: (number: number) => string;
  /** What stands on it. */
  insert: Record<string, Insert>;
}

const RECIPES: Record<BusKind, Recipe> = {
  group: { label: (n) => `Group ${n}`, insert: {} },
  // Far more than one would ever do to the sound itself: it is mixed under it.
  parallel: {
    label: (n) => `Parallel ${n}`,
    insert: {
      comp: {
        effect: 'compressor',
        v: 1,
        on: true,
        values: { thresholdDb: -32, ratio: 8, kneeDb: 6, attackMs: 3, releaseMs: 90, makeupDb: 6 },
      },
    },
  },
  reverb: {
    label: (n) => `Reverb ${n}`,
    insert: { reverb: { effect: 'reverb', v: 1, on: true, values: { mixPct: 100 } } },
  },
};

/** The first id of that kind that is free. */
function freeId(session: Pick<Session, 'strips'>, kind: BusKind): { id: StripId; number: number } {
  let number = 1;
  while (Object.hasOwn(session.strips, `${kind}-${number}`)) number++;
  return { id: `${kind}-${number}`, number };
}

/** A new bus that feeds the master, and its id. It stands before the master in the mixer's order. */
export function newBus(session: Session, kind: BusKind): { id: StripId; patch: Patch } {
  const { id, number } = freeId(session, kind);
  const { label, insert } = RECIPES[kind];
  const out = masterOf(session) ?? '';
  const strip = newStrip('bus', { label: label(number), out, inserts: Object.keys(insert), insert });
  return { id, patch: { [id]: asJson(strip) } };
}

/** Takes a bus away. What fed it feeds what it fed, so that nothing falls silent or jumps past another bus. */
export function removeBus(session: Session, id: StripId): Patch {
  const out = session.strips[id]?.out ?? '';
  const patch: Patch = { [id]: null };
  for (const [other, strip] of Object.entries(session.strips)) {
    if (strip.kind !== 'master' && strip.out === id) patch[`${other}.out`] = out;
  }
  return patch;
}
