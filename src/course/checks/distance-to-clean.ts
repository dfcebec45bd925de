import { distanceToCleanDb } from '../../dsp/meters/distance-to-clean.ts';
import { defineKind, ownTapOf } from './kind.ts';

/**
 * How far a treated stem is from the recording without its built-in fault: rms of the differences in dB, level
 * removed. The fader does not count: the stem is taken before it.
 */
export const distanceToClean = defineKind({
  kind: 'distance-to-clean',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { of, bandHz, outsideHz }) => {
    const source = heard.session.strips[of]?.source;
    const ref = source === undefined ? undefined : heard.session.sources[source];
    const stem = ref?.kind === 'song' ? ref.stem : of;
    const clean = Object.hasOwn(heard.references.clean, stem) ? heard.references.clean[stem] : undefined;
    if (!clean) throw new Error(`there is no clean recording of «${stem}»`);
    const { left, right } = heard.tap('of');
    return distanceToCleanDb(left, right, heard.sampleRate, heard.fromS, clean, { bandHz, outsideHz });
  },
  value: (now) => now,
});
