/** Measures a master for its place on an album. */
import { LoudnessMeter } from '../../dsp/meters/loudness.ts';
import { runWithSeries } from '../../dsp/meters/loudness-series.ts';
import { PEAKS_PER_S } from './line.ts';
import type { AlbumSong } from './line.ts';

const RATE = 48_000;
/** A point of the path each half second. */
const PATH_S = 0.5;

/** Of a master at 48 kHz. */
export function measureSong(left: Float32Array, right: Float32Array): Omit<AlbumSong, 'vocalLufs'> {
  const meter = new LoudnessMeter(RATE, 2);
  const { shortTerm } = runWithSeries(meter, [left, right]);
  const step = RATE / PEAKS_PER_S;
  const peaks = Float32Array.from({ length: Math.ceil(left.length / step) }, (_, i) => {
    let peak = 0;
    for (let n = i * step; n < Math.min(left.length, (i + 1) * step); n++)
      peak = Math.max(peak, Math.abs(left[n]!), Math.abs(right[n]!));
    return peak;
  });
  return {
    durationS: left.length / RATE,
    integratedLufs: meter.integrated,
    shortTerm: shortTerm.filter(([atS]) => Math.abs(atS / PATH_S - Math.round(atS / PATH_S)) < 1e-6),
    peaks,
  };
}
