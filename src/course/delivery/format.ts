/** How a file is written and called. */
import type { Dither } from '../../dsp/files/dither.ts';

/** Sample rates that files can have, in Hz. */
export const RATES = [44_100, 48_000, 88_200, 96_000] as const;
export type Rate = (typeof RATES)[number];
/** Word lengths; 32 is floating point. */
export const BITS = [16, 24, 32] as const;
/** 16 and 24 are whole numbers, 32 is floating point. */
export type Bits = (typeof BITS)[number];

export interface FileFormat {
  /** Hz. */
  rate: Rate;
  bits: Bits;
  /** For whole numbers. */
  dither: Dither;
}

/** From where to where a file goes. */
export interface FileRange {
  /** Seconds of silence put before the session's start. */
  leadS: number;
  /** Seconds on the session's time line; null: until what rings out is silent. */
  endS: number | null;
}

/** 44.1 kHz as file names write it: they hold no dots. */
const rateName = (rate: Rate): string =>
  rate % 1000 === 0 ? `${rate / 1000}k` : `${Math.floor(rate / 1000)}k${(rate % 1000) / 100}`;

/**
 * The name of a file: `song_version_rate_bits.wav`, lower case, without spaces, so that every system sorts it alike
 * and nobody has to open it. From the second take on it says which.
 */
export const fileName = (song: string, slug: string, take: number, { rate, bits }: FileFormat): string =>
  [song, take > 1 ? `${slug}-v${take}` : slug, rateName(rate), bits === 32 ? '32float' : `${bits}bit`].join(
    '_',
  ) + '.wav';

/** Bytes of a stereo minute. */
export const bytesAMinute = ({ rate, bits }: FileFormat): number => (rate * 60 * 2 * bits) / 8;
