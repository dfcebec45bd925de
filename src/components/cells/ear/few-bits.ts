/** A sound in fewer bits, as a lesson names it: `ballad:16` is rounded off, `ballad:16+tpdf` dithered. */
import type { Dither } from '../../../dsp/files/dither.ts';
import type { Clip } from '../../../state/audio.ts';
import { clipOf } from '../../../state/clips.ts';
import { needed } from '../../../state/late.ts';

export interface FewBits {
  bits: number;
  dither: Dither;
}

const HOW: Record<Dither, string> = { none: 'rounded', tpdf: 'TPDF dither', shaped: 'shaped dither' };
const isDither = (text: string): text is Dither => Object.hasOwn(HOW, text);

const LEAST_BITS = 4;
const MOST_BITS = 24;

/** The sound's own name, and what it is shortened to; null: it is heard as it is. Throws for what cannot be. */
export function parseBits(cell: string, id: string): { of: string; few: FewBits | null } {
  const [of = '', rest, ...more] = id.split(':');
  if (rest === undefined) return { of, few: null };
  const [digits = '', dither = 'none', ...others] = rest.split('+');
  const bits = Number(digits);
  const inRange = Number.isInteger(bits) && bits >= LEAST_BITS && bits <= MOST_BITS;
  if (!inRange || !isDither(dither) || more.length + others.length > 0)
    throw new Error(
      `${cell}: «${id}» is written «${of}:16» or «${of}:16+tpdf», with ${LEAST_BITS} to ${MOST_BITS} bits and ${Object.keys(HOW).join(', ')}.`,
    );
  return { of, few: { bits, dither } };
}

/** "16-bit, rounded". */
export const bitsLabel = ({ bits, dither }: FewBits): string => `${bits}-bit, ${HOW[dither]}`;

/** What was made of a clip once is not made again. */
const made = new WeakMap<Clip, Map<string, Promise<Clip>>>();

/** The clip in fewer bits, worked out in a worker. Rejects with a sentence for the learner. */
export function inBits(clip: Clip, few: FewBits): Promise<Clip> {
  const known = made.get(clip) ?? new Map<string, Promise<Clip>>();
  made.set(clip, known);
  const name = bitsLabel(few);
  let shortened = known.get(name);
  if (!shortened) {
    shortened = shorten(clip, few);
    shortened.catch(() => known.delete(name));
    known.set(name, shortened);
  }
  return shortened;
}

async function shorten({ left, right, fromS }: Clip, { bits, dither }: FewBits): Promise<Clip> {
  const { quantise } = await needed(import('../../../state/delivery.ts'));
  const { sound } = (await quantise(left, right, bits)).variants[dither];
  return clipOf(sound.left, sound.right, fromS);
}
