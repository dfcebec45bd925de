import { gapLoudness, loudnessSpan as spanOf, phrases } from '../../dsp/meters/phrases.ts';
import type { LoudnessSeries } from '../../dsp/meters/loudness-series.ts';
import { momentaryOf } from './figures.ts';
import { defineKind, ownTapOf } from './kind.ts';

/**
 * How uneven a strip is: 90th minus 10th percentile of the loudness of 400 ms while it sounds, LU. Where it sounds is
 * told from the start, so that both are asked about the same moments. The fader does not count.
 */
export const loudnessSpan = defineKind({
  kind: 'loudness-span',
  unit: () => 'LU',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: ({ relative }) => relative === true,
  leadS: 0,
  measure: (heard): LoudnessSeries => momentaryOf(heard.tap('of'), heard.sampleRate),
  value: (now, start) => {
    const { sounding } = phrases(start ?? now);
    const span = spanOf(now, sounding);
    return start === null ? span : span - spanOf(start, sounding);
  },
});

/** How much louder the gaps between a strip's phrases have become against the phrases themselves, LU. */
export const gapLevel = defineKind({
  kind: 'gap-level',
  unit: () => 'LU',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard): LoudnessSeries => momentaryOf(heard.tap('of'), heard.sampleRate),
  value: (now, start) => {
    if (start === null) return 0;
    const marked = phrases(start);
    // Without a gap there is nothing that could come up.
    return marked.gap.some(Boolean) ? gapLoudness(now, marked) - gapLoudness(start, marked) : 0;
  },
});
