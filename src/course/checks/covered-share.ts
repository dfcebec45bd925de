import { rmsDb } from '../../dsp/meters/level.ts';
import { coveredShare as shareOf } from '../../dsp/meters/masking.ts';
import { against, channels, defineKind, sumOf, tapOf } from './kind.ts';

/** What is below this is not there to be heard: −90 dBFS, under the noise of any recording. */
const UNHEARD_DB = -90;

/** Share of a strip that others cover, at the better ear, 0 to 1; a strip that is not heard at all is covered whole. */
export const coveredShare = defineKind({
  kind: 'covered-share',
  unit: () => 'share',
  taps: ({ of, by }) => ({
    of: tapOf(of),
    ...Object.fromEntries(by.map((strip) => [`by/${strip}`, tapOf(strip)])),
  }),
  relative: ({ relative }) => relative === true,
  leadS: 0,
  measure: (heard, { by }) => {
    const target = channels(heard.tap('of'));
    if (rmsDb(target) < UNHEARD_DB) return 1;
    return shareOf(target, channels(sumOf(by.map((strip) => heard.tap(`by/${strip}`)))), heard.sampleRate);
  },
  value: against,
});
