/** What a strip sends besides its output, as patches. Pure. */
import type { Patch, Session, StripId } from './document.ts';

/**
 * The send from one strip to another at that level, in dB. Where there is none yet it is made, after the fader.
 * @returns nothing to change for a strip that the session does not have
 */
export function sendPatch(
  { strips }: Pick<Session, 'strips'>,
  from: StripId,
  to: StripId,
  gainDb: number,
): Patch {
  const strip = Object.hasOwn(strips, from) ? strips[from] : undefined;
  if (!strip) return {};
  return Object.hasOwn(strip.sends, to)
    ? { [`${from}/sends/${to}.gainDb`]: gainDb }
    : { [`${from}/sends/${to}`]: { gainDb, tap: 'post' } };
}
