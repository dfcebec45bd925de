/**
 * One hit, large: what goes in (grey), what comes out (the job's colour), and above them the gain that is taken
 * away, millisecond by millisecond, so that attack and release can be seen at work.
 */
import { gainOf } from '../../../dsp/core/decibels.ts';
import { linePath } from '../../charts/line-path.ts';
import type { Place } from '../../charts/line-path.ts';
import { HIT_FROM_MS, HIT_TO_MS } from './findings.ts';
import type { Hit } from './findings.ts';
import { HISTORY_HEIGHT, linearWave, REDUCTION_RANGE_DB, reductionY, WAVE_MIDDLE } from './geometry.ts';
import { AT_RIGHT, ReductionScale } from './ReductionScale.tsx';
import type { Study } from './use-study.ts';

const LENGTH_MS = HIT_TO_MS - HIT_FROM_MS;
const TIME_MARKS_MS = [0, 100, 200, 300, 400];
/** The loudest moment is drawn as high as +2 dBFS would be. */
const TOP = gainOf(2);

const percent = (ms: number): string => `${(((ms - HIT_FROM_MS) / LENGTH_MS) * 100).toFixed(2)}%`;

/** The envelope as an area about the middle; `scale` makes the loudest hit fill the picture. */
function area(envelope: Float32Array, scale: number): string {
  const half = Array.from(envelope, (magnitude) => linearWave(magnitude * scale));
  const upper = half.map((y, ms): Place => [ms, WAVE_MIDDLE - y]);
  const lower = half.map((y, ms): Place => [ms, WAVE_MIDDLE + y]).reverse();
  return `${linePath([...upper, ...lower])}Z`;
}

function says(state: Study['state'], hit: Hit | null): string | null {
  if (typeof state === 'object') return state.sentence;
  if (hit) return null;
  return state === 'there' ? 'Nothing is struck in this passage.' : 'Looking for the loudest hit…';
}

/** What the reduction's scale reaches: the usual range, or as many times that as are needed. */
function rangeOf(reductionDb: Float32Array): number {
  const deepestDb = reductionDb.reduce((least, db) => Math.min(least, db), 0);
  return REDUCTION_RANGE_DB * Math.max(1, Math.ceil(-deepestDb / REDUCTION_RANGE_DB));
}

interface HitPictureProps {
  study: Study;
  label: string;
}

export function HitPicture({ study, label }: HitPictureProps) {
  const hit = study.found?.hit ?? null;
  const rangeDb = hit ? rangeOf(hit.reductionDb) : REDUCTION_RANGE_DB;
  const sentence = says(study.state, hit);
  const loudest = hit ? Math.max(...hit.before, ...hit.after, 1e-3) : 1;
  const line = linePath(Array.from(hit?.reductionDb ?? [], (db, ms) => [ms, reductionY(db, rangeDb)]));
  return (
    <div class="picture history-picture measured">
      <svg role="img" aria-label={label}>
        {TIME_MARKS_MS.map((ms) => (
          <g key={ms}>
            <line
              class={ms === 0 ? 'grid-line grid-main' : 'grid-line'}
              x1={percent(ms)}
              x2={percent(ms)}
              y1="0"
              y2={HISTORY_HEIGHT}
            />
            <text class="axis-figure" x={percent(ms + 4)} y={HISTORY_HEIGHT - 6}>
              {ms === 0 ? '0 ms' : ms}
            </text>
          </g>
        ))}
        <ReductionScale rangeDb={rangeDb} figures={AT_RIGHT} />
        {hit && (
          <svg
            viewBox={`0 0 ${LENGTH_MS - 1} ${HISTORY_HEIGHT}`}
            preserveAspectRatio="none"
            width="100%"
            height={HISTORY_HEIGHT}
          >
            <path class="hit-before" d={area(hit.before, TOP / loudest)} />
            <path class="hit-after" d={area(hit.after, TOP / loudest)} />
            <path class="hit-reduction-area" d={`${line}L${LENGTH_MS - 1} 2L0 2Z`} />
            <path class="hit-reduction" d={line} />
          </svg>
        )}
        {hit?.deepestMs != null && (
          <line
            class="hit-mark"
            x1={percent(hit.deepestMs)}
            x2={percent(hit.deepestMs)}
            y1="0"
            y2={HISTORY_HEIGHT}
          />
        )}
        {hit?.restedMs != null && (
          <line
            class="hit-mark"
            x1={percent(hit.restedMs)}
            x2={percent(hit.restedMs)}
            y1="0"
            y2={HISTORY_HEIGHT}
          />
        )}
        {sentence && (
          <text class="hit-says" x="50%" y={WAVE_MIDDLE}>
            {sentence}
          </text>
        )}
      </svg>
    </div>
  );
}
