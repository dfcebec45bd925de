/**
 * Which phones of a spoken line belong to which sung syllable. Flite lists a line's phones without saying where
 * words end; the words spoken one by one say how many vowels, and how many closing consonants, each has.
 */
import { isVowel } from './phones.ts';
import type { Phone } from './speech.ts';

/** A word of the line and over how many syllables it is sung. */
export interface SungWord {
  word: string;
  syllables: number;
}

/** A syllable: its vowel, the consonants before it, and those after it that end its word. */
export interface Syllable {
  onset: Phone[];
  nucleus: Phone;
  coda: Phone[];
}

const withoutPauses = (phones: readonly Phone[]): Phone[] => phones.filter((phone) => phone.name !== 'pau');

/** How many consonants follow the last vowel of a word spoken alone. */
function closingConsonants(alone: readonly Phone[]): number {
  const phones = withoutPauses(alone);
  const last = phones.findLastIndex((phone) => isVowel(phone.name));
  return last < 0 ? 0 : phones.length - 1 - last;
}

/** Vowels that singers swallow ("ev'ry"), the most readily swallowed first. */
const SWALLOWED = ['axr', 'ax', 'er', 'ih'];

/** Picks `wanted` vowels out of a word's; the rest become glides between consonants. */
function chooseNuclei(word: SungWord, vowels: readonly number[], phones: readonly Phone[]): number[] {
  const kept = [...vowels];
  while (kept.length > word.syllables) {
    const candidates = kept
      .slice(1)
      .filter((at) => SWALLOWED.includes(phones[at].name))
      .sort((a, b) => phones[a].endS - phones[a].startS - (phones[b].endS - phones[b].startS));
    // A vowel that another vowel follows disappears without a trace; else the shortest goes.
    const gone = candidates.find((at) => isVowel(phones[at + 1]?.name ?? '')) ?? candidates[0];
    if (gone === undefined) break;
    kept.splice(kept.indexOf(gone), 1);
  }
  if (kept.length !== word.syllables) {
    throw new Error(
      `“${word.word}” is sung on ${word.syllables} syllables, but is spoken with ` +
        `${vowels.length} vowels (${vowels.map((at) => phones[at].name).join(' ')})`,
    );
  }
  return kept;
}

/**
 * @param line the phones of the whole line as spoken
 * @param words the words in order
 * @param alone the phones of each word spoken alone, in the same order
 * @throws when a word cannot be sung on its number of syllables, or the line holds other vowels than its words
 */
export function syllabify(
  line: readonly Phone[],
  words: readonly SungWord[],
  alone: readonly (readonly Phone[])[],
): Syllable[] {
  const phones = withoutPauses(line);
  const vowels = phones.flatMap((phone, i) => (isVowel(phone.name) ? [i] : []));
  const counts = alone.map((spoken) => spoken.filter((phone) => isVowel(phone.name)).length);
  const total = counts.reduce((a, b) => a + b, 0);
  if (total !== vowels.length) {
    throw new Error(
      `“${words.map((w) => w.word).join(' ')}” is spoken with ${vowels.length} vowels, its words alone with ${total}`,
    );
  }
  const syllables: Syllable[] = [];
  let firstVowel = 0;
  let next = 0;
  words.forEach((word, w) => {
    const own = vowels.slice(firstVowel, firstVowel + counts[w]);
    firstVowel += counts[w];
    const lastVowel = own[own.length - 1];
    const limit = vowels[firstVowel] ?? phones.length;
    const wordEnd = Math.min(limit, lastVowel + 1 + closingConsonants(alone[w]));
    for (const at of chooseNuclei(word, own, phones)) {
      syllables.push({ onset: phones.slice(next, at), nucleus: phones[at], coda: [] });
      next = at + 1;
    }
    // What is left of the word closes its last syllable.
    syllables[syllables.length - 1].coda = phones.slice(next, wordEnd);
    next = wordEnd;
  });
  syllables[syllables.length - 1].coda.push(...phones.slice(next));
  return syllables;
}
