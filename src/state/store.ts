/**
 * What is kept on the device: one IndexedDB database with one table of records. Each record says its version and
 * is checked when it is read; one that cannot be read is set aside under another name, never thrown away, and a
 * sentence says so. Where there is no storage, or it is full, everything goes on in memory and a sentence says so.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { createStore, del, get, keys, set } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';

const DATABASE = 'headroom';
const TABLE = 'kept';
/** Where unreadable records go: `aside/<ISO time>/<name>`. */
const ASIDE = 'aside/';

/** Kinds of records and their present versions; the name of a record begins with its kind. */
const VERSIONS = {
  own: 1,
  working: 1,
  note: 1,
  prediction: 1,
  progress: 1,
  settings: 1,
  ear: 1,
  album: 1,
} as const;
export type RecordKind = keyof typeof VERSIONS;

interface Kept {
  v: number;
  savedAt: string;
  data: unknown;
}

/** What could not be written, by its whole name. */
export const memory: Map<string, Kept> = new Map();
const sentence = signal<string | null>(null);

/** A plain sentence when something about keeping went wrong, to be shown once; null otherwise. */
export const storeNotice: ReadonlySignal<string | null> = sentence;
/** The learner has read it. */
export const dismissStoreNotice = (): void => {
  sentence.value = null;
};

const NO_STORAGE =
  'This browser keeps nothing for this page (private window, or storage is blocked). You can go on; what you change is lost when the page is closed. Share a link to keep it.';
const FULL =
  'The device’s storage is full, so this change is kept only until the page is closed. Free some space, or share a link to keep it.';
const UNREADABLE =
  'Something that was kept on this device could not be read. It was set aside, not deleted, and the page goes on without it.';

let table: UseStore | null | undefined;

/** The table, or null when this browser has none. */
function open(): UseStore | null {
  if (table !== undefined) return table;
  try {
    table = typeof indexedDB === 'undefined' ? null : createStore(DATABASE, TABLE);
  } catch {
    table = null;
  }
  if (table === null && typeof window !== 'undefined') sentence.value = NO_STORAGE;
  return table;
}

const nameOf = (kind: RecordKind, name: string): string => `${kind}/${name}`;

/** Runs one access to the table; without storage, or when it fails, the fallback. */
export async function access<T>(work: (table: UseStore) => Promise<T>, fallback: () => T): Promise<T> {
  const store = open();
  if (store === null) return fallback();
  try {
    return await work(store);
  } catch (error) {
    const full = error instanceof Error && error.name === 'QuotaExceededError';
    sentence.value = full ? FULL : NO_STORAGE;
    // A database that will not open stays closed; a full one can still be read.
    if (!full) table = null;
    return fallback();
  }
}

/**
 * A kept record, made legal by `read`, which returns null for what it cannot read. Null when there is none, or
 * when it could not be read and was set aside.
 */
export async function readRecord<T>(
  kind: RecordKind,
  name: string,
  read: (data: unknown) => T | null,
): Promise<T | null> {
  const key = nameOf(kind, name);
  const kept: unknown =
    memory.get(key) ??
    (await access(
      (store) => get<unknown>(key, store),
      () => undefined,
    ));
  if (kept === undefined) return null;
  const made = isKept(kept) && kept.v === VERSIONS[kind] ? safely(() => read(kept.data)) : null;
  if (made === null) await setAside(key, kept);
  return made;
}

/** Keeps a record. Resolves when it is written, or held in memory where it cannot be written. */
export async function keepRecord(kind: RecordKind, name: string, data: unknown): Promise<void> {
  const key = nameOf(kind, name);
  const kept: Kept = { v: VERSIONS[kind], savedAt: new Date().toISOString(), data };
  await access(
    async (store) => {
      await set(key, kept, store);
      memory.delete(key);
    },
    () => void memory.set(key, kept),
  );
}

/** Removes a record that the learner asked to remove. */
export async function forgetRecord(kind: RecordKind, name: string): Promise<void> {
  const key = nameOf(kind, name);
  memory.delete(key);
  await access(
    (store) => del(key, store),
    () => undefined,
  );
}

/** Names of the records that were set aside, oldest first. */
export async function asideNames(): Promise<string[]> {
  const stored = await access(
    (store) => keys<IDBValidKey>(store),
    () => [],
  );
  return stored.filter((key): key is string => typeof key === 'string' && key.startsWith(ASIDE)).sort();
}

async function setAside(key: string, kept: unknown): Promise<void> {
  sentence.value = UNREADABLE;
  memory.delete(key);
  await access(
    async (store) => {
      await set(`${ASIDE}${new Date().toISOString()}/${key}`, kept, store);
      await del(key, store);
    },
    () => undefined,
  );
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && typeof (value as Kept).v === 'number' && 'data' in value;

function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
