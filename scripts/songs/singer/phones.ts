/** Flite's phones (the US English set of CMU's lexicon): which are vowels, which are noise, how long they may last. */

const VOWELS = new Set('aa ae ah ao aw ax axr ay eh er ey ih iy ow oy uh uw'.split(' '));
const DIPHTHONGS = new Set('ay aw oy ow ey'.split(' '));
const STOPS = new Set('p t k b d g ch jh'.split(' '));
const WEAK = new Set('b d g dh v z zh jh'.split(' '));

export function isVowel(phone: string): boolean {
  return VOWELS.has(phone);
}

export function isDiphthong(phone: string): boolean {
  return DIPHTHONGS.has(phone);
}

/** Stops and affricates: what matters is their end, the burst. */
export function isStop(phone: string): boolean {
  return STOPS.has(phone);
}

/** Consonants that the lexicon calls voiced and speech often devoices: they follow the speech's own voicing. */
export function isWeak(phone: string): boolean {
  return WEAK.has(phone);
}

/** What kind of noise a phone is made of; `mixed` is noise over voice; undefined is voice without friction. */
export type NoiseKind = 's' | 'sh' | 'f' | 't' | 'k' | 'h' | 'mixed';

const NOISE: Record<string, NoiseKind> = {
  s: 's',
  sh: 'sh',
  ch: 'sh',
  f: 'f',
  th: 'f',
  p: 'f',
  t: 't',
  k: 'k',
  hh: 'h',
  z: 'mixed',
  zh: 'mixed',
  jh: 'mixed',
};

export function noiseKind(phone: string): NoiseKind | undefined {
  return NOISE[phone];
}

/** Noise without voice. */
export function isVoiceless(phone: string): boolean {
  const kind = NOISE[phone];
  return kind !== undefined && kind !== 'mixed';
}

export function isSibilant(phone: string): boolean {
  const kind = NOISE[phone];
  return kind === 's' || kind === 'sh' || kind === 'mixed';
}

/** The frequency below which the voice carries the sound, and above which noise does, Hz; 0 is voiceless. */
export function voicingLimitHz(phone: string): number {
  if (phone === 'pau') return 0;
  if (phone === 'jh') return 1200;
  if (NOISE[phone] === 'mixed') return 1600;
  if (NOISE[phone]) return 0;
  if (phone === 'v' || phone === 'dh') return 3000;
  return FULLY_VOICED_HZ;
}

/** A voicing limit at or above this means no friction at all. */
export const FULLY_VOICED_HZ = 7000;

/** The longest a consonant lasts at the tempo of speech, seconds. */
export function longestS(phone: string): number {
  if (phone === 's' || phone === 'sh' || phone === 'z' || phone === 'zh') return 0.13;
  if (phone === 'f' || phone === 'th' || phone === 'ch') return 0.11;
  if (phone === 'hh' || phone === 'dh' || phone === 'd') return 0.07;
  if (phone === 't' || phone === 'k' || phone === 'p') return 0.095;
  return 0.085;
}
