/** How a fader's level is written and read: its lowest position is silence. */
import { formatNumber } from '../../dsp/core/params.ts';
import type { Figure } from '../../dsp/core/params.ts';
import { STRIP_PARAMS } from '../../session/strip-params.ts';

const SILENT_DB = STRIP_PARAMS.gainDb.min;

/** Lower than this a peak is none. */
const NO_PEAK_DB = -99;

/** The highest peak of a strip, dBFS, as its meter writes it. */
export const writePeak = (db: number): string =>
  db < NO_PEAK_DB ? '–' : formatNumber(db, 'dB', 1, true).figure;

/** A fader's or a send's level; at its lowest it passes nothing. */
export const writeLevel = (db: number): Figure =>
  db <= SILENT_DB ? { figure: '−∞', unit: 'dB' } : formatNumber(db, 'dB', 1, true);
