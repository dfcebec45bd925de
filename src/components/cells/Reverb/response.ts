/**
 * What a reverb makes of one click, from the DSP's own numbers: pre-delay, reflections, the late sound and how long
 * each frequency of it lasts. Pure.
 */
import { Carver } from '../../../dsp/core/carver.ts';
import { dbOfPower } from '../../../dsp/core/decibels.ts';
import { designSection, SECTION, sectionDb } from '../../../dsp/core/filter-design.ts';
import { LINES, Network } from '../../../dsp/effects/reverb/network.ts';
import { SPACES, scaleOf } from '../../../dsp/effects/reverb/spaces.ts';
import type { ReverbValues } from '../../../dsp/effects/reverb/spec.ts';

/** Rate of the reverb that is drawn, in Hz. */
export const SAMPLE_RATE = 48_000;
/** Late sound is dense: its level is that of its energy within this time, against the click's. */
export const WINDOW_S = 0.005;

export interface Reflection {
  /** After the direct sound. */
  atMs: number;
  levelDb: number;
  side: 'left' | 'right';
}

/** The early reflections of a click in the middle; none for a plate, which answers with a cloud. */
export function reflections(values: ReverbValues): Reflection[] {
  const { early } = SPACES[values.algorithm];
  const scale = scaleOf(values.sizePct);
  return (['left', 'right'] as const).flatMap((side) =>
    early[side].map(([ms, gain]) => ({
      atMs: values.predelayMs + ms * scale,
      levelDb: values.earlyDb + 20 * Math.log10(Math.abs(gain)),
      side,
    })),
  );
}

const meanLengthS = ({ algorithm, sizePct }: ReverbValues): number => {
  const { shortestMs, longestMs } = SPACES[algorithm];
  const lengths = Array.from(
    { length: LINES },
    (_, n) => shortestMs * (longestMs / shortestMs) ** (n / (LINES - 1)),
  );
  return (scaleOf(sizePct) * lengths.reduce((sum, ms) => sum + ms, 0)) / LINES / 1000;
};

/** When the late sound begins after the direct one: when the shortest loop has been round once. */
export const lateFromMs = (values: ReverbValues): number =>
  values.predelayMs + SPACES[values.algorithm].shortestMs * scaleOf(values.sizePct);

/**
 * Level of the late sound well below the damping, in dB of energy within `WINDOW_S`, per channel, against a click in
 * both channels. The loops share a click's energy (the mixing matrix neither adds nor loses any), so it lies evenly
 * over their whole length; what comes out is the sum of them all.
 */
export function lateDb(values: ReverbValues, atMs: number): number {
  const { late } = SPACES[values.algorithm];
  // A click in both channels puts 1 into each line.
  const perFrame = (late * late * LINES) / (meanLengthS(values) * SAMPLE_RATE);
  const fallen = (-60 * (atMs - values.predelayMs)) / 1000 / values.decayS;
  return dbOfPower(perFrame * WINDOW_S * SAMPLE_RATE) + fallen;
}

let network: Network | null = null;

/** A network that never sounds: its loops need no memory, only their lengths and gains. */
function silentNetwork(): Network {
  const made = new Network(SAMPLE_RATE, 1);
  made.settle(new Carver(new ArrayBuffer(4 * LINES * (made.mask + 1) + 8192), 0));
  return made;
}

/** Time to −60 dB at frequencies, in seconds, by the loops that run. */
export function decayTimesS(values: ReverbValues, freqsHz: readonly number[]): number[] {
  network ??= silentNetwork();
  const { shortestMs, longestMs, swayMs } = SPACES[values.algorithm];
  const scale = scaleOf(values.sizePct);
  network.build(shortestMs * scale, longestMs * scale, swayMs);
  network.decay(values.decayS, values.dampingHz, true);
  return freqsHz.map((hz) => network!.decayTimeS(hz));
}

const coefs = new Float64Array(2 * SECTION);

/** Gain of the filters on the return at frequencies, dB. */
export function returnDb(
  { highPassHz, lowPassHz }: Pick<ReverbValues, 'highPassHz' | 'lowPassHz'>,
  freqsHz: readonly number[],
): number[] {
  designSection('highPass', highPassHz, 0, Math.SQRT1_2, SAMPLE_RATE, coefs, 0);
  designSection('lowPass', lowPassHz, 0, Math.SQRT1_2, SAMPLE_RATE, coefs, SECTION);
  return freqsHz.map(
    (hz) => sectionDb(coefs, 0, hz, SAMPLE_RATE) + sectionDb(coefs, SECTION, hz, SAMPLE_RATE),
  );
}
