/** What the device keeps, by name. Apart from `store.ts`, which every page loads: this is asked for late. */
import { keys } from 'idb-keyval';
import { access, memory } from './store.ts';
import type { RecordKind } from './store.ts';

/** Names of all kept records of a kind, sorted. */
export async function recordNames(kind: RecordKind): Promise<string[]> {
  const stored = await access(
    (store) => keys<IDBValidKey>(store),
    () => [],
  );
  const prefix = `${kind}/`;
  const names = [...stored.filter((key): key is string => typeof key === 'string'), ...memory.keys()];
  return [
    ...new Set(names.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))),
  ].sort();
}
