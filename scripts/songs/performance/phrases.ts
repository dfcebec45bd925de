/** Levels of a singer's phrases: where each lies in the recording, how loud it is, and riding a gain over them. */
import { secondsAt } from '../score.ts';
import type { VocalPart } from '../score.ts';
import { dbToGain, SAMPLE_RATE } from '../signal/buffers.ts';

export interface Span {
  fromFrame: number;
  toFrame: number;
}

/** From the first vowel to the end of the last one, for each line. */
export function phraseSpans(part: VocalPart): Span[] {
  const frame = (beat: number): number => Math.round(secondsAt(part, beat) * SAMPLE_RATE);
  return part.lines.map(({ notes }) => {
    const last = notes[notes.length - 1]!;
    return { fromFrame: frame(notes[0]!.startBeat), toFrame: frame(last.startBeat + last.beats) };
  });
}

/** Root mean square of a span, dBFS. */
export function spanRmsDb(x: Float32Array, span: Span): number {
  let sum = 0;
  for (let i = span.fromFrame; i < span.toFrame; i++) sum += x[i]! * x[i]!;
  return 10 * Math.log10(sum / (span.toFrame - span.fromFrame) + 1e-20);
}

/**
 * Multiplies each phrase, with the breath and consonants before it, by its gain. The gain changes in the pause,
 * a third of the way in (the end rings out, the next breath comes), over 60 ms.
 */
export function ridePhrases(
  x: Float32Array,
  spans: readonly Span[],
  gainsDb: readonly number[],
): Float32Array {
  if (gainsDb.length !== spans.length)
    throw new RangeError(`${spans.length} phrases, ${gainsDb.length} gains`);
  const half = 0.03 * SAMPLE_RATE;
  const changes = spans.slice(1).map((next, i) => {
    const end = spans[i]!.toFrame;
    return end + (next.fromFrame - end) / 3;
  });
  let phrase = 0;
  for (let i = 0; i < x.length; i++) {
    while (phrase < changes.length && i > changes[phrase]! + half) phrase++;
    const change = changes[phrase];
    const next = change === undefined ? 0 : Math.max(0, Math.min(1, (i - change + half) / (2 * half)));
    const db = gainsDb[phrase]! + (next > 0 ? (gainsDb[phrase + 1]! - gainsDb[phrase]!) * next : 0);
    x[i]! *= dbToGain(db);
  }
  return x;
}
