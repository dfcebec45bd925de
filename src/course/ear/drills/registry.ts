/** All drills, in the order in which they are offered. To add one: its file, and a line here. */
import { bands } from './bands.ts';
import { compression, distortion } from './dynamics.ts';
import type { DrillKind } from './kind.ts';
import { level, loudness } from './loudness.ts';
import { delay, pan, reverb } from './space.ts';

/** All drills, in the order in which they are offered. */
export const DRILLS: readonly DrillKind[] = [
  bands,
  level,
  compression,
  pan,
  reverb,
  delay,
  distortion,
  loudness,
];

/** A drill by its id. */
export const drillOf = (id: string): DrillKind | undefined => DRILLS.find((drill) => drill.id === id);
