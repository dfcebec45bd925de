import { harmonicsAddedDb } from '../../dsp/meters/harmonics.ts';
import type { Tap } from '../../engine/facade.ts';
import type { Session } from '../../session/document.ts';
import { defineKind } from './kind.ts';
import type { CheckOf } from './kind.ts';

/** Whether the insert is there and switched on: one that is not adds nothing. */
function works({ strip, insert }: CheckOf<'harmonics-added'>, session: Session): boolean {
  const inserts = Object.hasOwn(session.strips, strip) ? session.strips[strip]?.insert : undefined;
  return inserts !== undefined && Object.hasOwn(inserts, insert) && inserts[insert]?.on === true;
}

/** What a moving gain adds to a held bass note, against its fundamental; nothing (−∞) from an insert that is off. */
export const harmonicsAdded = defineKind({
  kind: 'harmonics-added',
  unit: () => 'dB',
  taps: (check, session): Record<string, Tap> => {
    const { strip, insert } = check;
    if (!works(check, session)) return {};
    return {
      in: { kind: 'insert', strip, insert, side: 'in' },
      out: { kind: 'insert', strip, insert, side: 'out' },
    };
  },
  relative: () => false,
  leadS: 0,
  measure: (heard, check) =>
    works(check, heard.session)
      ? harmonicsAddedDb(heard.tap('in').left, heard.tap('out').left, heard.sampleRate)
      : -Infinity,
  value: (now) => now,
});
