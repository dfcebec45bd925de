/**
 * Which moment of the speech sounds when, at 1 ms steps: vowels go in and out at spoken speed and are held at their
 * stillest moment; consonants run through.
 */
import type { Random } from '../signal/random.ts';
import { CONTROL_HZ, clamp, smooth } from './control.ts';
import { levelDb, stillestS, type Envelope } from './envelope.ts';
import type { Sung } from './layout.ts';
import { isDiphthong, isSibilant, isVoiceless, isWeak, noiseKind, voicingLimitHz } from './phones.ts';
import type { VoiceSettings } from './voices.ts';
import { slowNoise } from './wander.ts';

export interface Timeline {
  /** Time in the speech, s; −1 where nothing is near. */
  speechS: Float32Array;
  /** Below this the voice carries the sound, above it noise, Hz. */
  voicingHz: Float32Array;
  gainDb: Float32Array;
  /** 0…1: whether anything is sung. */
  presence: Float32Array;
  /** 1 where the spoken waveform itself is used (voiceless consonants). */
  copied: Uint8Array;
}

/** A vowel's level is changed by this much at most to even it out, dB. */
const EVENING_DB = [-6, 8] as const;
/** Voiceless consonants follow the evening of their vowel by this share. */
const VOICELESS_EVENING = 0.3;
/** The nearest moment goes on this long after a phone, so that fades have something to play. */
const TAIL_STEPS = 40;

/** A held diphthong glides through this share of its length, at this many times the spoken duration at most. */
const GLIDE_SHARE = 0.5;
const SLOWEST_GLIDE = 2.5;

/** Where in the vowel to hold it: of a diphthong the first part, before the glide. */
function heldMomentS(envelope: Envelope, phone: Sung): number {
  const [from, to] = isDiphthong(phone.name) ? [0.2, 0.42] : [0.28, 0.6];
  const length = phone.speechToS - phone.speechFromS;
  return stillestS(envelope, phone.speechFromS + from * length, phone.speechFromS + to * length);
}

export function layTimeline(
  sung: readonly Sung[],
  envelope: Envelope,
  voice: VoiceSettings,
  seconds: number,
  random: Random,
): Timeline {
  const count = Math.ceil(seconds * CONTROL_HZ);
  const timeline: Timeline = {
    speechS: new Float32Array(count).fill(-1),
    voicingHz: new Float32Array(count),
    gainDb: new Float32Array(count),
    presence: new Float32Array(count),
    copied: new Uint8Array(count),
  };
  const wander = slowNoise(count, 1.6, random);
  const nuclei = sung.filter((phone) => phone.nucleus);
  const held = new Map(nuclei.map((phone) => [phone.syllable, heldMomentS(envelope, phone)]));
  const levels = nuclei.map((phone) => levelDb(envelope, held.get(phone.syllable)!));
  const median = [...levels].sort((a, b) => a - b)[levels.length >> 1]!;
  const evening = new Map(
    nuclei.map((phone, i) => [
      phone.syllable,
      clamp((median - levels[i]!) * voice.evenVowels, ...EVENING_DB),
    ]),
  );

  for (const phone of sung) {
    const length = phone.endS - phone.startS;
    const spoken = phone.speechToS - phone.speechFromS;
    const stretched = phone.nucleus && length > spoken;
    const still = held.get(phone.syllable)! - phone.speechFromS;
    const release = spoken - still;
    // The glide of a held diphthong is drawn out with it; other vowels are left at spoken speed.
    const glide = isDiphthong(phone.name) ? clamp((GLIDE_SHARE * length) / release, 1, SLOWEST_GLIDE) : 1;
    const voiceless = isVoiceless(phone.name);
    const gainDb =
      (voiceless ? VOICELESS_EVENING : 1) * evening.get(phone.syllable)! +
      (phone.nucleus ? 0 : voice.consonantDb) +
      (isSibilant(phone.name) ? voice.sibilantDb : 0);
    const from = Math.max(0, Math.round(phone.startS * CONTROL_HZ));
    const to = Math.min(count, Math.round(phone.endS * CONTROL_HZ));
    for (let c = from; c < to; c++) {
      const into = c / CONTROL_HZ - phone.startS;
      const left = length - into;
      let moment = (into / length) * spoken;
      if (stretched) {
        if (into < still) moment = into;
        else if (left < release * glide) moment = spoken - left / glide;
        else {
          const room = clamp(Math.min(into - still, left - release * glide) / 0.08, 0, 1);
          moment = still + clamp(wander[c]! * voice.wanderS * room, -0.4 * still, 0.3 * release);
        }
      }
      const speechS = phone.speechFromS + moment;
      const frame = clamp(Math.round(speechS / envelope.hopS), 0, envelope.voiced.length - 1);
      // Weak consonants follow the speech: the burst of a d, the devoiced end of a z.
      const devoiced = !phone.nucleus && isWeak(phone.name) && envelope.voiced[frame] === 0;
      timeline.speechS[c] = speechS;
      timeline.voicingHz[c] = devoiced ? 0 : voicingLimitHz(phone.name);
      timeline.presence[c] = 1;
      timeline.gainDb[c] = gainDb;
      timeline.copied[c] = voiceless && noiseKind(phone.name) ? 1 : 0;
    }
  }
  carryOn(timeline);
  smooth(timeline.presence, 0.2);
  smooth(timeline.voicingHz, 0.3);
  smooth(timeline.gainDb, 0.06);
  return timeline;
}

/** Positions after a phone keep its last moment for a while. */
function carryOn({ speechS, voicingHz, gainDb, presence }: Timeline): void {
  let since = Infinity;
  for (let c = 1; c < speechS.length; c++) {
    since = presence[c] === 1 ? 0 : since + 1;
    if (since === 0 || since > TAIL_STEPS) continue;
    speechS[c] = speechS[c - 1]!;
    voicingHz[c] = voicingHz[c - 1]!;
    gainDb[c] = gainDb[c - 1]!;
  }
}
