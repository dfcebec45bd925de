/**
 * What the learner answered in blind tests, drills and matches: the seed that the questions were dealt from, the
 * answers so far, and earlier rounds. Kept on the device; it never leaves it.
 */
import { isRecord } from '../session/json.ts';
import { nameOnPage } from './page-name.ts';
import { forgetRecord, keepRecord, readRecord } from './store.ts';

/** One round: what was dealt follows from the seed. An answer is the letter, the id or the figure that was given. */
export interface Round {
  seed: number;
  answers: string[];
  /** When the last answer was given, ISO time. */
  at: string;
}

export interface EarRun {
  now: Round;
  /** Finished rounds, oldest first. */
  past: Round[];
}

/** Rounds kept of each test; older ones are let go. */
export const MOST_ROUNDS = 200;
/** Longest answer and longest round that are believed when read back. */
const LONGEST_ANSWER = 200;
const MOST_ANSWERS = 500;

/** What is kept of a test; null when it was never begun. */
export const readEarRun = (lesson: string | null, id: string): Promise<EarRun | null> =>
  readRecord('ear', nameOnPage(lesson, id), readRun);

/** Keeps a test's rounds. */
export async function keepEarRun(lesson: string | null, id: string, run: EarRun): Promise<void> {
  const past = [...(await finishedElsewhere(lesson, id, run)), ...run.past];
  await keepRecord('ear', nameOnPage(lesson, id), { ...run, past: past.slice(-MOST_ROUNDS) });
}

/** Rounds that another tab finished since this one read what is kept. */
async function finishedElsewhere(lesson: string | null, id: string, run: EarRun): Promise<Round[]> {
  const here = new Set([...run.past, run.now].map(({ seed }) => seed));
  return ((await readEarRun(lesson, id))?.past ?? []).filter(({ seed }) => !here.has(seed));
}

/** Forgets all answers of a test, because the learner asked for it. */
export const forgetEarRun = (lesson: string | null, id: string): Promise<void> =>
  forgetRecord('ear', nameOnPage(lesson, id));

function readRound(data: unknown): Round | null {
  if (!isRecord(data)) return null;
  const { seed, answers, at } = data;
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) return null;
  if (!Array.isArray(answers) || answers.length > MOST_ANSWERS || typeof at !== 'string') return null;
  const known = answers.filter(
    (answer): answer is string => typeof answer === 'string' && answer.length <= LONGEST_ANSWER,
  );
  return known.length === answers.length ? { seed, answers: known, at } : null;
}

function readRun(data: unknown): EarRun | null {
  if (!isRecord(data) || !Array.isArray(data['past'])) return null;
  const now = readRound(data['now']);
  if (!now) return null;
  return { now, past: data['past'].map(readRound).filter((round): round is Round => round !== null) };
}
