/**
 * The stage's law: what a step away from the listener does to a stem. In a room the direct sound falls with distance
 * while the reverberation stays nearly as it is, and the air and the listener's ears take highs away. A mix keeps
 * more of the level than a room would, or far sounds would be gone: on the whole way the send to the room rises by
 * 18 dB and the fader falls by 9.
 *
 * Distance is a whole percentage: 0 is right before the listener, 100 at the back wall. Every step of it moves each
 * of the three by what the mixer can show (0.1 dB), so that a way there and back leaves nothing behind. Pure.
 */

/** Send to the room, after the fader, in dB: near and far. */
const NEAR_SEND_DB = -20;
const FAR_SEND_DB = -2;
/** What the fader gives up on the whole way, in dB. */
const FAR_LEVEL_DB = -9;
/** High cut in Hz: near it is not there at all. */
const NEAR_CUT_HZ = 20_000;
const FAR_CUT_HZ = 5_000;

/** On the mixer's grid; never −0. */
const tenths = (db: number): number => Math.round(db * 10) / 10 + 0;
const percent = (distance: number): number => Math.min(100, Math.max(0, Math.round(distance)));

export interface Placed {
  /** Send to the room after the fader, dB. */
  sendDb: number;
  /** What the fader has given up against the very front, dB, 0 or less. */
  levelDb: number;
  /** Low-pass in Hz; null at the very front, where nothing is cut. */
  cutHz: number | null;
}

/** What a stem at a distance is given. */
export function placedAt(distancePct: number): Placed {
  const way = percent(distancePct) / 100;
  return {
    sendDb: tenths(NEAR_SEND_DB + way * (FAR_SEND_DB - NEAR_SEND_DB)),
    levelDb: tenths(way * FAR_LEVEL_DB),
    cutHz: way === 0 ? null : Math.round(NEAR_CUT_HZ * (FAR_CUT_HZ / NEAR_CUT_HZ) ** way),
  };
}

/** The distance at which a send to the room stands: what is dry stands in front, more than the law knows at the wall. */
export function distanceOf(sendDb: number): number {
  return percent((100 * (sendDb - NEAR_SEND_DB)) / (FAR_SEND_DB - NEAR_SEND_DB));
}

/** What the fader changes by on the way from one distance to another, dB. */
export const levelChangeDb = (fromPct: number, toPct: number): number =>
  tenths(placedAt(toPct).levelDb - placedAt(fromPct).levelDb);

/** How far away that is, in one word. */
export function distanceWord(distancePct: number): 'near' | 'middle' | 'far' {
  return distancePct < 34 ? 'near' : distancePct < 72 ? 'middle' : 'far';
}
