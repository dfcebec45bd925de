import { loudnessOf, truePeakOf } from './figures.ts';
import { against, defineKind, tapOf } from './kind.ts';

/** Highest true peak of a strip or of the whole, both ends included. */
export const truePeak = defineKind({
  kind: 'true-peak',
  unit: () => 'dBTP',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => truePeakOf(heard.tap('of'), heard.sampleRate),
  value: (now) => now,
});

/** True peak minus integrated loudness: how far the hits stand above the music. */
export const peakToLoudness = defineKind({
  kind: 'peak-to-loudness',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: ({ relative }) => relative === true,
  leadS: 0,
  measure: (heard) => {
    const sound = heard.tap('of');
    return truePeakOf(sound, heard.sampleRate) - loudnessOf(sound, heard.sampleRate);
  },
  value: against,
});
