/** Figures that several kinds of checks ask of the same passage. */
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { momentarySeries } from '../../dsp/meters/loudness-series.ts';
import { truePeakDb } from '../../dsp/meters/true-peak.ts';
import { channels, shared } from './kind.ts';

/** Integrated loudness, LUFS. */
export const loudnessOf = shared((sound, sampleRate) => integratedLoudness(channels(sound), sampleRate));

/** True peak, dBTP, both ends included. */
export const truePeakOf = shared((sound) => truePeakDb(channels(sound)));

/** Momentary loudness every 10 ms. */
export const momentaryOf = shared((sound, sampleRate) => momentarySeries(channels(sound), sampleRate));
