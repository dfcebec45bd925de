/** What can be found, and where it stands. */
import GithubSlugger from 'github-slugger';

export interface Found {
  id: number;
  kind: 'lesson' | 'term' | 'fact';
  title: string;
  /** "Lesson 6 · EQ: room for everyone". */
  where: string;
  url: string;
  text: string;
}

/** The anchor that Astro gives a heading which stands once on its page. */
export const anchorOf = (heading: string): string => new GithubSlugger().slug(heading);

/** A piece of a text around the first word that was looked for. */
export function excerpt(text: string, words: readonly string[], length = 180): string {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word.toLowerCase())).filter((at) => at >= 0);
  const at = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - length / 3)) + 1);
  const cut = text.slice(from, from + length);
  return `${from > 0 ? '… ' : ''}${cut.trim()}${from + length < text.length ? ' …' : ''}`;
}
