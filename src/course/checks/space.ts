/** Reverb and echoes against the sound that makes them. */
import { rmsDb } from '../../dsp/meters/level.ts';
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import type { Tap } from '../../engine/facade.ts';
import type { Session, StripId } from '../../session/document.ts';
import { bandWord, directWord, standsBeforeWord, tailWord } from '../figure-words.ts';
import { freeStripId, soloedOnce } from '../solo.ts';
import { channels, defineKind, tapOf } from './kind.ts';
import type { Stereo } from './kind.ts';
import { powerWithin } from './sixth-octaves.ts';

/**
 * A strip alone; or two, each with a return of its own: the second one's sends go to a copy, so that each one's part
 * of the return can be told from the other's in one render.
 */
function apart(session: Session, of: StripId, through: StripId, other: StripId | undefined): Session {
  if (other === undefined) return soloedOnce(session, [of]);
  const two = soloedOnce(session, [of, other]);
  const room = two.strips[through];
  const strip = two.strips[other];
  if (!room || !strip) throw new Error(`the mix has no strips «${through}» and «${other}»`);
  const copy = freeStripId(two, through);
  const { [through]: send, ...sends } = strip.sends;
  return {
    ...two,
    strips: {
      ...two.strips,
      [copy]: room,
      [other]: { ...strip, sends: send ? { ...sends, [copy]: send } : sends },
    },
    order: [...two.order.slice(0, -1), copy, ...two.order.slice(-1)],
  };
}

/**
 * How much louder a strip is than what a return makes of it, dB of power over the passage: the direct-to-reverberant
 * ratio. Early reflections count as reverberant. Only this strip's part of the return is heard: the others' outputs
 * and sends are closed. With `against`, how much larger the ratio is than that strip's: how far it stands before it.
 */
export const directToReverberant = defineKind({
  kind: 'direct-to-reverberant',
  unit: () => 'dB',
  session: (session, { of, through, against }) => apart(session, of, through, against),
  taps: ({ of, through, against }, session): Record<string, Tap> => ({
    of: tapOf(of),
    wet: tapOf(through),
    ...(against === undefined
      ? {}
      : { other: tapOf(against), 'other wet': tapOf(freeStripId(session, through)) }),
  }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { against }) => {
    const ratio = (dry: string, wet: string): number =>
      Math.min(120, rmsDb(channels(heard.tap(dry))) - rmsDb(channels(heard.tap(wet))));
    return ratio('of', 'wet') - (against === undefined ? 0 : ratio('other', 'other wet'));
  },
  value: (now) => now,
  word: (value, { against }) => (against === undefined ? directWord(value) : standsBeforeWord(value)),
});

/**
 * Level of a strip between two frequencies against its whole, dB, 0 or less. A strip that is silent has no share to
 * speak of: that is no success, so it reads as the worst there is.
 */
export const bandAgainstWhole = defineKind({
  kind: 'band-against-whole',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { bandHz: [from, to] }) => {
    const sound = heard.tap('of');
    if (rmsDb(channels(sound)) < -100) return Infinity;
    const power = powerWithin(sound, heard.sampleRate);
    return 10 * Math.log10(power(from, to) / power());
  },
  value: (now) => now,
  word: bandWord,
});

/** What is left of a tail is heard over this long, right before the next phrase. */
const LEFT_S = 0.4;
/** The next phrase is as loud as its first seconds. */
const PHRASE_S = 2;

/**
 * What a return still sounds right before a phrase begins, against that phrase, LU: the worst of the gaps. A gap runs
 * from the end of one phrase to the beginning of the next. Only the strip's own part of the return is heard.
 */
export const tailAtNextPhrase = defineKind({
  kind: 'tail-at-next-phrase',
  unit: () => 'LU',
  session: (session, { of }) => soloedOnce(session, [of]),
  taps: ({ of, through }) => ({ of: tapOf(of), wet: tapOf(through) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { gapsS }) => {
    const loudness = ({ left, right }: Stereo, fromS: number, toS: number): number => {
      const [from, to] = [fromS, toS].map((s) =>
        Math.max(0, Math.round((s - heard.fromS) * heard.sampleRate)),
      );
      return integratedLoudness([left.subarray(from, to), right.subarray(from, to)], heard.sampleRate);
    };
    const dry = heard.tap('of');
    const wet = heard.tap('wet');
    return Math.max(
      ...gapsS.map(([fromS, toS]) => {
        const tail = loudness(wet, Math.max(fromS, toS - LEFT_S), toS);
        return tail - loudness(dry, toS, toS + PHRASE_S);
      }),
    );
  },
  value: (now) => now,
  word: tailWord,
});
