/** A passage of a master as it arrives and as it is made ready for the record, measured. */
import type { MiddleSides } from '../../../course/delivery/middle-sides.ts';
import type { Session, StripId } from '../../../session/document.ts';
import { renderClip } from '../../../state/clips.ts';
import { measureMiddleSides } from '../../../state/delivery.ts';
import type { Mix } from '../../../state/types.ts';
import type { Passage } from '../passage.ts';

/** Inserts of the stereo output that do what a cutting engineer would; `limit` belongs to the master itself. */
export const CUT = { mono: 'mono', deess: 'deess', level: 'level' } as const;

export interface Cut {
  arrives: MiddleSides;
  now: MiddleSides;
}

/** The session as the master arrives: what is done for the record switched off. */
function asItArrives(session: Session, stripId: StripId): Session {
  const strip = session.strips[stripId]!;
  const done: readonly string[] = Object.values(CUT);
  const insert = Object.fromEntries(
    Object.entries(strip.insert).map(([id, one]) => [id, done.includes(id) ? { ...one, on: false } : one]),
  );
  return { ...session, strips: { ...session.strips, [stripId]: { ...strip, insert } } };
}

/** Renders and measures both. Rejects with a sentence for the learner. */
export async function measureCut(
  { song }: Mix,
  session: Session,
  strip: StripId,
  { fromS, toS }: Passage,
  signal: AbortSignal,
): Promise<Cut> {
  const measure = async (each: Session): Promise<MiddleSides> => {
    const { left, right } = await renderClip({ song, session: each, fromS, toS, signal });
    return measureMiddleSides(left, right);
  };
  return { arrives: await measure(asItArrives(session, strip)), now: await measure(session) };
}
