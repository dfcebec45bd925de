/** Where the songs of an album stand, how loud they are there, and how they begin and end. */
import { gainOf } from '../../dsp/core/decibels.ts';
import type { Album, AlbumItem } from './document.ts';

/** What was measured of one master. */
export interface AlbumSong {
  durationS: number;
  /** LUFS of the whole song as it arrives. */
  integratedLufs: number;
  /** Short-term loudness by time: seconds and LUFS. */
  shortTerm: [atS: number, lufs: number][];
  /** Largest magnitude of each hundredth of a second. */
  peaks: Float32Array;
  /** Loudness of the lead vocal in the chorus, LUFS; NaN when it is not known. */
  vocalLufs: number;
}

/** Peaks a second in a song's picture. */
export const PEAKS_PER_S = 100;

export interface Placed {
  item: AlbumItem;
  fromS: number;
  toS: number;
}

/** The songs in time, from 0. */
export function placed({ items }: Album, durations: Readonly<Record<string, number>>): Placed[] {
  let atS = 0;
  return items.map((item, i) => {
    const fromS = atS + (i === 0 ? 0 : item.startGapS);
    const toS = fromS + (durations[item.print] ?? 0);
    atS = toS;
    return { item, fromS, toS };
  });
}

/**
 * The gain of a song at a moment of it, gain and fades together. Fades are a quarter of a sine: even to the ear, and
 * silent at their end.
 */
export function gainAt({ gainDb, fadeInS, fadeOutS }: AlbumItem, atS: number, durationS: number): number {
  const rise = fadeInS > 0 ? Math.min(1, Math.max(0, atS / fadeInS)) : 1;
  const fall = fadeOutS > 0 ? Math.min(1, Math.max(0, (durationS - atS) / fadeOutS)) : 1;
  return gainOf(gainDb) * Math.sin((Math.PI / 2) * rise) * Math.sin((Math.PI / 2) * fall);
}

const SOUND = gainOf(-60);
const END_S = 0.05;

/** Seconds at a song's start and at its end that are under −60 dBFS, and the peak of its last 50 ms in dBFS. */
export function edges(
  item: AlbumItem,
  { peaks, durationS }: AlbumSong,
): { quietBeforeS: number; quietAfterS: number; endDb: number } {
  const level = (n: number): number => peaks[n]! * gainAt(item, (n + 0.5) / PEAKS_PER_S, durationS);
  let first = 0;
  while (first < peaks.length && level(first) <= SOUND) first++;
  let last = peaks.length - 1;
  while (last >= first && level(last) <= SOUND) last--;
  let end = 0;
  for (let n = Math.max(0, Math.ceil(peaks.length - END_S * PEAKS_PER_S)); n < peaks.length; n++)
    end = Math.max(end, level(n));
  return {
    quietBeforeS: first / PEAKS_PER_S,
    quietAfterS: (peaks.length - 1 - last) / PEAKS_PER_S,
    endDb: end > 1e-6 ? 20 * Math.log10(end) : -120,
  };
}

/** Silence that is heard at each join, in seconds: what one song leaves, the gap, and what the next one waits. */
export function silences({ items }: Album, songs: Readonly<Record<string, AlbumSong>>): number[] {
  return items.slice(1).map((item, i) => {
    const before = items[i]!;
    const left = songs[before.print];
    const right = songs[item.print];
    if (!left || !right) return NaN;
    return edges(before, left).quietAfterS + item.startGapS + edges(item, right).quietBeforeS;
  });
}
