import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { defineKind, tapOf } from './kind.ts';
import type { Heard } from './kind.ts';

/** A section of the song, as far as it lies within the passage that is heard. Throws when it does not. */
function cutOut(heard: Heard, id: string): [Float32Array, Float32Array] {
  const section = heard.references.sections.find((s) => s.id === id);
  if (!section) throw new Error(`the song has no section «${id}»`);
  const { left, right } = heard.tap('of');
  const frameOf = (atS: number): number =>
    Math.min(left.length, Math.max(0, Math.round((atS - heard.fromS) * heard.sampleRate)));
  const [from, to] = [frameOf(section.fromS), frameOf(section.toS)];
  if (to <= from) throw new Error(`the passage holds nothing of the section «${id}»`);
  return [left.subarray(from, to), right.subarray(from, to)];
}

/** How much louder one section is than another, LU, as far as both lie in the passage. */
export const sectionOver = defineKind({
  kind: 'section-over',
  unit: () => 'LU',
  taps: ({ of }) => ({ of: tapOf(of) }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { louder, than }) =>
    integratedLoudness(cutOut(heard, louder), heard.sampleRate) -
    integratedLoudness(cutOut(heard, than), heard.sampleRate),
  value: (now) => now,
});
