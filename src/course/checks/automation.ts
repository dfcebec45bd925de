import type { Automation, Session, StripId } from '../../session/document.ts';
import { largestStep, moveInSection } from '../../session/lane.ts';
import { defineKind } from './kind.ts';

/** Lanes of levels: faders and sends, of the strips named or of all. */
const levelLanes = (session: Session, of?: readonly StripId[]): Automation[] =>
  Object.entries(session.automation).flatMap(([address, lane]) => {
    const strip = address.split(/[./]/)[0]!;
    return address.endsWith('gainDb') && (!of || of.includes(strip)) ? [lane] : [];
  });

/** In how many of the sections named a level of one of the strips moves, by at least so many dB. */
export const automationMoves = defineKind({
  kind: 'automation-moves',
  unit: () => 'sections',
  taps: () => ({}),
  relative: () => false,
  leadS: 0,
  measure: ({ session, references }, { of, sections, byDb }) =>
    sections.filter((id) => {
      const section = references.sections.find((s) => s.id === id);
      if (!section) throw new Error(`the song has no section «${id}»`);
      return levelLanes(session, of).some(({ points }) => moveInSection(points, section) >= byDb);
    }).length,
  value: (now) => now,
});

/** Largest change of any level within a time, dB: what is faster is heard as a jump. Falling silent is none. */
export const automationStep = defineKind({
  kind: 'automation-step',
  unit: () => 'dB',
  taps: () => ({}),
  relative: () => false,
  leadS: 0,
  measure: ({ session }, { withinMs }) =>
    Math.max(0, ...levelLanes(session).map(({ points }) => largestStep(points, withinMs / 1000))),
  value: (now) => now,
});
