/** `npm run readability`: how easily each lesson reads, by Flesch's reading ease, and how long it is. */
import { flesch } from 'flesch';
import { syllable } from 'syllable';
import { lessonSlugs } from '../src/course/content/lessons.ts';
import { lessonProse } from '../src/course/content/prose.ts';
import type { ProseSection } from '../src/course/content/prose.ts';

export interface Reading {
  words: number;
  sentences: number;
  /** 206.835 − 1.015 words a sentence − 84.6 syllables a word (R. Flesch, 1948); 60 and over is plain English. */
  ease: number;
}

/** Units are spoken as words; figures count one syllable a digit at most, like short words. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? [];
const syllablesOf = (word: string): number => (/^\d/.test(word) ? 1 : Math.max(1, syllable(word)));
const sentencesOf = (text: string): number =>
  text.split(/[.!?:](?=\s|$)/).filter((part) => /\p{L}/u.test(part)).length;

/** Sources are lists of titles, not prose to be read through. */
const isProse = ({ heading }: ProseSection): boolean => heading !== 'Sources';

export function readingOf(sections: readonly ProseSection[]): Reading {
  const paragraphs = sections.filter(isProse).flatMap((section) => section.paragraphs);
  const words = paragraphs.flatMap(wordsOf);
  const sentences = paragraphs.reduce((sum, text) => sum + Math.max(1, sentencesOf(text)), 0);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const ease = flesch({ sentence: sentences, word: words.length, syllable: syllables });
  return { words: words.length, sentences, ease };
}

if (import.meta.main) {
  for (const slug of lessonSlugs()) {
    const { words, sentences, ease } = readingOf(lessonProse(slug));
    console.log(
      `${slug.padEnd(28)}${String(words).padStart(6)} words${(words / sentences).toFixed(1).padStart(7)} a sentence   ease ${ease.toFixed(1)}`,
    );
  }
}
