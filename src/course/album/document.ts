/** An album: recordings on a line, with what lies between them. Plain JSON, versioned, kept on the device. */
import { isRecord } from '../../session/json.ts';
import { isPresetId } from '../../session/preset-id.ts';

/** Version of the documents that are written. */
export const ALBUM_VERSION = 1;

export interface AlbumItem {
  /** A released master: `paper-lanterns/master@1`. */
  print: string;
  /** Silence before it, in seconds. The first item has none. */
  startGapS: number;
  fadeInS: number;
  fadeOutS: number;
  /** One gain for the whole song. */
  gainDb: number;
}

export interface Album {
  v: typeof ALBUM_VERSION;
  items: AlbumItem[];
}

/** What an item's numbers may be. */
export const ALBUM_LIMITS = {
  items: 99,
  startGapS: [0, 12],
  fadeInS: [0, 5],
  fadeOutS: [0, 10],
  gainDb: [-12, 3],
} as const;

/** A number of an item. */
export type AlbumField = 'startGapS' | 'fadeInS' | 'fadeOutS' | 'gainDb';
const FIELDS: readonly AlbumField[] = ['startGapS', 'fadeInS', 'fadeOutS', 'gainDb'];

function readItem(data: unknown): AlbumItem | null {
  if (!isRecord(data) || !isPresetId(data['print'])) return null;
  const item: AlbumItem = { print: data['print'], startGapS: 0, fadeInS: 0, fadeOutS: 0, gainDb: 0 };
  for (const field of FIELDS) {
    const value = data[field];
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    const [least, most] = ALBUM_LIMITS[field];
    item[field] = Math.min(most, Math.max(least, value));
  }
  return item;
}

/**
 * An album from what a device keeps; null when it is none. Numbers out of range are brought in; an item that cannot
 * be read, and one that stands twice, makes it none.
 */
export function readAlbum(data: unknown): Album | null {
  if (!isRecord(data) || data['v'] !== ALBUM_VERSION || !Array.isArray(data['items'])) return null;
  const rows: unknown[] = data['items'];
  if (rows.length === 0 || rows.length > ALBUM_LIMITS.items) return null;
  const items = rows.map(readItem);
  const whole = items.filter((item) => item !== null);
  if (whole.length < rows.length || new Set(whole.map(({ print }) => print)).size < whole.length) return null;
  return { v: ALBUM_VERSION, items: whole };
}

/** The item at `index` moved by one place; the same album at the end of the line. */
export function moved(album: Album, index: number, by: 1 | -1): Album {
  const to = index + by;
  if (index < 0 || to < 0 || index >= album.items.length || to >= album.items.length) return album;
  const items = [...album.items];
  [items[index], items[to]] = [items[to]!, items[index]!];
  return { ...album, items };
}

/** With new numbers for one item, within the limits. */
export function changed(album: Album, print: string, numbers: Partial<Pick<AlbumItem, AlbumField>>): Album {
  const items = album.items.map((item) =>
    item.print === print ? (readItem({ ...item, ...numbers }) ?? item) : item,
  );
  return { ...album, items };
}
