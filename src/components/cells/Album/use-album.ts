/** The album that a learner puts in order: kept on the device a moment after each change, and read from there. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Album } from '../../../course/album/document.ts';
import { keepAlbum, readKeptAlbum } from '../../../state/albums.ts';
import type { KeptAlbum } from '../../../state/albums.ts';

const KEEP_AFTER_MS = 400;

export interface OpenAlbum extends KeptAlbum {
  /** The album as it is at this moment, also inside of work that takes long. */
  now: () => Album;
  /** Another order or other numbers; the same album again changes nothing. */
  edit: (next: Album) => void;
  /** The join that is meant otherwise; null: none. */
  excuse: (join: number | null) => void;
  explain: (reason: string) => void;
  /** As the songs arrive, nothing excused. */
  reset: () => void;
}

/** Whether both hold the same songs, in whatever order. */
const ofSameSongs = (a: Album, b: Album): boolean =>
  a.items.length === b.items.length &&
  a.items.every(({ print }) => b.items.some((item) => item.print === print));

/** @param arriving the album before anybody has touched it */
export function useAlbum(name: string, arriving: Album): OpenAlbum {
  const kept = useSignal<KeptAlbum>({ album: arriving, excused: null, reason: '' });
  const saving = useRef<ReturnType<typeof setTimeout>>();
  const isTouched = useRef(false);
  useEffect(() => {
    void readKeptAlbum(name).then((found) => {
      if (found && !isTouched.current && ofSameSongs(found.album, arriving)) kept.value = found;
    });
    return () => clearTimeout(saving.current);
  }, [name]);

  const change = (next: Partial<KeptAlbum>) => {
    kept.value = { ...kept.peek(), ...next };
    isTouched.current = true;
    clearTimeout(saving.current);
    saving.current = setTimeout(() => void keepAlbum(name, kept.peek()), KEEP_AFTER_MS);
  };
  return {
    ...kept.value,
    now: () => kept.peek().album,
    edit: (album) => {
      if (album !== kept.peek().album) change({ album });
    },
    excuse: (excused) => change({ excused }),
    explain: (reason) => change({ reason }),
    reset: () => change({ album: arriving, excused: null, reason: '' }),
  };
}
