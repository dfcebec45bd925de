/** Middle and sides of the passage by frequency, as it is cut, and the sides as they arrive. */
import { useEffect, useRef } from 'preact/hooks';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle } from '../../charts/Chart.tsx';
import { BANDS_X, bandsY, overFloor } from '../../charts/octave-bands.ts';
import { Legend } from '../Legend.tsx';
import type { Cut } from './cut.ts';
import './vinyl.css';

/** Below this the chart ends. */
const FLOOR_DB = -90;
const Y = bandsY(FLOOR_DB);

export function SidesChart({ label, cut }: { label: string; cut: Cut | null }) {
  const chart = useRef<ChartHandle>(null);
  useEffect(() => {
    if (!cut) return;
    const { arrives, now } = cut;
    const levels = [now.middleDb, now.sidesDb, arrives.sidesDb].map((db) => overFloor(db, FLOOR_DB));
    chart.current?.set([now.bandsHz, ...levels], 'now');
  }, [cut]);
  return (
    <>
      <div class="vinyl-chart">
        <Chart
          label={label}
          x={BANDS_X}
          y={Y}
          series={[
            { label: 'Middle', colour: 'var(--panel-ink)', unit: 'dB' },
            { label: 'Sides', colour: 'var(--job-trace)', widthPx: 2.4, unit: 'dB' },
            { label: 'Sides as it arrives', colour: 'var(--trace-pre)', dash: [5, 4], unit: 'dB' },
          ]}
          initial={[[], [], [], []]}
          handle={chart}
        />
      </div>
      <Legend
        entries={[
          { label: 'middle, dBFS in sixths of an octave', class: 'ink-panel', mark: 'line' },
          { label: 'sides', class: 'ink-job', mark: 'line' },
          { label: 'sides as the master arrives', class: 'ink-pre', mark: 'dash' },
        ]}
      />
    </>
  );
}
