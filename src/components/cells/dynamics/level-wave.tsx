/** A wave drawn evenly in decibels: for what has to tell quiet from very quiet. */
import { gainOf } from '../../../dsp/core/decibels.ts';
import { WAVE_HALF, WAVE_MIDDLE } from './geometry.ts';
import type { WaveScale } from './geometry.ts';

const FLOOR_DB = -60;
const TOP_DB = 3;
/** Pixels of a decibel. */
export const LEVEL_PX_PER_DB = WAVE_HALF / (TOP_DB - FLOOR_DB);
/** Levels that have a figure, above the middle. */
const MARKS_DB = [-10, -30, -50];

export const levelWave: WaveScale = (magnitude) => {
  const db = 20 * Math.log10(Math.max(magnitude, 1e-6));
  return Math.min(WAVE_HALF, Math.max(0, (db - FLOOR_DB) * LEVEL_PX_PER_DB));
};

/** Its figures, at the left. */
export function LevelMarks() {
  return (
    <g aria-hidden="true">
      {MARKS_DB.map((db) => (
        <text key={db} class="axis-figure" x="8" y={WAVE_MIDDLE - levelWave(gainOf(db)) + 4}>
          −{-db}
          {db === MARKS_DB[0] ? ' dBFS' : ''}
        </text>
      ))}
    </g>
  );
}

/** A level that follows from others, above and below the middle, not to be dragged. */
export function LevelMark({ db }: { db: number }) {
  const y = levelWave(gainOf(db));
  return (
    <g aria-hidden="true">
      {[-1, 1].map((side) => (
        <line
          key={side}
          class="level-mark"
          x1="0"
          x2="100%"
          y1={WAVE_MIDDLE + side * y}
          y2={WAVE_MIDDLE + side * y}
        />
      ))}
    </g>
  );
}
