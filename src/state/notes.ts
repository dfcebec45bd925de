/** What the learner writes and predicts. Ungraded, and it never leaves the device. */
import { isRecord } from '../session/json.ts';
import { nameOnPage } from './page-name.ts';
import { keepRecord, readRecord } from './store.ts';

/** Longest note kept, in characters. */
export const LONGEST_NOTE = 20_000;

const readText = (data: unknown): string | null =>
  isRecord(data) && typeof data['text'] === 'string' ? data['text'] : null;

/** A note's text; null when none was written. */
export const readNote = (lesson: string | null, id: string): Promise<string | null> =>
  readRecord('note', nameOnPage(lesson, id), readText);

/** Keeps a note, as long as it may be. */
export const keepNote = (lesson: string | null, id: string, text: string): Promise<void> =>
  keepRecord('note', nameOnPage(lesson, id), { text: text.slice(0, LONGEST_NOTE) });

/** What the learner predicted, in the words of the option; null when nothing was. */
export const readPrediction = (lesson: string | null, id: string): Promise<string | null> =>
  readRecord('prediction', nameOnPage(lesson, id), readText);

/** Keeps what was predicted. */
export const keepPrediction = (lesson: string | null, id: string, text: string): Promise<void> =>
  keepRecord('prediction', nameOnPage(lesson, id), { text });
