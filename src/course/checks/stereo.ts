import { stereoImage } from '../../dsp/meters/correlation.ts';
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { channels, defineKind, tapOf } from './kind.ts';

/** What folding to mono costs, played from both speakers: loudness in stereo minus loudness of the middle, LU. */
export const monoLoss = defineKind({
  kind: 'mono-loss',
  unit: () => 'LU',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => {
    const { left, right } = heard.tap('of');
    const stereo = integratedLoudness([left, right], heard.sampleRate);
    if (stereo === -Infinity) return 0;
    const middle = left.map((x, i) => 0.5 * (x + right[i]!));
    return stereo - integratedLoudness([middle, middle], heard.sampleRate);
  },
  value: (now) => now,
});

/** Left against right, dB; positive leans left. */
export const balance = defineKind({
  kind: 'balance',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => stereoImage(...channels(heard.tap('of'))).balanceDb,
  value: (now) => now,
});
