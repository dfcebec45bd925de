/** How loud a sound at 48 kHz is: loaded only by cells that make sound themselves. */
import { integratedLoudness } from '../dsp/meters/loudness.ts';
import { truePeakDb } from '../dsp/meters/true-peak.ts';
import type { Clip } from './audio.ts';

export const loudnessAndPeak = (
  left: Float32Array,
  right: Float32Array,
): Pick<Clip, 'integratedLufs' | 'truePeakDb'> => ({
  integratedLufs: integratedLoudness([left, right], 48_000),
  truePeakDb: truePeakDb([left, right]),
});
