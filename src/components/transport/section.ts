/** Where in the song's form a time lies. */
import type { Section } from '../../course/types.ts';

/** The section that sounds at a time; what comes before the first counts as the first. */
export function sectionAt(sections: readonly Section[], atS: number): Section | undefined {
  return sections.findLast(({ fromS }) => fromS <= atS + 0.001) ?? sections[0];
}
