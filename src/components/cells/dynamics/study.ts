/** What one insert does to a passage, worked out from what goes into it. Pure; runs in `study.worker.ts`. */
import { gainOf } from '../../../dsp/core/decibels.ts';
import { legalValues } from '../../../dsp/core/params.ts';
import type { Stereo } from '../../../dsp/core/effect.ts';
import { effectById } from '../../../dsp/effects/registry.ts';
import { ENVELOPE_STEP_S, hitEnvelope, loudestHit } from '../../../dsp/meters/hits.ts';
import { momentarySeries } from '../../../dsp/meters/loudness-series.ts';
import { loudnessSpan, phrases } from '../../../dsp/meters/phrases.ts';
import { HARMONICS, HIT_FROM_MS, HIT_TO_MS, RESTED_DB } from './findings.ts';
import type { Hit, InsertStudy, StudyTask } from './findings.ts';

interface Treated extends Stereo {
  /** A value a millisecond, dB. */
  reductionDb: Float32Array;
}

/** Runs the insert's own processor over the sound, its latency taken off. */
function treat(
  input: Stereo,
  key: Stereo | null,
  sampleRate: number,
  { effect: id, values, on }: StudyTask,
): Treated {
  const frames = input.left.length;
  const step = Math.round(sampleRate * ENVELOPE_STEP_S);
  const steps = Math.floor(frames / step);
  const reductionDb = new Float32Array(steps);
  const effect = effectById(id);
  if (!effect || !on) return { ...input, reductionDb };
  const reading = effect.readings.findIndex((r) => r.id === 'reductionDb');
  const processor = effect.create(sampleRate);
  processor.set(legalValues(effect.params, values), false);
  const { latency } = processor;
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  const io: Stereo = { left: new Float32Array(step), right: new Float32Array(step) };
  const keyIo: Stereo = { left: new Float32Array(step), right: new Float32Array(step) };
  const fill = (into: Stereo, from: Stereo, at: number) => {
    into.left.fill(0);
    into.right.fill(0);
    into.left.set(from.left.subarray(at, Math.min(frames, at + step)));
    into.right.set(from.right.subarray(at, Math.min(frames, at + step)));
  };
  for (let at = 0; at < frames + latency; at += step) {
    fill(io, input, Math.min(frames, at));
    if (key) fill(keyIo, key, Math.min(frames, at));
    processor.process(io, step, key ? keyIo : null);
    const to = at - latency;
    for (let i = Math.max(0, -to); i < step && to + i < frames; i++) {
      left[to + i] = io.left[i]!;
      right[to + i] = io.right[i]!;
    }
    const slot = Math.round(to / step);
    if (reading >= 0 && slot >= 0 && slot < steps) reductionDb[slot] = processor.readings[reading]!;
  }
  return { left, right, reductionDb };
}

/** A stretch of a series from one step to another; outside it is silence. */
function stretch(values: Float32Array, from: number, to: number): Float32Array {
  const out = new Float32Array(to - from);
  for (let k = Math.max(0, from); k < Math.min(values.length, to); k++) out[k - from] = values[k]!;
  return out;
}

function hitOf(before: Float32Array, after: Float32Array, reductionDb: Float32Array, onset: number): Hit {
  const from = onset + HIT_FROM_MS;
  const to = onset + HIT_TO_MS;
  const gain = stretch(reductionDb, from, to);
  // The hit's own: what is left of the one before it lies ahead of the onset.
  let deepest = -HIT_FROM_MS;
  for (let k = deepest; k < gain.length; k++) if (gain[k]! < gain[deepest]!) deepest = k;
  const works = gain[deepest]! < -RESTED_DB;
  let rested = deepest;
  while (rested < gain.length && gain[rested]! < -RESTED_DB) rested++;
  return {
    atS: onset * ENVELOPE_STEP_S,
    before: stretch(before, from, to),
    after: stretch(after, from, to),
    reductionDb: gain,
    deepestMs: works ? deepest + HIT_FROM_MS : null,
    restedMs: works && rested < gain.length ? rested + HIT_FROM_MS : null,
  };
}

/** The loudest hit of the passage, and how uneven the passage is, before and after the insert. */
export function studyInsert(
  input: Stereo,
  key: Stereo | null,
  sampleRate: number,
  task: StudyTask,
): InsertStudy {
  const treated = treat(input, key, sampleRate, task);
  const before = hitEnvelope(input.left, input.right, sampleRate);
  const after = hitEnvelope(treated.left, treated.right, sampleRate);
  const onset = loudestHit(before);
  const series = (sound: Stereo) => momentarySeries([sound.left, sound.right], sampleRate);
  const seriesBefore = series(input);
  const { sounding } = phrases(seriesBefore);
  return {
    hit: onset < 0 ? null : hitOf(before.peak, after.peak, treated.reductionDb, onset),
    spanBeforeLu: loudnessSpan(seriesBefore, sounding),
    spanAfterLu: loudnessSpan(series(treated), sounding),
  };
}

const TONE_S = 1;
const SETTLE_S = 0.5;

/**
 * What an effect makes of a pure tone: levels of its first eight harmonics against the fundamental that comes out,
 * dB; under −120 nothing is told apart.
 */
export function harmonicsOf(
  { effect: id, values, on }: StudyTask,
  freqHz: number,
  levelDb: number,
  sampleRate: number,
): number[] {
  const effect = effectById(id);
  const frames = Math.round((TONE_S + SETTLE_S) * sampleRate);
  const amplitude = gainOf(levelDb);
  const tone = Float32Array.from(
    { length: frames },
    (_, i) => amplitude * Math.sin((2 * Math.PI * freqHz * i) / sampleRate),
  );
  const io: Stereo = { left: tone, right: tone.slice() };
  if (effect && on) {
    const processor = effect.create(sampleRate);
    processor.set(legalValues(effect.params, values), false);
    processor.process(io, frames, null);
  }
  const from = Math.round(SETTLE_S * sampleRate);
  const levels = Array.from({ length: HARMONICS }, (_, n) => {
    const w = (2 * Math.PI * freqHz * (n + 1)) / sampleRate;
    let re = 0;
    let im = 0;
    for (let i = from; i < frames; i++) {
      // A Hann window, so that a tone that does not fit the second whole leaks nothing into its neighbours.
      const hann = 1 - Math.cos((2 * Math.PI * (i - from + 0.5)) / (frames - from));
      re += hann * io.left[i]! * Math.cos(w * i);
      im += hann * io.left[i]! * Math.sin(w * i);
    }
    return 20 * Math.log10(Math.max(1e-9, Math.hypot(re, im)));
  });
  return levels.map((db) => Math.max(-120, db - levels[0]!));
}
