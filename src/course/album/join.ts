/** The sound of a join: the end of one song, the gap, the beginning of the next. */
import type { AlbumItem } from './document.ts';
import { gainAt } from './line.ts';

const RATE = 48_000;
/** Seconds before and after the join. */
export const JOIN_S = 8;

export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

/** Beginning and end of a song at 48 kHz, as the master is. */
export interface SongEdges {
  head: Stereo;
  tail: Stereo;
  durationS: number;
}

/** The first and the last 8 s of a master. */
export function edgesOf(left: Float32Array, right: Float32Array): SongEdges {
  const n = Math.min(left.length, JOIN_S * RATE);
  return {
    head: { left: left.slice(0, n), right: right.slice(0, n) },
    tail: { left: left.slice(left.length - n), right: right.slice(right.length - n) },
    durationS: left.length / RATE,
  };
}

/** Both songs about their join, with gains, fades and the gap of the second. */
export function joinSound(before: AlbumItem, from: SongEdges, after: AlbumItem, to: SongEdges): Stereo {
  const tail = from.tail.left.length;
  const gap = Math.round(after.startGapS * RATE);
  const frames = tail + gap + to.head.left.length;
  const out: Stereo = { left: new Float32Array(frames), right: new Float32Array(frames) };
  for (const side of ['left', 'right'] as const) {
    const x = from.tail[side];
    for (let n = 0; n < tail; n++) {
      const atS = from.durationS - (tail - n) / RATE;
      out[side][n] = x[n]! * gainAt(before, atS, from.durationS);
    }
    const next = to.head[side];
    for (let n = 0; n < next.length; n++)
      out[side][tail + gap + n] = next[n]! * gainAt(after, n / RATE, to.durationS);
  }
  return out;
}
