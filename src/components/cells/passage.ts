/** Passages of a song as lessons name them: a section, times, or nothing. */
import type { SongInfo } from '../../state/types.ts';

export interface Passage {
  label: string;
  fromS: number;
  toS: number;
}

/** The section of that id. Throws at build time with the sections there are, so that a wrong name fails the build. */
export function sectionPassage(song: SongInfo, id: string | undefined): Passage | null {
  if (!id) return null;
  const section = song.sections.find((s) => s.id === id);
  if (!section) {
    throw new Error(
      `${song.title} has no section "${id}". There are: ${song.sections.map((s) => s.id).join(', ')}.`,
    );
  }
  return { label: section.label, fromS: section.fromS, toS: section.toS };
}

/** Seconds of "0:21", "1:02.5" or "21"; null when it is none of these. */
export function parseClock(text: string): number | null {
  const match = /^(?:(\d+):)?(\d{1,3}(?:\.\d+)?)$/.exec(text.trim());
  return match ? Number(match[1] ?? 0) * 60 + Number(match[2]) : null;
}

/** Times such as "0:21" and "0:27". Throws when they are no times, or the wrong way round. */
export function timePassage(from: string, to: string): Passage {
  const fromS = parseClock(from);
  const toS = parseClock(to);
  if (fromS === null || toS === null || toS <= fromS) {
    throw new Error(`A passage is from="0:21" to="0:27", not from="${from}" to="${to}".`);
  }
  return { label: `${from} to ${to}`, fromS, toS };
}

/** Ids in an attribute, parted by spaces or commas. */
export const idList = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);
