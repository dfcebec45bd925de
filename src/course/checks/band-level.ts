import { averageBandLevels } from '../../dsp/meters/bands.ts';
import { against, defineKind, tapOf } from './kind.ts';

const THIRD = 3;

/**
 * Level of a strip between two frequencies, after its fader: the power of the third-octaves whose centres lie there.
 * It tells a fader from an equaliser that works elsewhere.
 */
export const bandLevel = defineKind({
  kind: 'band-level',
  unit: ({ relative }) => (relative ? 'dB' : 'dBFS'),
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: ({ relative }) => relative === true,
  leadS: 0,
  measure: (heard, { bandHz: [from, to] }) => {
    const { left, right } = heard.tap('of');
    const { bandsHz, levelsDb } = averageBandLevels(left, right, heard.sampleRate, THIRD);
    const power = bandsHz.reduce(
      (sum, hz, i) => (hz >= from && hz <= to ? sum + 10 ** (levelsDb[i]! / 10) : sum),
      0,
    );
    return 10 * Math.log10(power);
  },
  value: against,
});
