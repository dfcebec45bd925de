/**
 * One peak, as large as the screen allows: the samples as dots, and the wave that a converter draws through them, which
 * rises higher. Of what comes out, over the cell's passage, made anew after each edit.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { gainOf } from '../../../dsp/core/decibels.ts';
import { highestBetween } from '../../../dsp/meters/between-samples.ts';
import type { BetweenSamples } from '../../../dsp/meters/between-samples.ts';
import { WAVE_POINTS } from '../../../dsp/meters/true-peak.ts';
import { renderClip } from '../../../state/clips.ts';
import type { Mix } from '../../../state/types.ts';
import { levelScale } from '../../charts/scales.ts';
import { linePath } from '../../charts/line-path.ts';
import { written } from '../../controls/value.ts';
import { afterEdits } from '../after-edits.ts';
import { HISTORY_HEIGHT, WAVE_MIDDLE } from '../dynamics/geometry.ts';
import type { Passage } from '../passage.ts';

interface PeakPictureProps {
  mix: Mix;
  passage: Passage | null;
  ceilingDb: number;
  /** Whether the limiter is on: without it there is no ceiling. */
  on: boolean;
}

/** The picture reaches from a little over full scale, or over the peak, down to a part of the trough beside it. */
const TOP = 1.2;
const BOTTOM = -0.35;
const MARKS_DB = [0, -1, -3, -6, -12];

export function PeakPicture({ mix, passage, ceilingDb, on }: PeakPictureProps) {
  const found = useSignal<BetweenSamples | null>(null);
  const trouble = useSignal<string | null>(null);
  useEffect(() => {
    const { fromS, toS } = passage ?? { fromS: 0, toS: mix.song.durationS };
    return afterEdits(mix, {
      work: async (session, signal) => {
        const { left, right } = await renderClip({ song: mix.song, session, fromS, toS, signal });
        if (signal.aborted) return;
        found.value = highestBetween(left, right);
        trouble.value = found.value ? null : 'Nothing sounds in this passage.';
      },
      failed: (sentence) => {
        found.value = null;
        trouble.value = sentence;
      },
      otherwise: 'The peak could not be looked for.',
    });
  }, [mix, passage?.fromS, passage?.toS]);

  const peak = found.value;
  const says = peak
    ? `samples ${written(peak.sampleDb, 'dB', 1)} against full scale, the wave ${written(peak.waveDb, 'dBTP', 1)}`
    : '';
  const down = levelScale(HISTORY_HEIGHT, BOTTOM, Math.max(TOP, 1.1 * gainOf(peak?.waveDb ?? 0)));
  const y = (v: number): number => down.to(Math.max(BOTTOM - 0.1, v));
  const steps = peak ? peak.samples.length - 1 : 1;
  const line = linePath(Array.from(peak?.wave ?? [], (v, i) => [(100 * i) / WAVE_POINTS / steps, y(v)]));
  return (
    <div class="picture history-picture measured">
      <svg
        role="img"
        aria-label={`The highest peak of what comes out: samples as dots, and the wave through them. ${says}`}
      >
        {MARKS_DB.map((db) => (
          <g key={db}>
            <line
              class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
              x1="0"
              x2="100%"
              y1={y(gainOf(db))}
              y2={y(gainOf(db))}
            />
            <text class="axis-figure" x="8" y={y(gainOf(db)) - 4}>
              {db === 0 ? '0 dBFS' : `−${-db}`}
            </text>
          </g>
        ))}
        <line class="transfer-one" x1="0" x2="100%" y1={y(0)} y2={y(0)} />
        {on && (
          <>
            <line class="level-line" x1="0" x2="100%" y1={y(gainOf(ceilingDb))} y2={y(gainOf(ceilingDb))} />
            <text class="level-figure" x="99%" y={y(gainOf(ceilingDb)) - 5}>
              ceiling
            </text>
          </>
        )}
        {peak && (
          <>
            <svg
              viewBox={`0 0 100 ${HISTORY_HEIGHT}`}
              preserveAspectRatio="none"
              width="100%"
              height={HISTORY_HEIGHT}
            >
              <path class="transfer-curve peak-wave" d={line} />
            </svg>
            {Array.from(peak.samples, (v, i) => (
              <circle key={i} class="peak-sample" cx={`${(100 * i) / steps}%`} cy={y(v)} r="5" />
            ))}
          </>
        )}
        <text class="axis-figure axis-middle" x="50%" y="16">
          {says}
        </text>
        <text class="axis-figure axis-end" x="99%" y={HISTORY_HEIGHT - 6}>
          from dot to dot: 1/48 ms
        </text>
        {!peak && (
          <text class="hit-says" x="50%" y={WAVE_MIDDLE}>
            {trouble.value ?? 'Looking for the highest peak…'}
          </text>
        )}
      </svg>
    </div>
  );
}
