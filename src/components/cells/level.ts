/** How a fader's level is written and read: its lowest position is silence. */
import { formatNumber } from '../../dsp/core/params.ts';
import type { Figure } from '../../dsp/core/params.ts';
import { STRIP_PARAMS } from '../../session/strip-params.ts';

const SILENT_DB = STRIP_PARAMS.gainDb.min;

/** A fader's or a send's level; at its lowest it passes nothing. */
export const writeLevel = (db: number): Figure =>
  db <= SILENT_DB ? { figure: '−∞', unit: 'dB' } : formatNumber(db, 'dB', 1, true);
