/**
 * Where vowels really begin. Flite's phone boundaries are those of its statistical model, up to some 30 ms off what
 * is heard; a vowel laid on the beat by them is early or late by as much.
 */
import type { Envelope } from './envelope.ts';
import { levelDb, movement } from './envelope.ts';
import { isStop, isVowel, noiseKind } from './phones.ts';
import type { Phone } from './speech.ts';

/** How far a boundary may move, and how much of a phone must remain, seconds of speech. */
const SEARCH_S = 0.035;
const LEAST_PHONE_S = 0.02;
const SLOPE_REACH_S = 0.0075;
const MOVEMENT_REACH_S = 0.0125;

/** After friction and stops the vowel starts where its level rises fastest, after the others where the spectrum turns. */
function onsetStrength(envelope: Envelope, before: Phone, timeS: number): number {
  if (noiseKind(before.name) || isStop(before.name) || before.name === 'pau') {
    return (
      levelDb(envelope, timeS + SLOPE_REACH_S, 200, 1200) -
      levelDb(envelope, timeS - SLOPE_REACH_S, 200, 1200)
    );
  }
  return movement(envelope, timeS, MOVEMENT_REACH_S);
}

/** The phones with the start of every vowel moved to where it is heard. */
export function refineVowelStarts(phones: readonly Phone[], envelope: Envelope): Phone[] {
  const refined = phones.map((phone) => ({ ...phone }));
  for (let i = 1; i < refined.length; i++) {
    const [before, vowel] = [refined[i - 1], refined[i]];
    if (!isVowel(vowel.name) || isVowel(before.name)) continue;
    const from = Math.max(vowel.startS - SEARCH_S, before.startS + LEAST_PHONE_S);
    const to = Math.min(vowel.startS + SEARCH_S, vowel.endS - LEAST_PHONE_S);
    let best = -Infinity;
    let at = vowel.startS;
    for (let t = from; t <= to; t += envelope.hopS) {
      const nearness = 1 - 0.5 * (Math.abs(t - vowel.startS) / SEARCH_S) ** 2;
      const strength = onsetStrength(envelope, before, t) * nearness;
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
