/** The routing in sentences. */
import type { Session, StripId } from '../../../session/document.ts';
import { feeds } from '../../../session/paths.ts';
import type { DoublePath } from '../../../session/paths.ts';
import { writeLevel } from '../level.ts';

type Routed = Pick<Session, 'strips' | 'order'>;

const labelOf = (session: Routed, id: StripId): string => session.strips[id]?.label || id;

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;

/** "Vocal → Parallel → Master". */
const wayWords = (session: Routed, way: readonly StripId[]): string =>
  way.map((id) => labelOf(session, id)).join(' → ');

/** One double path: who, by which ways, and whether it is meant. */
export function doubleWords(session: Routed, path: DoublePath): string {
  const ways = list(path.ways.map((way) => wayWords(session, way)));
  const who = labelOf(session, path.from);
  if (!path.labelled)
    return `${who} reaches the master ${path.ways.length === 2 ? 'twice' : `${path.ways.length} times`}: ${ways}. Nothing says that this is meant.`;
  return path.aligned
    ? `${who} has a parallel path, named and in time: ${ways}.`
    : `${who} has a parallel path that arrives late, so that it colours the sound: ${ways}.`;
}

/** Where everything goes, strip by strip, those with the same target together. */
export function routingWords(session: Routed): string {
  const audible = feeds(session);
  const groups = new Map<StripId, string[]>();
  const sends: string[] = [];
  for (const id of session.order) {
    const strip = session.strips[id];
    if (!strip || strip.kind === 'master') continue;
    groups.set(strip.out, [
      ...(groups.get(strip.out) ?? []),
      labelOf(session, id) + (strip.mute ? ' (muted)' : ''),
    ]);
    for (const feed of audible) {
      if (feed.from !== id || feed.kind !== 'send') continue;
      const send = strip.sends[feed.to]!;
      const { figure, unit } = writeLevel(send.gainDb);
      sends.push(
        `${labelOf(session, id)} to ${labelOf(session, feed.to)} at ${figure} ${unit}${send.tap === 'pre' ? ', before the fader' : ''}`,
      );
    }
  }
  const outs = [...groups].map(
    ([to, from]) => `${list(from)} ${from.length > 1 ? 'go' : 'goes'} to ${labelOf(session, to)}.`,
  );
  return [
    ...outs,
    sends.length > 0 ? `Sends: ${sends.join('; ')}.` : 'Nothing is sent anywhere besides.',
  ].join(' ');
}
