/** The tone of a finished piece of sound, whatever its level: third-octave levels against its loudness. */
import { averageBandLevels } from './bands.ts';
import { integratedLoudness } from './loudness.ts';

export interface Tone {
  /** Centres of the bands in Hz. */
  bandsHz: number[];
  /** Level of each band in dB against the integrated loudness in LUFS, rounded to 0.1. */
  levelsDb: number[];
}

/** Third-octaves of a passage. The level of silence is a RangeError: it has no tone. */
export function toneOf(left: Float32Array, right: Float32Array, sampleRate: number): Tone {
  const lufs = integratedLoudness([left, right], sampleRate);
  if (!Number.isFinite(lufs)) throw new RangeError('silence has no tone');
  const { bandsHz, levelsDb } = averageBandLevels(left, right, sampleRate, 3);
  return {
    bandsHz: bandsHz.map((hz) => Number(hz.toFixed(1))),
    levelsDb: levelsDb.map((db) => Math.round((db - lufs) * 10) / 10),
  };
}
