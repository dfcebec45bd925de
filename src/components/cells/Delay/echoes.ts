/** The echoes of one hit, from the delay's own numbers: when, how loud, on which side and how dull. Pure. */
import { designSection, SECTION, sectionDb } from '../../../dsp/core/filter-design.ts';
import { delayMs } from '../../../dsp/effects/delay/time.ts';
import type { DelayValues } from '../../../dsp/effects/delay/time.ts';

const SAMPLE_RATE = 48_000;
/** Quieter echoes are not drawn: nobody hears them under a song. */
export const FLOOR_DB = -48;
const MOST_ECHOES = 64;

export interface Echo {
  /** After the hit. */
  atMs: number;
  /** Against the first echo at full mix; what the filters take comes on top. */
  levelDb: number;
  side: 'both' | 'left' | 'right';
  /** What is left of it lies between these, 3 dB down. */
  lowHz: number;
  highHz: number;
}

const coefs = new Float64Array(2 * SECTION);
/** Where corners are looked for: evenly in octaves from 20 Hz to 20 kHz. */
const SEARCH_HZ = Array.from({ length: 241 }, (_, i) => 20 * 1000 ** (i / 240));

/** The range that passes the filters so many times, 3 dB down; each pass is one more time round. */
export function passesHz(
  { highPassHz, lowPassHz }: Pick<DelayValues, 'highPassHz' | 'lowPassHz'>,
  times: number,
): { lowHz: number; highHz: number } {
  designSection('highPass', highPassHz, 0, Math.SQRT1_2, SAMPLE_RATE, coefs, 0);
  designSection('lowPass', lowPassHz, 0, Math.SQRT1_2, SAMPLE_RATE, coefs, SECTION);
  const db = SEARCH_HZ.map(
    (hz) => times * (sectionDb(coefs, 0, hz, SAMPLE_RATE) + sectionDb(coefs, SECTION, hz, SAMPLE_RATE)),
  );
  const most = Math.max(...db);
  const inside = SEARCH_HZ.filter((_, i) => db[i]! >= most - 3);
  return { lowHz: inside[0]!, highHz: inside.at(-1)! };
}

/** Echoes of a hit until they fall below the floor or a time, in order. */
export function echoesOf(values: DelayValues, untilMs: number): Echo[] {
  const ms = delayMs(values);
  const fallDb = 20 * Math.log10(values.feedbackPct / 100);
  const echoes: Echo[] = [];
  for (let n = 1; n <= MOST_ECHOES && n * ms <= untilMs; n++) {
    const levelDb = n === 1 ? 0 : (n - 1) * fallDb;
    if (!(levelDb >= FLOOR_DB)) break;
    echoes.push({
      atMs: n * ms,
      levelDb,
      side: !values.pingPong ? 'both' : n % 2 === 1 ? 'left' : 'right',
      ...passesHz(values, n),
    });
  }
  return echoes;
}
