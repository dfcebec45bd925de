/** The spectrum of what plays now, for a picture: the meter's analyser, brought up to date as often as can be seen. */
import { SpectrumAnalyser } from '../../dsp/meters/spectrum.ts';

const SAMPLE_RATE = 48_000;
/** 171 ms: quick enough to follow a syllable, and a sixth of an octave is resolved from about 150 Hz up. */
const SIZE = 8192;
/** More often than this nothing new can be seen; it also bounds the work. */
const INTERVAL_S = 1 / 40;

export interface LiveSpectrum {
  readonly freqsHz: Float64Array;
  readonly levelsDb: Float64Array;
  /** Takes interleaved stereo samples. */
  push(samples: Float32Array): void;
  /** Works the levels out if enough came since the last time. */
  update(): void;
  reset(): void;
}

export function liveSpectrum(): LiveSpectrum {
  const analyser = new SpectrumAnalyser(SAMPLE_RATE, { size: SIZE, fallDbPerS: 45 });
  analyser.holdPeaks = false;
  let freshS = 0;
  return {
    freqsHz: analyser.freqsHz,
    levelsDb: analyser.levelsDb,
    push(samples) {
      analyser.pushInterleaved(samples);
      freshS += samples.length / 2 / SAMPLE_RATE;
    },
    update() {
      if (freshS < INTERVAL_S) return;
      analyser.update(freshS);
      freshS = 0;
    },
    reset() {
      analyser.reset();
      freshS = 0;
    },
  };
}
