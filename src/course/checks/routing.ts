import { doublePaths, groupBuses, isUnintended, reverbs } from '../../session/paths.ts';
import type { Session } from '../../session/document.ts';
import { defineKind } from './kind.ts';

/** What can be counted in a routing. Here the position is the point: nothing needs to be heard. */
const COUNTS = {
  groups: (session: Session) => groupBuses(session).length,
  /** Strips with a reverb that something is heard through. */
  reverbs: (session: Session) => reverbs(session).length,
  /** Strips that send to the reverb that most strips send to. */
  senders: (session: Session) => Math.max(0, ...reverbs(session).map((reverb) => reverb.senders.length)),
  /** Sounds that reach the master twice without being called parallel, or late. */
  paths: (session: Session) => doublePaths(session).filter(isUnintended).length,
};

/** A count of the routing: group buses, reverbs, who sends to the shared one, unintended double paths. */
export const routing = defineKind({
  kind: 'routing',
  unit: ({ count }) => count,
  taps: () => ({}),
  relative: () => false,
  leadS: 0,
  measure: ({ session }, { count }) => COUNTS[count](session),
  value: (now) => now,
});
