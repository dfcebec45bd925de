/** How hard the band plays: the form's own curve, which every part follows. */
import { sectionAt } from './form.ts';

const INTENSITY: Record<string, [from: number, to: number]> = {
  intro: [0.5, 0.62],
  verse: [0.58, 0.7],
  chorus: [0.92, 0.95],
  break: [0.6, 0.85],
  'chorus-2': [0.96, 1],
  ending: [0.9, 0.9],
};

/** 0 to 1 at a beat. */
export function intensityAt(beat: number): number {
  const section = sectionAt(beat);
  const [from, to] = INTENSITY[section.id]!;
  return from + (to - from) * Math.max(0, Math.min(1, (beat - section.startBeat) / section.beats));
}
