/**
 * Gain reduction of a compressor or limiter in a passage: the processor itself is run over what goes into the
 * insert, and its own reading is taken, the one that the cell's meter shows. Only moments count in which the input
 * is above −40 LUFS momentary.
 */
import { legalValues } from '../../dsp/core/params.ts';
import { effectById } from '../../dsp/effects/registry.ts';
import { activeReductions } from '../../dsp/meters/loudness-series.ts';
import { percentile } from '../../dsp/meters/percentile.ts';
import type { Tap } from '../../engine/facade.ts';
import type { InsertId, Session, StripId } from '../../session/document.ts';
import { momentaryOf } from './figures.ts';
import { defineKind } from './kind.ts';
import type { Heard, Stereo } from './kind.ts';

const READING = 'reductionDb';
/** The engine's block: readings are what they are live. */
const BLOCK = 128;
/** Longest release that should have forgotten what was before the passage. */
const SETTLE_S = 2;

/** Where the insert that a check asks about stands. */
interface Place {
  strip: StripId;
  insert: InsertId;
}

const insertAt = (session: Session, { strip, insert }: Place) => {
  const found = Object.hasOwn(session.strips, strip) ? session.strips[strip] : undefined;
  return found && Object.hasOwn(found.insert, insert) ? found.insert[insert] : undefined;
};

/** What all four kinds have in common: they hear what goes into the insert, and what keys it. */
const OF_AN_INSERT = {
  taps({ strip, insert }: Place, session: Session): Record<string, Tap> {
    const found = insertAt(session, { strip, insert });
    if (!found?.on) return {};
    const key: Record<string, Tap> = found.key
      ? { key: { kind: 'strip', strip: found.key.from, tap: found.key.tap } }
      : {};
    return { in: { kind: 'insert', strip, insert, side: 'in' }, ...key };
  },
  relative: () => false,
  leadS: SETTLE_S,
  value: (now: number) => now,
};

/** What was found of a passage before, by what goes into the insert there. */
const known = new WeakMap<Stereo, number[]>();

/** Reductions in dB (0 or less), one a block from the passage's beginning on; none when the insert is off. */
function reductionTrace(heard: Heard, place: Place): number[] {
  const found = insertAt(heard.session, place);
  const effect = found && effectById(found.effect);
  const reading = effect?.readings.findIndex((r) => r.id === READING) ?? -1;
  if (!found?.on || !effect || reading < 0) return [];

  const passage = heard.tap('in');
  const before = known.get(passage);
  if (before) return before;
  const input = heard.withLead('in');
  const key = found.key ? heard.withLead('key') : null;
  const processor = effect.create(heard.sampleRate);
  processor.set(legalValues(effect.params, found.values), false);
  const io = { left: new Float32Array(BLOCK), right: new Float32Array(BLOCK) };
  const keyIo = { left: new Float32Array(BLOCK), right: new Float32Array(BLOCK) };
  const trace: number[] = [];
  // Blocks are laid out from the passage's beginning, so that the trace begins there exactly.
  const first = input.lead % BLOCK;
  for (let at = first; at + BLOCK <= input.left.length; at += BLOCK) {
    io.left.set(input.left.subarray(at, at + BLOCK));
    io.right.set(input.right.subarray(at, at + BLOCK));
    if (key) {
      keyIo.left.set(key.left.subarray(at, at + BLOCK));
      keyIo.right.set(key.right.subarray(at, at + BLOCK));
    }
    processor.process(io, BLOCK, key ? keyIo : null);
    if (at >= input.lead) trace.push(processor.readings[reading] as number);
  }
  known.set(passage, trace);
  return trace;
}

/** Reductions in dB (positive) of the passage's sounding moments; none when the insert is off or silent. */
function reductions(heard: Heard, place: Place): number[] {
  const reductionDb = reductionTrace(heard, place);
  if (reductionDb.length === 0) return [];
  return activeReductions(
    { stepS: BLOCK / heard.sampleRate, reductionDb },
    momentaryOf(heard.tap('in'), heard.sampleRate),
  );
}

/** A percentile of the gain reduction, dB, positive. */
export const reductionPercentile = defineKind({
  kind: 'reduction-percentile',
  unit: () => 'dB',
  ...OF_AN_INSERT,
  measure: (heard, check) => {
    const active = reductions(heard, check);
    return active.length === 0 ? 0 : percentile(active, check.percentile);
  },
});

/** Share of the sounding moments with more gain reduction than that, 0 to 1. */
export const reductionShare = defineKind({
  kind: 'reduction-share',
  unit: () => 'share',
  ...OF_AN_INSERT,
  measure: (heard, check) => {
    const active = reductions(heard, check);
    return active.length === 0 ? 0 : active.filter((db) => db > check.overDb).length / active.length;
  },
});

/** The least and the most reduction in a beat, dB. */
interface Beat {
  least: number;
  most: number;
}

/** Each beat of the passage, which begins on one; the tempo is the session's. */
function beats(heard: Heard, place: Place): Beat[] {
  const trace = reductionTrace(heard, place);
  const beat = (60 / heard.session.bpm) * (heard.sampleRate / BLOCK);
  return Array.from({ length: Math.floor(trace.length / beat) }, (_, n) => {
    const blocks = trace.slice(Math.round(n * beat), Math.round((n + 1) * beat));
    return { least: -Math.max(...blocks), most: -Math.min(...blocks) };
  });
}

/** A percentile of what each beat shows; nothing is taken away where the insert is off. */
function percentileOfBeats(heard: Heard, place: Place, shown: (beat: Beat) => number, at: number): number {
  const found = beats(heard, place).map(shown);
  return found.length === 0 ? 0 : percentile(found, at);
}

/** Three beats in four have to let the gain come back so far. */
const RESTING_PERCENTILE = 75;
const MEDIAN = 50;

/** How far the gain comes back between the beats: what is left of the reduction where it is least, dB. */
export const reductionRest = defineKind({
  kind: 'reduction-rest',
  unit: () => 'dB',
  ...OF_AN_INSERT,
  measure: (heard, check) => percentileOfBeats(heard, check, ({ least }) => least, RESTING_PERCENTILE),
});

/** How far the gain moves within a beat, in the median, dB: much of it is heard as pumping. */
export const reductionSwing = defineKind({
  kind: 'reduction-swing',
  unit: () => 'dB',
  ...OF_AN_INSERT,
  measure: (heard, check) => percentileOfBeats(heard, check, ({ least, most }) => most - least, MEDIAN),
});
