/** The harmonics that an effect adds to a pure tone, worked out by the effect itself in the worker. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { needed } from '../../../state/late.ts';
import { HARMONICS } from '../dynamics/findings.ts';
import type { StudyTask } from '../dynamics/findings.ts';

export const TONE_HZ = 200;
export const TONE_DB = -12;

const HEIGHT = 260;
const TOP = 14;
const FOOT = 40;
/** What the scale reaches down to, against the fundamental. */
const FLOOR_DB = -80;
const MARKS_DB = [0, -20, -40, -60];
const y = (db: number): number =>
  TOP + (Math.min(0, Math.max(FLOOR_DB, db)) / FLOOR_DB) * (HEIGHT - TOP - FOOT);

/** A hand on a knob moves this often at most. */
const AFTER_EDIT_MS = 120;

/** Levels of the harmonics, dB against the fundamental; null until they are there. */
export function useHarmonics(task: StudyTask, wanted: boolean): number[] | null {
  const levels = useSignal<number[] | null>(null);
  const key = JSON.stringify(task);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    const timer = setTimeout(() => {
      needed(import('../dynamics/study-client.ts'))
        .then(({ harmonicsInWorker }) => harmonicsInWorker(task, TONE_HZ, TONE_DB))
        .then(
          (found) => {
            if (!gone) levels.value = found;
          },
          (error: unknown) => console.error(error),
        );
    }, AFTER_EDIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key, wanted]);
  return levels.value;
}

export function Harmonics({ levels }: { levels: number[] | null }) {
  return (
    <div class="picture insert-spectrum">
      <svg
        role="img"
        aria-label={`What becomes of a pure tone of ${TONE_HZ} hertz: its harmonics, in decibels against the tone itself`}
      >
        {MARKS_DB.map((db) => (
          <g key={db}>
            <line class="grid-line" x1="52" x2="100%" y1={y(db)} y2={y(db)} />
            <text class="axis-figure" x="8" y={y(db) + 4}>
              {db === 0 ? '0 dB' : `−${-db}`}
            </text>
          </g>
        ))}
        {Array.from({ length: HARMONICS }, (_, n) => {
          const middle = 14 + ((n + 0.5) / HARMONICS) * 84;
          const top = y(levels?.[n] ?? FLOOR_DB);
          return (
            <g key={n}>
              <rect
                class="harmonic-bar"
                data-fundamental={n === 0 ? '' : undefined}
                x={`${middle - 2.6}%`}
                width="5.2%"
                y={top}
                height={HEIGHT - FOOT - top}
              />
              <text class="axis-figure axis-middle" x={`${middle}%`} y={HEIGHT - 22}>
                {n + 1}
              </text>
            </g>
          );
        })}
        <text class="axis-region axis-middle" x="56%" y={HEIGHT - 6}>
          {levels ? 'times the frequency of a test tone' : 'press play to see what a test tone becomes'}
        </text>
      </svg>
    </div>
  );
}
