/**
 * Where vowels really begin. Flite's phone boundaries are those of its statistical model, up to some 30 ms off what
 * is heard; a vowel laid on the beat by them is early or late by as much.
 */
import type { Envelope } from './envelope.ts';
import { levelDb } from './envelope.ts';
import { isVowel, noiseKind } from './phones.ts';
import type { Phone } from './speech.ts';

/** How far a boundary may move, out of noise and out of voiced consonants, seconds of speech. */
const SEARCH_S = 0.035;
const VOICED_SEARCH_S = 0.05;
/** How much of a phone must remain. */
const LEAST_PHONE_S = 0.02;
const REACH_S = 0.0075;
/** A vowel rises in these bands, out of a stop, friction, a nasal or a glide. */
const BANDS_HZ = [
  [200, 600],
  [600, 1100],
  [1100, 1800],
  [1800, 2800],
  [2800, 4000],
] as const;

/**
 * How much louder it becomes at a moment. Compressed amplitude stands for loudness: in decibels the burst out of a
 * stop's silence would count for more than the voice that follows it.
 */
function onsetStrength(envelope: Envelope, timeS: number): number {
  const loudness = (t: number, low: number, high: number) => 10 ** (levelDb(envelope, t, low, high) / 40);
  return BANDS_HZ.reduce((sum, [low, high]) => {
    return sum + Math.max(0, loudness(timeS + REACH_S, low, high) - loudness(timeS - REACH_S, low, high));
  }, 0);
}

/** The phones with the start of every vowel moved to where it is heard. */
export function refineVowelStarts(phones: readonly Phone[], envelope: Envelope): Phone[] {
  const refined = phones.map((phone) => ({ ...phone }));
  for (let i = 1; i < refined.length; i++) {
    const [before, vowel] = [refined[i - 1], refined[i]];
    if (!isVowel(vowel.name) || isVowel(before.name)) continue;
    const reach = noiseKind(before.name) ? SEARCH_S : VOICED_SEARCH_S;
    const from = Math.max(vowel.startS - reach, before.startS + LEAST_PHONE_S);
    const to = Math.min(vowel.startS + reach, vowel.endS - LEAST_PHONE_S);
    let best = -Infinity;
    let at = vowel.startS;
    for (let t = from; t <= to; t += envelope.hopS) {
      const nearness = 1 - 0.5 * (Math.abs(t - vowel.startS) / reach) ** 2;
      const strength = onsetStrength(envelope, t) * nearness;
      if (strength > best) {
        best = strength;
        at = t;
      }
    }
    before.endS = at;
    vowel.startS = at;
  }
  return refined;
}
