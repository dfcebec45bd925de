import type { Stereo } from '../../dsp/core/effect.ts';
import type { InsertId, StripId } from '../../session/document.ts';
import type { Tap } from '../facade.ts';
import type { InsertNode } from './insert-node.ts';
import type { Timeline } from './timeline.ts';

/** What a player plays: the running graph of a session, or finished recordings in step. */
export interface Deck {
  readonly durationFrames: number;
  /** Frames that may sound on after the end. */
  readonly tailFrames: number;
  /** Frames by which the output lags the play head. */
  readonly latency: number;
  /** What was rendered last, as it would be exported and as the meters see it. */
  readonly output: Stereo;
  /** The same as it goes to the ears: with the trims of a comparison. */
  readonly heard: Stereo;
  /** Renders a run of the timeline; false when a source had a hole. */
  process(timeline: Timeline, frames: number): boolean;
  /** Whether all that is audible can be read over the next frames. */
  ready(timeline: Timeline, frames: number): boolean;
  reset(): void;
  /** Where the last block went wrong (not a number), or null. */
  faulty(frames: number): string | null;
  at(tap: Tap): Stereo | null;
  lagAt(tap: Tap): number | null;
  insert(strip: StripId, insert: InsertId): InsertNode | null;
}
