/**
 * Hits: where something is struck, and how it goes on from there. Everything rests on an envelope of one
 * millisecond a step, of both channels together.
 */
import { gainOf } from '../core/decibels.ts';

/** Distance of an envelope's values, in seconds. */
export const ENVELOPE_STEP_S = 0.001;

/** Largest magnitude and mean square of each millisecond. */
export interface HitEnvelope {
  peak: Float32Array;
  power: Float32Array;
}

export function hitEnvelope(left: Float32Array, right: Float32Array, sampleRate: number): HitEnvelope {
  const stepFrames = sampleRate * ENVELOPE_STEP_S;
  const steps = Math.floor(left.length / stepFrames);
  const envelope: HitEnvelope = { peak: new Float32Array(steps), power: new Float32Array(steps) };
  for (let k = 0; k < steps; k++) {
    const from = Math.round(k * stepFrames);
    const to = Math.round((k + 1) * stepFrames);
    let peak = 0;
    let sum = 0;
    for (let i = from; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      peak = Math.max(peak, Math.abs(l), Math.abs(r));
      sum += l * l + r * r;
    }
    envelope.peak[k] = peak;
    envelope.power[k] = sum / (2 * (to - from));
  }
  return envelope;
}

/** Mean square from one step to another; what lies outside is silence. */
export function meanPower({ power }: HitEnvelope, from: number, to: number): number {
  let sum = 0;
  for (let k = Math.max(0, from); k < Math.min(power.length, to); k++) sum += power[k]!;
  return sum / Math.max(1, to - from);
}

/** The level after an onset is looked at over this time, the one before it over the time from … to before. */
const AFTER_MS = 10;
const BEFORE_MS = [3, 30] as const;
/** A hit stands this far above what was before it … */
const RISE_DB = 9;
/** … and no further under the loudest one. */
const WEAKEST_DB = 20;
/** Nothing is struck twice within this time. */
const GAP_MS = 90;
/** The sound has begun where a step reaches this far under the hit's own peak. */
const BEGIN_DB = 20;
/** What is quieter than this before a hit is silence: mean square. */
const SILENCE = 1e-9;

/** Steps (milliseconds) at which hits begin, in order. */
export function onsets(envelope: HitEnvelope): number[] {
  const { peak } = envelope;
  const steps = peak.length;
  const after = Float64Array.from({ length: steps }, (_, k) => meanPower(envelope, k, k + AFTER_MS));
  const loudest = after.reduce((most, p) => Math.max(most, p), 0);
  const least = loudest * 10 ** (-WEAKEST_DB / 10);
  const rise = 10 ** (RISE_DB / 10);
  const candidates: { at: number; ratio: number }[] = [];
  for (let k = 0; k < steps; k++) {
    if (after[k]! < least || loudest === 0) continue;
    const before = Math.max(SILENCE, meanPower(envelope, k - BEFORE_MS[1], k - BEFORE_MS[0]));
    const ratio = after[k]! / before;
    if (ratio >= rise) candidates.push({ at: k, ratio });
  }
  // Of neighbours the one that rises most; then forward to where its sound really begins.
  const found: number[] = [];
  for (let i = 0; i < candidates.length;) {
    let end = i + 1;
    while (end < candidates.length && candidates[end]!.at - candidates[end - 1]!.at < GAP_MS) end++;
    let best = candidates[i]!;
    for (let j = i + 1; j < end; j++) if (candidates[j]!.ratio > best.ratio) best = candidates[j]!;
    const top = peak.subarray(best.at, best.at + 2 * AFTER_MS).reduce((most, p) => Math.max(most, p), 0);
    let at = best.at;
    while (at < best.at + AFTER_MS && peak[at]! < top * gainOf(-BEGIN_DB)) at++;
    found.push(at);
    i = end;
  }
  return found;
}

/** The onset of the loudest hit, by its first 150 ms; −1 when nothing is struck. */
export function loudestHit(envelope: HitEnvelope): number {
  let best = -1;
  let most = 0;
  for (const at of onsets(envelope)) {
    const power = meanPower(envelope, at, at + 150);
    if (power > most) {
      most = power;
      best = at;
    }
  }
  return best;
}
