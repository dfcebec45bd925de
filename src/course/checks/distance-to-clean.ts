import { distanceToCleanDb } from '../../dsp/meters/distance-to-clean.ts';
import type { Session, StripId } from '../../session/document.ts';
import type { Exercise } from '../types.ts';
import { defineKind, ownTapOf } from './kind.ts';

/** The stem of the song that a strip plays: what its clean measures are filed under. */
function stemOf(session: Session, strip: StripId): string {
  const source = session.strips[strip]?.source;
  const ref = source === undefined ? undefined : session.sources[source];
  return ref?.kind === 'song' ? ref.stem : strip;
}

/** The stems whose clean measures an exercise is judged by: only these need to be loaded. */
export function stemsComparedWithClean(exercise: Exercise, session: Session): Set<string> {
  return new Set(
    Object.values(exercise.checks).flatMap((check) =>
      check.kind === 'distance-to-clean' ? [stemOf(session, check.of)] : [],
    ),
  );
}

/**
 * How far a treated stem is from the recording without its built-in fault: rms of the differences in dB, level
 * removed. The fader does not count: the stem is taken before it.
 */
export const distanceToClean = defineKind({
  kind: 'distance-to-clean',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { of, bandHz, outsideHz }) => {
    const stem = stemOf(heard.session, of);
    const clean = Object.hasOwn(heard.references.clean, stem) ? heard.references.clean[stem] : undefined;
    if (!clean) throw new Error(`there is no clean recording of «${stem}»`);
    const { left, right } = heard.tap('of');
    return distanceToCleanDb(left, right, heard.sampleRate, heard.fromS, clean, { bandHz, outsideHz });
  },
  value: (now) => now,
});
