/** A level on the wave, above and below its middle: the upper line may be dragged. */
import { gainOf } from '../../../dsp/core/decibels.ts';
import { format } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { Change } from '../../controls/value.ts';
import { WAVE_MIDDLE } from './geometry.ts';
import type { WaveScale } from './geometry.ts';

interface LevelLineProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** For a screen reader: "Ceiling, on the picture". */
  name: string;
  /** Beside the figure on the picture: "ceiling". */
  label: string;
  wave: WaveScale;
  /** Pointer travel from one end of the parameter to the other, in pixels. */
  travelPx: number;
}

export function LevelLine({ param, value, onChange, name, label, wave, travelPx }: LevelLineProps) {
  const { ref, props } = useSlider<SVGGElement>({ param, value, onChange, axis: 'vertical', travelPx, name });
  const y = wave(gainOf(value));
  const { figure, unit } = format(param, value);
  return (
    <>
      <line
        class="level-line"
        x1="0"
        x2="100%"
        y1={WAVE_MIDDLE + y}
        y2={WAVE_MIDDLE + y}
        aria-hidden="true"
      />
      <g class="level-grip" ref={ref} {...props}>
        <rect x="0" width="100%" y={WAVE_MIDDLE - y - 14} height="28" rx="4" />
        <line class="level-line" x1="0" x2="100%" y1={WAVE_MIDDLE - y} y2={WAVE_MIDDLE - y} />
        <text class="level-figure" x="99%" y={WAVE_MIDDLE - y - 6}>
          {label} {figure} {unit}
        </text>
      </g>
    </>
  );
}
