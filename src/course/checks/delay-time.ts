/** Where an echo falls against the song's note values. */
import { legalValues } from '../../dsp/core/params.ts';
import { delay } from '../../dsp/effects/delay/delay.ts';
import { delaySpec } from '../../dsp/effects/delay/spec.ts';
import { nearestNote } from '../../dsp/effects/delay/time.ts';
import type { Session } from '../../session/document.ts';
import { defineKind } from './kind.ts';
import type { CheckOf } from './kind.ts';

const RATE = 48_000;
const BLOCK = 512;
/** Between these an echo is a slap: it thickens, and belongs to no note. */
const SLAP_MS = [60, 140] as const;

/** Time in milliseconds at which the delay itself answers a click; null when it is not there, off or mute. */
function firstEchoMs({ strip, insert }: CheckOf<'delay-off-note'>, session: Session): number | null {
  const found = Object.hasOwn(session.strips, strip) ? session.strips[strip]?.insert : undefined;
  const state = found && Object.hasOwn(found, insert) ? found[insert] : undefined;
  if (!state?.on || state.effect !== delaySpec.id) return null;
  const processor = delay.create(RATE);
  processor.set(
    legalValues(delaySpec.params, { bpm: session.bpm, ...state.values, mixPct: 100, duckDb: 0 }),
    false,
  );
  const io = { left: new Float32Array(BLOCK), right: new Float32Array(BLOCK) };
  const longest = (delaySpec.params.timeMs.max / 1000) * RATE + BLOCK;
  let most = 0;
  let at = 0;
  for (let from = 0; from < longest; from += BLOCK) {
    io.left.fill(0);
    io.right.fill(0);
    if (from === 0) io.left[0] = io.right[0] = 1;
    processor.process(io, BLOCK, null);
    for (let i = 0; i < BLOCK; i++) {
      const size = Math.max(Math.abs(io.left[i]!), Math.abs(io.right[i]!));
      // Later echoes are never larger than the first.
      if (size > most * 1.001) {
        most = size;
        at = from + i;
      }
    }
  }
  return most > 0 ? (at / RATE) * 1000 : null;
}

/**
 * How far an echo falls from the nearest note value of the song's tempo, ms. A slap is exempt: it reads as 0. Where
 * nothing echoes there is no time: the worst there is.
 */
export const delayOffNote = defineKind({
  kind: 'delay-off-note',
  unit: () => 'ms',
  taps: () => ({}),
  relative: () => false,
  leadS: 0,
  measure: (heard, check) => {
    const ms = firstEchoMs(check, heard.session);
    if (ms === null) return Infinity;
    if (ms >= SLAP_MS[0] && ms <= SLAP_MS[1]) return 0;
    return Math.abs(nearestNote(ms, heard.session.bpm).offMs);
  },
  value: (now) => now,
});
