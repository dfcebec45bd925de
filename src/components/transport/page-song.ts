/** The song of the page that is shown, for the bar before anything sounds. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { SongInfo } from '../../course/types.ts';
import { currentPageData } from '../../state/page-data.ts';

const shown = signal<SongInfo | null>(null);

/** Null until the page has been read, and on pages without a song. */
export const pageSong: ReadonlySignal<SongInfo | null> = shown;

/** Follows client-side navigation. Returns the way to stop. */
export function followPages(): () => void {
  const read = () => {
    const data = currentPageData();
    const first = data && Object.values(data.mixes)[0];
    shown.value = (first && data.songs[first.song]) ?? null;
  };
  read();
  document.addEventListener('astro:page-load', read);
  return () => document.removeEventListener('astro:page-load', read);
}
