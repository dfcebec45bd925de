import { thirdOctaveChangeDb } from '../../dsp/meters/distance-to-clean.ts';
import { channels, defineKind, ownTapOf } from './kind.ts';
import type { Stereo } from './kind.ts';

/** Largest change of a strip's tone in any third-octave, either way, against the start; level and pan removed. */
export const thirdOctaveChange = defineKind({
  kind: 'third-octave-change',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard): Stereo & { sampleRate: number } => ({ ...heard.tap('of'), sampleRate: heard.sampleRate }),
  value: (now, start, { outsideHz }) =>
    start === null ? 0 : thirdOctaveChangeDb(channels(start), channels(now), now.sampleRate, { outsideHz }),
});
