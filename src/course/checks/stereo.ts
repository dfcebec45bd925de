import { averageBandLevels, bandEdgesHz } from '../../dsp/meters/bands.ts';
import { stereoImage } from '../../dsp/meters/correlation.ts';
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { channels, defineKind, shared, tapOf } from './kind.ts';
import type { Stereo } from './kind.ts';

/** Bands of a sixth of an octave: an edge lies within 6% of any frequency that is asked for. */
const PER_OCTAVE = 6;
/** A band still counts as below a frequency when its upper edge passes it by less than this. */
const EDGE = 1.03;

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
});

/** Power of one channel below a frequency. */
function powerBelow(x: Float32Array, sampleRate: number, hz: number): number {
  const { bandsHz, levelsDb } = averageBandLevels(x, x, sampleRate, PER_OCTAVE);
  return bandsHz.reduce(
    (sum, centre, i) =>
      bandEdgesHz(centre, PER_OCTAVE)[1] <= hz * EDGE ? sum + 10 ** (levelsDb[i]! / 10) : sum,
    0,
  );
}

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
    const side = powerBelow(sideOf(sound), heard.sampleRate, belowHz);
    return 10 * Math.log10(side / powerBelow(middleOf(sound), heard.sampleRate, belowHz));
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
