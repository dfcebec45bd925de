/** The spectrum of a strip before and after an insert, with what the insert looks at drawn over it. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Params } from '../../../dsp/core/params.ts';
import type { MeterFrame, MeterPoint } from '../../../engine/facade.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { format } from '../../../dsp/core/params.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { Change } from '../../controls/value.ts';
import type { InsertFrame } from '../insert-cell.tsx';
import { ACROSS, FrequencyAxis, SpectrumLevels } from '../spectrum-axes.tsx';
import { useInsertSpectra } from '../use-insert-spectra.ts';
import './dynamics.css';

export const SPECTRUM_HEIGHT = 260;

interface InsertSpectrumProps {
  frame: InsertFrame<Params>;
  label: string;
  /** More to measure in the same frames. */
  points?: Record<string, MeterPoint>;
  onFrame?: (frame: MeterFrame) => void;
  onSilence?: () => void;
  children?: ComponentChildren;
}

export function InsertSpectrum({ frame, label, points, onFrame, onSilence, children }: InsertSpectrumProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useInsertSpectra(frame, canvas, { points, onFrame, onSilence });
  return (
    <div class="picture insert-spectrum">
      <canvas ref={canvas} aria-hidden="true" />
      <svg role="group" aria-label={label}>
        <g aria-hidden="true">
          <FrequencyAxis height={SPECTRUM_HEIGHT} />
          <SpectrumLevels height={SPECTRUM_HEIGHT} />
        </g>
        {children}
      </svg>
    </div>
  );
}

interface FrequencyGripProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** For a screen reader: "Low crossover, on the picture". */
  name: string;
}

/** Where the grip's dot stands. */
const GRIP_Y = 130;

/** A frequency on the picture, dragged sideways. */
export function FrequencyGrip({ param, value, onChange, name }: FrequencyGripProps) {
  const { ref, props } = useSlider<SVGGElement>({
    param,
    value,
    onChange,
    axis: 'horizontal',
    name,
    // The line follows the finger: the parameter's octaves as they lie on the picture.
    travelPx: (grip) => {
      const { width } = (grip.closest('.insert-spectrum') ?? grip).getBoundingClientRect();
      return ((ACROSS.to(param.max) - ACROSS.to(param.min)) / 100) * width;
    },
  });
  const { figure, unit } = format(param, value);
  return (
    <svg x={`${ACROSS.to(value).toFixed(2)}%`} y="0" overflow="visible">
      <g class="band-grip" ref={ref} {...props}>
        <rect x="-16" y="0" width="32" height={SPECTRUM_HEIGHT - 40} />
        <line class="band-line" x1="0" x2="0" y1="0" y2={SPECTRUM_HEIGHT - 40} />
        <circle r="8" cy={GRIP_Y} />
        <text class="band-figure" y={GRIP_Y - 16}>
          {figure} {unit}
        </text>
      </g>
    </svg>
  );
}
