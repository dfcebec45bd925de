/** All notes and predictions that the device keeps. */
import type { Written, WrittenKind } from '../course/written.ts';
import { recordNames } from './kept-names.ts';
import { readNote, readPrediction } from './notes.ts';

const READ = { note: readNote, prediction: readPrediction } as const;

export async function allWritten(): Promise<Written[]> {
  const found: Written[] = [];
  for (const kind of Object.keys(READ) as WrittenKind[]) {
    for (const name of await recordNames(kind)) {
      const slash = name.indexOf('/');
      const [page, id] = [name.slice(0, slash), name.slice(slash + 1)];
      const text = await READ[kind](page === 'page' ? null : page, id);
      if (text !== null) found.push({ kind, name, text });
    }
  }
  return found;
}
