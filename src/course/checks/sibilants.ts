import { bandOver, markVoice, voiceMoments } from '../../dsp/meters/sibilance.ts';
import type { VoiceMoments } from '../../dsp/meters/sibilance.ts';
import { defineKind, ownTapOf } from './kind.ts';

/**
 * What became of a band of a voice in its sibilants, or in its vowels, against the start, dB. Which moments these are
 * is told from the start.
 */
export const sibilantLevel = defineKind({
  kind: 'sibilant-level',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard, { bandHz }): VoiceMoments => {
    const { left, right } = heard.tap('of');
    return voiceMoments(left, right, heard.sampleRate, bandHz);
  },
  value: (now, start, { moments }) => {
    if (start === null) return 0;
    const marked = markVoice(start)[moments];
    if (!marked.some(Boolean)) throw new Error(`there are no ${moments} in this passage`);
    return bandOver(now, marked) - bandOver(start, marked);
  },
});
