/** Where in the song's form a time lies. */
import type { Section } from '../../course/types.ts';

/** The section that sounds at a time; undefined before the first. */
export function sectionAt(sections: readonly Section[], atS: number): Section | undefined {
  return sections.findLast(({ fromS }) => fromS <= atS + 0.001);
}
