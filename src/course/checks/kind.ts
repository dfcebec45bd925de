/** The contract between a kind of check and the judge. One file beside this one is one kind. */
import type { BandLevels } from '../../dsp/meters/bands.ts';
import type { Tap } from '../../engine/facade.ts';
import type { Session, StripId } from '../../session/document.ts';
import type { Check, Section } from '../types.ts';

export type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>;

export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

/** What checks compare with beside the learner's sound. */
export interface References {
  sections: readonly Section[];
  durationS: number;
  /** The clean stems' band levels by stem id: the song without its built-in faults. */
  clean: Readonly<Record<string, BandLevels>>;
}

/** A rendered passage, as one check hears it. */
export interface Heard {
  session: Session;
  sampleRate: number;
  fromS: number;
  references: References;
  /** One of the check's taps, exactly the passage. The same object for the same passage, so that figures can be shared. */
  tap(name: string): Stereo;
  /** The same with `lead` frames before it, for what needs to settle. */
  withLead(name: string): Stereo & { lead: number };
}

/**
 * One kind of check. What is heard is first made into a small feature, which can be kept for the start; the value
 * is made of the learner's feature and, where the check is relative, the start's.
 */
export interface CheckKind<K extends Check['kind'], F = number> {
  kind: K;
  unit(check: CheckOf<K>): string;
  /** What is rendered in place of the session: a part of it, say. The session itself unless told. */
  session?(session: Session, check: CheckOf<K>): Session;
  /** What has to be rendered, by name. */
  taps(check: CheckOf<K>, session: Session): Record<string, Tap>;
  /** Whether the start is needed for comparing. */
  relative(check: CheckOf<K>): boolean;
  /** Seconds before the passage that the measure needs, beside the engine's own pre-roll. */
  leadS: number;
  measure(heard: Heard, check: CheckOf<K>): F;
  value(now: F, start: F | null, check: CheckOf<K>): number;
  /** What is shown in place of a value that has no end; null where the figure says it. */
  word?(value: number, check: CheckOf<K>): string | null;
}

/** Types a kind by its own check. */
export const defineKind = <const K extends Check['kind'], F>(kind: CheckKind<K, F>): CheckKind<K, F> => kind;

/** After fader and pan; `tap` is what would be exported. */
export const tapOf = (of: StripId | 'tap'): Tap =>
  of === 'tap' ? { kind: 'tap' } : { kind: 'strip', strip: of, tap: 'post' };

/** After the inserts, before fader and pan: the strip's own sound. */
export const ownTapOf = (strip: StripId): Tap => ({ kind: 'strip', strip, tap: 'pre' });

/** Left and right as the meters take them. */
export const channels = ({ left, right }: Stereo): [Float32Array, Float32Array] => [left, right];

/** The sum of several passages of one length. */
export function sumOf(parts: readonly Stereo[]): Stereo {
  const frames = parts[0]?.left.length ?? 0;
  const sum: Stereo = { left: new Float32Array(frames), right: new Float32Array(frames) };
  for (const { left, right } of parts) {
    for (let i = 0; i < frames; i++) {
      sum.left[i]! += left[i]!;
      sum.right[i]! += right[i]!;
    }
  }
  return sum;
}

/** A check's figure is the difference to the start's, where it is relative. */
export const against = (now: number, start: number | null): number => (start === null ? now : now - start);

/** A figure of a passage that several checks ask for, worked out once for as long as the passage is held. */
export function shared<T>(
  measure: (sound: Stereo, sampleRate: number) => T,
): (sound: Stereo, sampleRate: number) => T {
  const known = new WeakMap<Stereo, T>();
  return (sound, sampleRate) => {
    if (!known.has(sound)) known.set(sound, measure(sound, sampleRate));
    return known.get(sound) as T;
  };
}
