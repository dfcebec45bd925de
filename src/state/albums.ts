/** Albums that the learner put in order, kept on the device by the name of their cell. */
import { readAlbum } from '../course/album/document.ts';
import type { Album } from '../course/album/document.ts';
import { isRecord } from '../session/json.ts';
import { keepRecord, readRecord } from './store.ts';

/** An album, and the join that is meant otherwise with the reason for it. */
export interface KeptAlbum {
  album: Album;
  /** 0 is the first join. */
  excused: number | null;
  reason: string;
}

/** Longest reason kept, in characters. */
export const LONGEST_REASON = 400;

function read(data: unknown): KeptAlbum | null {
  if (!isRecord(data)) return null;
  const album = readAlbum(data['album']);
  if (!album) return null;
  const { excused, reason } = data;
  return {
    album,
    excused: typeof excused === 'number' && Number.isInteger(excused) && excused >= 0 ? excused : null,
    reason: typeof reason === 'string' ? reason.slice(0, LONGEST_REASON) : '',
  };
}

/** A kept album by its name; null when there is none. */
export const readKeptAlbum = (name: string): Promise<KeptAlbum | null> => readRecord('album', name, read);

/** Keeps an album under a name. */
export const keepAlbum = (name: string, kept: KeptAlbum): Promise<void> => keepRecord('album', name, kept);
