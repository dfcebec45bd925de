import { thirdOctaveChangeDb } from '../../dsp/meters/distance-to-clean.ts';
import { channels, defineKind, ownTapOf, tapOf } from './kind.ts';
import type { Stereo } from './kind.ts';

/**
 * Largest change of a strip's tone in any third-octave, either way, against the start; level and pan removed. Of the
 * whole, what would be exported is compared; with `levelKept` a change of level counts as well.
 */
export const thirdOctaveChange = defineKind({
  kind: 'third-octave-change',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: of === 'tap' ? tapOf(of) : ownTapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard): Stereo & { sampleRate: number } => ({ ...heard.tap('of'), sampleRate: heard.sampleRate }),
  value: (now, start, { outsideHz, levelKept }) =>
    start === null
      ? 0
      : thirdOctaveChangeDb(channels(start), channels(now), now.sampleRate, { outsideHz }, levelKept),
});
