/** Level against length, with the side that is planned as a handle on the curve. */
import { useMemo } from 'preact/hooks';
import { sideLevelDb } from '../../../course/delivery/vinyl.ts';
import type { Radii } from '../../../course/delivery/vinyl.ts';
import { number } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { levelScale } from '../../charts/scales.ts';
import { linePath } from '../../charts/line-path.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { Change } from '../../controls/value.ts';
import { written } from '../../controls/value.ts';
import './vinyl.css';

/** From and to. */
export type Range = [number, number];

export const MINUTES: NumberParam = number('Side length', '', { min: 10, max: 30, default: 18, decimals: 1 });

const HEIGHT = 170;
const HIGHEST_DB = 9;
const LOWEST_DB = -14;
const MARKS_DB = [6, 0, -6, -12];
const MARKS_MIN = [12, 14, 16, 18, 20, 22, 24, 26, 28];
const CURVE_POINTS = 40;

const down = levelScale(HEIGHT, LOWEST_DB, HIGHEST_DB);
const acrossPct = (minutes: number): number => ((minutes - MINUTES.min) / (MINUTES.max - MINUTES.min)) * 100;

function curveOf(radii: Radii): string {
  return linePath(
    Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
      const minutes = MINUTES.min + (i / CURVE_POINTS) * (MINUTES.max - MINUTES.min);
      return [acrossPct(minutes), down.to(sideLevelDb(minutes, radii))];
    }),
  );
}

interface SidePictureProps {
  /** Length of the side, and the level that fits on it. */
  minutes: number;
  levelDb: number;
  radii: Radii;
  /** Minutes of a good side, and of the longest. */
  best: Range;
  most: Range;
  onChange: Change<number>;
}

export function SidePicture({ minutes, levelDb, radii, best, most, onChange }: SidePictureProps) {
  const { ref, props } = useSlider<SVGSVGElement>({
    param: MINUTES,
    value: Math.round(minutes * 10) / 10,
    onChange,
    axis: 'horizontal',
    name: 'Side length, on the picture',
    travelPx: (svg) => svg.getBoundingClientRect().width,
  });
  const curve = useMemo(() => curveOf(radii), [radii.outerMm, radii.innerMm]);
  const x = `${acrossPct(minutes).toFixed(2)}%`;
  const y = down.to(levelDb);
  const stretch = ([from, to]: Range) => ({
    x: `${acrossPct(from)}%`,
    width: `${acrossPct(to) - acrossPct(from)}%`,
    y: 0,
    height: HEIGHT,
  });
  return (
    <div class="picture vinyl-side">
      <svg
        height={HEIGHT + 24}
        ref={ref}
        {...props}
        aria-valuetext={`${minutes.toFixed(1)} minutes, ${levelDb < 0 ? 'minus ' : 'plus '}${Math.abs(levelDb).toFixed(1)} decibels`}
      >
        <rect class="vinyl-best" {...stretch(best)} />
        <rect class="vinyl-most" {...stretch(most)} />
        {MARKS_DB.map((db) => (
          <g key={db}>
            <line
              class={`grid-line${db === 0 ? ' grid-main' : ''}`}
              x1="0"
              x2="100%"
              y1={down.to(db)}
              y2={down.to(db)}
            />
            <text class="axis-figure" x="6" y={down.to(db) + (db > 0 ? 14 : -4)}>
              {written(db, 'dB', 0, true)}
            </text>
          </g>
        ))}
        {MARKS_MIN.map((at) => (
          <text class="axis-figure axis-middle" key={at} x={`${acrossPct(at)}%`} y={HEIGHT + 17}>
            {at}
          </text>
        ))}
        <text class="axis-region axis-end" x="100%" dx="-6" y={HEIGHT + 17}>
          min
        </text>
        <svg
          x="0"
          y="0"
          width="100%"
          height={HEIGHT}
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <path class="curve" d={curve} />
        </svg>
        <line class="vinyl-drop" x1={x} x2={x} y1={y} y2={HEIGHT} />
        <circle class="vinyl-grip" cx={x} cy={y} r="9" />
      </svg>
    </div>
  );
}
