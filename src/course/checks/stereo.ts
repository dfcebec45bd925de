/** Two channels: what folding to mono costs, how wide the low end is, and which side is louder. */
import { stereoImage } from '../../dsp/meters/correlation.ts';
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { monoLossWord, sideWord } from '../figure-words.ts';
import { channels, defineKind, shared, tapOf } from './kind.ts';
import type { Stereo } from './kind.ts';
import { powerWithin } from './sixth-octaves.ts';

const middleOf = ({ left, right }: Stereo): Float32Array => left.map((x, i) => 0.5 * (x + right[i]!));
const sideOf = ({ left, right }: Stereo): Float32Array => left.map((x, i) => 0.5 * (x - right[i]!));

/**
 * What folding to mono costs, LU: loudness in stereo minus loudness of the middle played from both loudspeakers. From
 * one loudspeaker everything is 3 dB quieter still, the middle as much as the rest. Silence loses nothing.
 */
const monoLossOf = shared((sound, sampleRate): number => {
  const stereo = integratedLoudness(channels(sound), sampleRate);
  if (stereo === -Infinity) return 0;
  const middle = middleOf(sound);
  return stereo - integratedLoudness([middle, middle], sampleRate);
});

/** What folding to mono costs a strip or the whole, LU. */
export const monoLoss = defineKind({
  kind: 'mono-loss',
  unit: () => 'LU',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => monoLossOf(heard.tap('of'), heard.sampleRate),
  value: (now) => now,
  word: monoLossWord,
});

/** What folding to mono costs the strip that loses most, LU. */
export const largestMonoLoss = defineKind({
  kind: 'largest-mono-loss',
  unit: () => 'LU',
  taps: ({ of }) => Object.fromEntries(of.map((strip) => [strip, tapOf(strip)])),
  relative: () => false,
  leadS: 0,
  measure: (heard, { of }) => Math.max(...of.map((strip) => monoLossOf(heard.tap(strip), heard.sampleRate))),
  value: (now) => now,
  word: monoLossWord,
});

/**
 * How far the side (half of left minus right) lies above the middle (half of left plus right) below a frequency, dB.
 * Where nothing is wide it is far below zero.
 */
export const sideAgainstMid = defineKind({
  kind: 'side-against-mid',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { belowHz }) => {
    const sound = heard.tap('of');
    const below = (x: Float32Array) => powerWithin({ left: x, right: x }, heard.sampleRate)(0, belowHz);
    return 10 * Math.log10(below(sideOf(sound)) / below(middleOf(sound)));
  },
  value: (now) => now,
  word: sideWord,
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
