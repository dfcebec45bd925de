import { loudnessOf } from './figures.ts';
import { against, defineKind, sumOf, tapOf } from './kind.ts';

/** Integrated loudness (BS.1770) of a strip or of the whole; in LU against the start where relative. */
export const loudness = defineKind({
  kind: 'loudness',
  unit: ({ relative }) => (relative ? 'LU' : 'LUFS'),
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: ({ relative }) => relative === true,
  leadS: 0,
  measure: (heard) => loudnessOf(heard.tap('of'), heard.sampleRate),
  value: against,
});

/** How much louder a strip is than others together, in LU. */
export const loudnessAgainst = defineKind({
  kind: 'loudness-against',
  unit: () => 'LU',
  taps: ({ of, against: others }) => ({
    of: tapOf(of),
    ...Object.fromEntries(others.map((strip) => [`against/${strip}`, tapOf(strip)])),
  }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { against: others }) => {
    const rest = sumOf(others.map((strip) => heard.tap(`against/${strip}`)));
    const mine = loudnessOf(heard.tap('of'), heard.sampleRate);
    return mine - loudnessOf(rest, heard.sampleRate);
  },
  value: (now) => now,
});
