/**
 * One hit, large: what goes in (grey), what comes out (the job's colour), and above them the gain that is taken
 * away, millisecond by millisecond, so that attack and release can be seen at work.
 */
import { HISTORY_HEIGHT, linearWave, REDUCTION_HEIGHT, waveMiddle } from './HistoryPicture.tsx';
import { HIT_FROM_MS, HIT_TO_MS } from './findings.ts';
import type { Hit } from './findings.ts';
import type { Study } from './use-study.ts';

const LENGTH_MS = HIT_TO_MS - HIT_FROM_MS;
const TIME_MARKS_MS = [0, 100, 200, 300, 400];
const REDUCTION_MARKS = [0.25, 0.5, 0.75];
/** The loudest moment is drawn as high as +2 dBFS would be. */
const TOP = 10 ** (2 / 20);

const percent = (ms: number): string => `${(((ms - HIT_FROM_MS) / LENGTH_MS) * 100).toFixed(2)}%`;

/** The envelope as an area about the middle; `scale` makes the loudest hit fill the picture. */
function area(envelope: Float32Array, scale: number): string {
  const y = Array.from(envelope, (magnitude) => linearWave(magnitude * scale));
  const upper = y.map((v, k) => `${k === 0 ? 'M' : 'L'}${k} ${(waveMiddle - v).toFixed(1)}`);
  const lower = y.map((v, k) => `L${k} ${(waveMiddle + v).toFixed(1)}`).reverse();
  return `${upper.join('')}${lower.join('')}Z`;
}

const reductionY = (db: number, rangeDb: number): number =>
  4 + Math.min(1, -db / rangeDb) * (REDUCTION_HEIGHT - 8);

function says(state: Study['state'], hit: Hit | null): string | null {
  if (typeof state === 'object') return state.sentence;
  if (hit) return null;
  return state === 'there' ? 'Nothing is struck in this passage.' : 'Looking for the loudest hit…';
}

/** What the reduction's scale reaches: 12 dB, or as many times that as are needed. */
const rangeOf = (reductionDb: Float32Array): number =>
  12 * Math.max(1, Math.ceil(-reductionDb.reduce((least, db) => Math.min(least, db), 0) / 12));

interface HitPictureProps {
  study: Study;
  label: string;
}

export function HitPicture({ study, label }: HitPictureProps) {
  const hit = study.found?.hit ?? null;
  const rangeDb = hit ? rangeOf(hit.reductionDb) : 12;
  const sentence = says(study.state, hit);
  const loudest = hit ? Math.max(...hit.before, ...hit.after, 1e-3) : 1;
  const line = hit
    ? Array.from(
        hit.reductionDb,
        (db, k) => `${k === 0 ? 'M' : 'L'}${k} ${reductionY(db, rangeDb).toFixed(1)}`,
      ).join('')
    : '';
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
        {REDUCTION_MARKS.map((part) => {
          const y = 4 + part * (REDUCTION_HEIGHT - 8);
          return (
            <g key={part}>
              <line class="grid-line" x1="0" x2="100%" y1={y} y2={y} />
              <text class="axis-figure axis-end" x="99%" y={y + 4}>
                −{part * rangeDb} dB
              </text>
            </g>
          );
        })}
        <line class="grid-line grid-main" x1="0" x2="100%" y1={REDUCTION_HEIGHT} y2={REDUCTION_HEIGHT} />
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
          <text class="hit-says" x="50%" y={waveMiddle}>
            {sentence}
          </text>
        )}
      </svg>
    </div>
  );
}
