/** Momentary and short-term loudness over time, and what checks ask of them. */
import type { ChannelLayout } from './channel-layout.ts';
import { LoudnessMeter } from './loudness.ts';
import { percentile } from './percentile.ts';

/** [end of the window in seconds, LUFS]; −Infinity is silence. */
export type LoudnessSeries = [endS: number, lufs: number][];

/** Short-term values every 100 ms are what meters show and loudness range is made of. */
const SHORT_TERM_EVERY = 10;

/** Runs `meter` over the channels and gathers momentary values every 10 ms and short-term ones every 100 ms. */
export function runWithSeries(
  meter: LoudnessMeter,
  channels: readonly Float32Array[],
): { momentary: LoudnessSeries; shortTerm: LoudnessSeries } {
  const momentary: LoudnessSeries = [];
  const shortTerm: LoudnessSeries = [];
  const total = channels[0]!.length;
  let updates = 0;
  for (let at = 0; at < total;) {
    const step = meter.framesToUpdate;
    const n = Math.min(step, total - at);
    meter.processChannels(channels, n, at);
    at += n;
    if (n < step) break;
    updates++;
    const endS = updates / 100;
    if (updates >= 40) momentary.push([endS, meter.momentary]);
    if (updates >= 300 && updates % SHORT_TERM_EVERY === 0) shortTerm.push([endS, meter.shortTerm]);
  }
  return { momentary, shortTerm };
}

/** Momentary loudness every 10 ms. */
export const momentarySeries = (
  channels: readonly Float32Array[],
  sampleRate: number,
  layout?: ChannelLayout,
): LoudnessSeries =>
  runWithSeries(new LoudnessMeter(sampleRate, channels.length, layout), channels).momentary;

/** Percentile (0 to 100) of the momentary loudness of a passage's sounding frames, LUFS; NaN when nothing sounds above −70. */
export const momentaryPercentile = (
  channels: readonly Float32Array[],
  sampleRate: number,
  p: number,
): number =>
  percentile(
    momentarySeries(channels, sampleRate)
      .map(([, lufs]) => lufs)
      .filter((lufs) => lufs >= -70),
    p,
  );

/** What is below this does not count when gain reduction is averaged: an idle compressor says nothing. */
const ACTIVE_LUFS = -40;

/** A processor's gain reduction over time: one value (dB, 0 or negative) every `stepS`, the first at `stepS / 2`. */
export interface ReductionTrace {
  stepS: number;
  reductionDb: ArrayLike<number>;
}

/** Reductions, as positive dB, at the times when the input's momentary loudness is above −40 LUFS. */
export function activeReductions(trace: ReductionTrace, input: LoudnessSeries): number[] {
  const active: number[] = [];
  for (let i = 0; i < trace.reductionDb.length; i++) {
    const timeS = (i + 0.5) * trace.stepS;
    // The window that is centred on this moment; at the edges, the nearest there is.
    const slot = Math.max(0, Math.min(input.length - 1, Math.round((timeS + 0.2) * 100) - 40));
    if (input.length > 0 && input[slot]![1] > ACTIVE_LUFS) active.push(-trace.reductionDb[i]!);
  }
  return active;
}
