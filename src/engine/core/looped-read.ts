/** Reading a source along the timeline, with the overlap at a loop's wrap. */
import type { Stereo } from '../../dsp/core/effect.ts';
import type { SourceReader } from './source.ts';
import type { Timeline } from './timeline.ts';

/**
 * One run of the timeline from a source that starts at `offset` (song frames). The end of a loop goes over
 * into what comes before its beginning, so that the jump joins on. False when a part was missing.
 */
export function readLooped(
  reader: SourceReader,
  timeline: Timeline,
  offset: number,
  frames: number,
  to: Stereo,
  scratch: Stereo,
): boolean {
  const { position, loop } = timeline;
  const at = position - offset;
  const complete = reader.read(at, frames, to.left, to.right);
  if (!loop || !timeline.looping || position < loop.to - loop.fade) return complete;
  const passed = position - (loop.to - loop.fade);
  const both = reader.read(at - (loop.to - loop.from), frames, scratch.left, scratch.right) && complete;
  for (let i = 0; i < frames; i++) {
    const share = (passed + i) / loop.fade;
    to.left[i] = to.left[i]! + share * (scratch.left[i]! - to.left[i]!);
    to.right[i] = to.right[i]! + share * (scratch.right[i]! - to.right[i]!);
  }
  return both;
}

/** Whether the next frames of the timeline can be read from such a source, over the loop's wrap too. */
export function hasLooped(reader: SourceReader, timeline: Timeline, offset: number, frames: number): boolean {
  const { position, loop } = timeline;
  const at = position - offset;
  if (!loop || !timeline.looping || position + frames < loop.to - loop.fade) return reader.has(at, frames);
  const rest = loop.to - position;
  const again = Math.min(loop.to - loop.from, Math.max(0, frames - rest)) + loop.fade;
  return reader.has(at, rest) && reader.has(loop.from - loop.fade - offset, again);
}
