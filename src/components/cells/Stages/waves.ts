/** The waveforms of the comparison, made while the page is built, so that they stand there without a script. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SongInfo, StemInfo } from '../../../state/types.ts';
import { bars, overview } from '../../transport/peaks.ts';
import type { StemPeaks } from '../../transport/peaks.ts';

/** Bars of a waveform, largest magnitude first to last, 0 to 1. */
export interface Waves {
  lanes: Lane[];
  /** Null where the recording does not ship yet. */
  mix: number[] | null;
  master: number[] | null;
}

export interface Lane {
  family: StemInfo['family'];
  label: string;
  stems: string[];
  bars: number[];
}

const LABELS: Record<StemInfo['family'], string> = {
  drums: 'Drums',
  bass: 'Bass',
  keys: 'Keys',
  guitar: 'Guitars',
  vocal: 'Voices',
  fx: 'Effects',
};
const SHOWN: readonly StemInfo['family'][] = ['drums', 'bass', 'keys', 'guitar', 'vocal'];
const LANE_BARS = 96;
const PRINT_BARS = 88;
/** The peaks file's full scale. */
const FULL = 127;

const rounded = (values: readonly number[]): number[] => values.map((v) => Math.round(v * 1000) / 1000);

/** Reads the song's peaks from the site's public folder. */
export function readWaves(song: SongInfo, mix: string, master: string): Waves {
  const file = join(process.cwd(), 'public', 'audio', song.id, song.manifest.peaks);
  const peaks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StemPeaks) : {};
  const print = (id: string): number[] | null => {
    const values = song.manifest.prints[id] && peaks[id];
    return values ? rounded(bars(values, PRINT_BARS).map((v) => v / FULL)) : null;
  };
  const lanes = SHOWN.flatMap((family) => {
    const stems = song.stems.filter((s) => s.family === family).map((s) => s.id);
    const whole = overview(peaks, Object.fromEntries(stems.map((id) => [id, 1])));
    return stems.length > 0
      ? [{ family, label: LABELS[family], stems, bars: rounded(bars(whole, LANE_BARS)) }]
      : [];
  });
  return { lanes, mix: print(mix), master: print(master) };
}
