/** What is asked of an album, judged by what was measured of its songs. */
import { finite, verdictOf } from '../checks/verdict.ts';
import type { CheckResult, Range } from '../types.ts';
import type { Album } from './document.ts';
import { edges, silences } from './line.ts';
import type { AlbumSong } from './line.ts';

interface AlbumCheck extends Range {
  label: string;
  unit: string;
  further?: boolean;
  closeBy?: number;
  hint: string;
}

/** Which songs have to lie apart: the quiet one and the loud one, by print. */
export interface AlbumRoles {
  ballad: string;
  rock: string;
}

/** What an album is judged by, in the order in which it is shown. */
export const ALBUM_CHECKS: Record<string, AlbumCheck> = {
  vocals: {
    label: 'Lead vocals of the choruses within 3 LU of each other',
    unit: 'LU',
    atMost: 3,
    closeBy: 0.7,
    hint: 'Whoever listens sets the volume by the voice. Move the songs’ gains until the voices stand equally near.',
  },
  ballad: {
    label: 'The ballad at least 2 LU under the rock song',
    unit: 'LU',
    atLeast: 2,
    closeBy: 0.5,
    hint: 'At the same loudness the ballad sounds shouted and the rock song small. Take the ballad down.',
  },
  gaps: {
    label: 'Silence of 1 to 5 s at every join',
    unit: 's',
    atLeast: 1,
    atMost: 5,
    closeBy: 0.5,
    hint: 'A song needs a breath after it, and nobody should think that the record is over. Set the gap before the later song. One join that is meant otherwise may be excused.',
  },
  ends: {
    label: 'No end is cut: under −60 dB at the last moment',
    unit: 'dB',
    atMost: -60,
    closeBy: 6,
    hint: 'A recording stops while it still sounds. A short fade-out lets it go to nothing.',
  },
  fades: {
    label: 'Fades of at most 4 s: they end the sound, not the song',
    unit: 's',
    atMost: 4,
    closeBy: 1,
    further: true,
    hint: 'A long fade hides the ending that was played. Keep it for the last moments.',
  },
};

/** The figure farthest from a range: the one that decides. */
function worst(values: readonly number[], { atLeast = -Infinity, atMost = Infinity }: Range): number {
  const middle = (atLeast + atMost) / 2;
  return values.reduce((a, b) => (Math.abs(b - middle) > Math.abs(a - middle) ? b : a));
}

/**
 * Every check that has its songs measured. `excused` is the join (0 is the first) that is meant otherwise and was
 * given a reason.
 */
export function judgeAlbum(
  album: Album,
  songs: Readonly<Record<string, AlbumSong>>,
  { ballad, rock }: AlbumRoles,
  excused: number | null,
): CheckResult[] {
  const { items } = album;
  const of = items.map((item) => ({ item, song: songs[item.print] }));
  const known = of.filter(
    (each): each is { item: (typeof items)[number]; song: AlbumSong } => each.song !== undefined,
  );
  if (known.length < items.length) return [];
  const loudness = (print: string): number => {
    const found = known.find(({ item }) => item.print === print);
    return found ? found.song.integratedLufs + found.item.gainDb : NaN;
  };
  const voices = known.map(({ item, song }) => song.vocalLufs + item.gainDb);
  const joins = silences(album, songs).filter((_, i) => i !== excused);
  const figures: Record<string, number> = {
    vocals: Math.max(...voices) - Math.min(...voices),
    ballad: loudness(rock) - loudness(ballad),
    ...(joins.length === 0 ? {} : { gaps: worst(joins, ALBUM_CHECKS['gaps']!) }),
    ends: Math.max(...known.map(({ item, song }) => edges(item, song).endDb)),
    fades: Math.max(...items.map(({ fadeInS, fadeOutS }) => Math.max(fadeInS, fadeOutS))),
  };
  return Object.entries(figures).map(([check, measured]) => {
    const { label, unit, hint, closeBy, atLeast, atMost } = ALBUM_CHECKS[check]!;
    const range: Range = {
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    };
    const value = finite(measured);
    const verdict = verdictOf(value, range, closeBy);
    return { check, label, value, unit, range, verdict, hint: verdict === 'met' ? null : hint };
  });
}

/** Whether everything that is not "further" is met. */
export const albumPassed = (results: readonly CheckResult[]): boolean =>
  results.length > 0 &&
  results.every(({ check, verdict }) => ALBUM_CHECKS[check]!.further || verdict === 'met');
