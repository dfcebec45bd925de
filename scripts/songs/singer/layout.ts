/**
 * Phones laid on notes: each vowel starts on its note, the consonants before it come before the beat and take their
 * time from what precedes; a word's closing consonants follow its vowel.
 */
import type { Phone } from './speech.ts';
import type { Syllable } from './syllables.ts';
import { isStop, longestS, noiseKind } from './phones.ts';

/** When a syllable is sung: from the start of its vowel to the vowel's end, s. */
export interface SyllableTime {
  startS: number;
  endS: number;
}

/** One phone at its sung time, with the stretch of speech that it uses. */
export interface Sung {
  name: string;
  startS: number;
  endS: number;
  speechFromS: number;
  speechToS: number;
  /** Index of its syllable. */
  syllable: number;
  /** The vowel of its syllable: held, on the note. */
  nucleus: boolean;
}

/** Shorter than this a vowel is not understood. */
const LEAST_VOWEL_S = 0.07;
/** Consonants are squeezed to this share of their length at most, and take this share of the room at most. */
const TIGHTEST = 0.65;
const CONSONANT_SHARE = 0.8;
/** Singers dwell on consonants: against the speech's own tempo. */
const CONSONANT_STRETCH = 1.25;
/** A gap up to this between two words is sung through. */
const LEGATO_S = 0.06;

interface Timed {
  phone: Phone;
  seconds: number;
}

const lengthOf = (consonants: readonly Timed[]): number => consonants.reduce((sum, c) => sum + c.seconds, 0);

/** Which part of a spoken consonant longer than its place is kept: of stops the end (the burst), of noise the middle. */
function crop(phone: Phone, seconds: number): [number, number] {
  const spare = phone.endS - phone.startS - seconds;
  if (spare <= 0 || !noiseKind(phone.name)) return [phone.startS, phone.endS];
  if (isStop(phone.name)) return [phone.startS + spare, phone.endS];
  return [phone.startS + spare / 2, phone.endS - spare / 2];
}

/**
 * @param times one a syllable, rising
 * @param speechStretch how much the speech was slowed: consonants are taken back to their own tempo
 */
export function layOut(
  syllables: readonly Syllable[],
  times: readonly SyllableTime[],
  speechStretch: number,
): Sung[] {
  const sung: Sung[] = [];
  const timed = (phone: Phone): Timed => ({
    phone,
    seconds: CONSONANT_STRETCH * Math.min((phone.endS - phone.startS) / speechStretch, longestS(phone.name)),
  });
  const place = ({ phone, seconds }: Timed, startS: number, syllable: number): number => {
    const [speechFromS, speechToS] = crop(phone, seconds);
    const endS = startS + seconds;
    sung.push({ name: phone.name, startS, endS, speechFromS, speechToS, syllable, nucleus: false });
    return endS;
  };
  const placeAll = (consonants: readonly Timed[], startS: number, syllable: number): void => {
    consonants.reduce((at, consonant) => place(consonant, at, syllable), startS);
  };

  let onset = syllables[0].onset.map(timed);
  placeAll(onset, times[0].startS - lengthOf(onset), 0);
  syllables.forEach(({ nucleus, coda }, k) => {
    const { startS, endS } = times[k];
    const closing = coda.map(timed);
    const next = syllables[k + 1];
    onset = next ? next.onset.map(timed) : [];
    const nextS = next ? times[k + 1].startS : Infinity;
    const room = nextS - startS - LEAST_VOWEL_S;
    const wanted = lengthOf(closing) + lengthOf(onset);
    if (wanted > room * CONSONANT_SHARE) {
      const factor = Math.max(TIGHTEST, (room * CONSONANT_SHARE) / wanted);
      for (const consonant of [...closing, ...onset]) consonant.seconds *= factor;
    }
    const latestS = nextS - lengthOf(onset) - lengthOf(closing);
    const vowelEndS = Math.max(startS + 0.05, latestS - endS < LEGATO_S ? latestS : endS);
    sung.push({
      name: nucleus.name,
      startS,
      endS: vowelEndS,
      speechFromS: nucleus.startS,
      speechToS: nucleus.endS,
      syllable: k,
      nucleus: true,
    });
    placeAll(closing, vowelEndS, k);
    if (next) placeAll(onset, nextS - lengthOf(onset), k + 1);
  });
  return sung;
}
