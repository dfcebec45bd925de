/** A stem's colour: one class for its family and one for its place in the family, the same in every cell. */
import type { SongInfo } from '../../state/types.ts';

/** Classes that set `--stem`. A strip that is no stem (bus, master) gets the neutral or the mix's colour. */
export function stemClass(song: SongInfo, strip: string): string {
  const stem = song.stems.find((s) => s.id === strip);
  if (!stem) return strip === 'master' || strip === 'mix' ? 'stem stem-mix' : 'stem stem-fx';
  const place = song.stems.filter((s) => s.family === stem.family).findIndex((s) => s.id === strip);
  return `stem stem-${stem.family}${place > 0 ? ` stem-${Math.min(place, 2)}` : ''}`;
}
