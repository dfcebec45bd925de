import { ENVELOPE_STEP_S, hitEnvelope, meanPower, onsets } from '../../dsp/meters/hits.ts';
import type { HitEnvelope } from '../../dsp/meters/hits.ts';
import { defineKind, ownTapOf, shared, tapOf } from './kind.ts';

const envelopeOf = shared((sound, sampleRate) => hitEnvelope(sound.left, sound.right, sampleRate));

const dbOf = (power: number): number => 10 * Math.log10(Math.max(1e-12, power));
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
/** A window of each hit, in steps of the envelope. */
const steps = (ms: number): number => Math.round(ms / 1000 / ENVELOPE_STEP_S);

/** Mean level of a window after each hit, against another window where one is named, dB. */
function levelAt(
  envelope: HitEnvelope,
  hits: readonly number[],
  windowMs: readonly [number, number],
  againstMs: readonly [number, number] | undefined,
): number {
  const level = (at: number, [from, to]: readonly [number, number]): number =>
    dbOf(meanPower(envelope, at + steps(from), at + steps(to)));
  return mean(hits.map((at) => level(at, windowMs) - (againstMs ? level(at, againstMs) : 0)));
}

/**
 * What became of a part of each hit of a strip, against the start: its first 10 ms, its body. With `againstMs` as it
 * stands against another part of the same hit. The hits are found in the start.
 */
export const hitLevel = defineKind({
  kind: 'hit-level',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: ownTapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard): HitEnvelope => envelopeOf(heard.tap('of'), heard.sampleRate),
  value: (now, start, { windowMs, againstMs }) => {
    if (start === null) return 0;
    const hits = onsets(start);
    if (hits.length === 0) throw new Error('nothing is struck in this passage');
    return levelAt(now, hits, windowMs, againstMs) - levelAt(start, hits, windowMs, againstMs);
  },
});

/** A kick or snare that stands on a beat is over within this time. */
const BEAT_MS = 180;

/**
 * Crest at the beats: largest sample minus rms of the first 180 ms from each beat, averaged, against the start. The
 * passage has to begin on a beat; the tempo is the session's.
 */
export const beatCrest = defineKind({
  kind: 'beat-crest',
  unit: () => 'dB',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => true,
  leadS: 0,
  measure: (heard): number => {
    const envelope = envelopeOf(heard.tap('of'), heard.sampleRate);
    const beat = 60 / heard.session.bpm / ENVELOPE_STEP_S;
    const crests: number[] = [];
    for (let n = 0; (n + 1) * beat <= envelope.peak.length; n++) {
      const from = Math.round(n * beat);
      const window = envelope.peak.subarray(from, from + steps(BEAT_MS));
      const peak = window.reduce((most, p) => Math.max(most, p), 0);
      crests.push(dbOf(peak * peak) - dbOf(meanPower(envelope, from, from + steps(BEAT_MS))));
    }
    if (crests.length === 0) throw new Error('the passage is shorter than a beat');
    return mean(crests);
  },
  value: (now, start) => (start === null ? 0 : now - start),
});
