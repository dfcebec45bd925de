import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { truePeakDb } from '../../dsp/meters/true-peak.ts';
import { against, channels, defineKind, tapOf } from './kind.ts';

/** Highest true peak of a strip or of the whole, both ends included. */
export const truePeak = defineKind({
  kind: 'true-peak',
  unit: () => 'dBTP',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => truePeakDb(channels(heard.tap('of'))),
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
    const sound = channels(heard.tap('of'));
    return truePeakDb(sound) - integratedLoudness(sound, heard.sampleRate);
  },
  value: against,
});
