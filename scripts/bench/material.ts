/** What every contestant is given: eight stereo stems of music-like noise, the same to the bit in every run. */
import { DecodedSource, type SourceReader } from '../../src/engine/core/source.ts';
import type { Insert, Session, Strip } from '../../src/session/document.ts';
import { newStrip } from '../../src/session/new-strip.ts';

export const RATE = 48_000;
const STEMS = 8;
export const LOOP_S = 10;

/** One channel: a low note and noise in bursts of changing strength, so that dynamics have something to do. */
function channel(seed: number, frames: number): Float32Array {
  let state = (seed * 2654435761) >>> 0 || 1;
  let low = 0;
  return Float32Array.from({ length: frames }, (_, i) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const white = (state >>> 0) / 2 ** 31 - 1;
    low += 0.2 * (white - low);
    const burst = Math.exp(-((i % (RATE / 4)) / RATE) * (4 + (seed % 5)));
    const note = Math.sin((2 * Math.PI * 55 * (1 + (seed % 7)) * i) / RATE);
    return 0.25 * burst * (0.6 * low + 0.4 * note);
  });
}

/** Left and right of each stem, `seconds` long. */
export const stems = (seconds = LOOP_S): [Float32Array, Float32Array][] =>
  Array.from({ length: STEMS }, (_, i) => [
    channel(2 * i + 1, seconds * RATE),
    channel(2 * i + 2, seconds * RATE),
  ]);

export const readers = (seconds = LOOP_S): Map<string, SourceReader> =>
  new Map(stems(seconds).map((pair, i) => [`stem-${i}`, new DecodedSource(pair)]));

const inserts = (list: Record<string, Insert>): Pick<Strip, 'inserts' | 'insert'> => ({
  inserts: Object.keys(list),
  insert: list,
});
const insert = (effect: string, values: Insert['values']): Insert => ({ effect, v: 1, on: true, values });

/** High-pass and four moving bands, none of which the equaliser could leave out. */
const EQ = {
  'highPass.on': true,
  'highPass.freqHz': 60,
  'highPass.slopeDbOct': '12',
  'low.on': true,
  'low.gainDb': 2,
  'lowMid.on': true,
  'lowMid.gainDb': -4,
  'mid.on': false,
  'highMid.on': true,
  'highMid.gainDb': 3,
  'high.on': true,
  'high.gainDb': 2,
};

/**
 * The full chain: eight stereo stems, each high-pass + four bands + compressor + pan, a reverb send, bus
 * compressor, master equaliser, multiband compressor and limiter.
 */
export function fullChain(): Session {
  const strips: Record<string, Strip> = {};
  for (let i = 0; i < STEMS; i++) {
    strips[`stem-${i}`] = newStrip('track', {
      source: `stem-${i}`,
      gainDb: -6,
      pan: (i - 3.5) * 20,
      ...inserts({ eq: insert('eq', EQ), comp: insert('compressor', { thresholdDb: -30, ratio: 3 }) }),
      sends: { room: { gainDb: -12, tap: 'post' } },
    });
  }
  strips.room = newStrip('bus', inserts({ space: insert('reverb', { algorithm: 'hall', decayS: 2 }) }));
  strips.master = newStrip(
    'master',
    inserts({
      glue: insert('compressor', { thresholdDb: -18, ratio: 2 }),
      eq: insert('eq', EQ),
      multiband: insert('multiband', { bands: '4' }),
      limiter: insert('limiter', { gainDb: 6 }),
    }),
  );
  return {
    v: 1,
    bpm: 120,
    sources: Object.fromEntries(
      Array.from({ length: STEMS }, (_, i) => [
        `stem-${i}`,
        { kind: 'song', song: 'bench', stem: `${i}`, rev: 1 },
      ]),
    ),
    strips,
    order: Object.keys(strips),
    automation: {},
  };
}
