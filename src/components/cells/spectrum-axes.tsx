/** The scales of a picture over frequency: lines, figures, and the names of the regions. */
import { formatNumber } from '../../dsp/core/params.ts';
import { FREQUENCY_MARKS, frequencyScale, levelScale, REGIONS } from '../charts/scales.ts';
import type { Scale } from '../charts/scales.ts';
import { SPECTRUM_FLOOR_DB, SPECTRUM_TOP_DB } from '../charts/spectra.ts';

/** Across a picture in percent of its width, so that the server can draw it. */
export const ACROSS = frequencyScale(100);

/** Lines and figures of frequency, the regions' names at the foot. */
export function FrequencyAxis({ height }: { height: number }) {
  return (
    <>
      {FREQUENCY_MARKS.map(({ hz, label }) => (
        <line
          key={hz}
          class={label ? 'grid-line grid-main' : 'grid-line'}
          x1={`${ACROSS.to(hz)}%`}
          x2={`${ACROSS.to(hz)}%`}
          y1="0"
          y2={height}
        />
      ))}
      {FREQUENCY_MARKS.filter((m) => m.label).map(({ hz, label }) => (
        <text key={hz} class="axis-figure axis-middle" x={`${ACROSS.to(hz)}%`} y={height - 22}>
          {label}
        </text>
      ))}
      {REGIONS.map((r) => (
        <text
          key={r.id}
          class="axis-region axis-middle"
          x={`${ACROSS.to(Math.sqrt(r.fromHz * r.toHz))}%`}
          y={height - 7}
        >
          {r.label}
        </text>
      ))}
    </>
  );
}

interface GainAxisProps {
  down: Scale;
  /** Where a line is, from the top; the unit stands at the first. */
  marksDb: readonly number[];
  /** Figures in the curve's colour, where the picture has another scale of level. */
  traced?: boolean;
}

/** Lines and figures of a gain, at the left. */
export function GainAxis({ down, marksDb, traced = false }: GainAxisProps) {
  return (
    <>
      {marksDb.map((db, i) => (
        <g key={db}>
          <line
            class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
            x1="0"
            x2="100%"
            y1={down.to(db)}
            y2={down.to(db)}
          />
          <text class={traced ? 'axis-figure axis-gain' : 'axis-figure'} x="8" y={down.to(db) - 4}>
            {formatNumber(db, 'dB', 0, true).figure}
            {i === 0 ? ' dB' : ''}
          </text>
        </g>
      ))}
    </>
  );
}

/** Figures of the spectra's level, at the right. */
export function SpectrumLevels({ height }: { height: number }) {
  const down = levelScale(height, SPECTRUM_FLOOR_DB, SPECTRUM_TOP_DB);
  return (
    <>
      {[-30, -50, -70].map((db) => (
        <text key={db} class="axis-figure axis-end" x="99%" y={down.to(db) + 4}>
          −{-db}
          {db === -30 ? ' dBFS' : ''}
        </text>
      ))}
    </>
  );
}
