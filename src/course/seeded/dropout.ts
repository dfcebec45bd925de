import { between } from './chance.ts';
import { placeBy } from './levels.ts';
import type { Seeder } from './types.ts';

const LONG_MS = [30, 70] as const;
/** The edges are not square: a codec or a stream fades its gaps, so that they do not click as well. */
const EDGE_MS = 1;

/** A dropout: nothing for 30 to 70 ms in both channels, where the music is loud. */
export const dropout: Seeder = (sound, sampleRate, chance) => {
  const from = placeBy('loudest', sound, sampleRate, chance);
  const longMs = between(chance, ...LONG_MS);
  const frames = Math.round((longMs / 1000) * sampleRate);
  const edge = Math.max(1, Math.round((EDGE_MS / 1000) * sampleRate));
  const [left, right] = [sound.left.slice(), sound.right.slice()];
  for (const x of [left, right]) {
    for (let i = 0; i < frames; i++) {
      const out = Math.max(0, 1 - i / edge, 1 - (frames - 1 - i) / edge);
      x[from + i] = x[from + i]! * out;
    }
  }
  return {
    kind: 'dropout',
    left,
    right,
    fromS: from / sampleRate,
    toS: (from + frames) / sampleRate,
    side: 'both',
    amount: longMs,
    unit: 'ms',
    says: `A dropout: for ${Math.round(longMs)} thousandths of a second nothing plays.`,
  };
};
