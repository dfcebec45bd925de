/**
 * A round with an analyser in view that is wrong once. It tests whether one answers with the ears or with the eyes:
 * "I see it, so I hear it".
 */
import { pickIndex, seededRandom, seedOf } from '../random.ts';
import { BAND_SETS, bandQuestion, hertzText } from './bands.ts';
import type { Question } from './kind.ts';

/** Questions of a round. */
export const ANALYSER_QUESTIONS = 5;
const GAIN_DB = 9;
const SET = BAND_SETS[0]!;

export interface AnalyserQuestion {
  question: Question;
  /** Index of the band that the picture shows as raised. */
  shown: number;
  /** Whether the picture shows another band than the one that is raised. */
  false: boolean;
}

/** Which question's picture is wrong: never the first, so that the picture is trusted by then. */
export const falseOne = (seed: number): number =>
  1 + pickIndex(seededRandom(seedOf(seed, 99)), ANALYSER_QUESTIONS - 1);

/** The n-th question of a round, from 0. */
export function analyserQuestion(seed: number, n: number): AnalyserQuestion {
  const random = seededRandom(seedOf(seed, n));
  const count = SET.freqsHz.length;
  const band = pickIndex(random, count);
  const other = (band + 1 + pickIndex(random, count - 1)) % count;
  const wrong = n === falseOne(seed);
  return { question: bandQuestion(SET, GAIN_DB, band), shown: wrong ? other : band, false: wrong };
}

/** The chain that makes what the picture shows. */
export const shownChain = ({ shown }: AnalyserQuestion): Question['chains'][number] =>
  bandQuestion(SET, GAIN_DB, shown).chains[1];

export interface AnalyserResult {
  /** Right answers out of the questions with a true picture. */
  rightWithTrue: number;
  /** What was answered where the picture was wrong. */
  followed: 'ears' | 'eyes' | 'neither';
  /** Number of that question, from 1. */
  falseNumber: number;
  says: string;
}

/** What a whole round says: whether ears or eyes were followed. */
export function analyserResult(seed: number, answers: readonly string[]): AnalyserResult {
  const wrong = falseOne(seed);
  let rightWithTrue = 0;
  for (const [n, answer] of answers.entries()) {
    if (n !== wrong && answer === analyserQuestion(seed, n).question.answer) rightWithTrue++;
  }
  const { question, shown } = analyserQuestion(seed, wrong);
  const seen = String(SET.freqsHz[shown]);
  const answer = answers[wrong];
  const followed = answer === question.answer ? 'ears' : answer === seen ? 'eyes' : 'neither';
  const fact = `The picture of question ${wrong + 1} was of another sound: it showed ${hertzText(Number(seen))}, and ${hertzText(Number(question.answer))} was raised.`;
  const says = {
    ears: `${fact} You answered what you heard. Keep that.`,
    eyes: `${fact} You answered what you saw. Close your eyes before you decide.`,
    neither: `${fact} You answered neither. Listen to that question again in another round, with your eyes closed.`,
  }[followed];
  return { rightWithTrue, followed, falseNumber: wrong + 1, says };
}
