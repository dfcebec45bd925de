/** A level on the wave, above and below its middle: the upper line may be dragged. */
import { format } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { Change } from '../../controls/value.ts';
import { waveMiddle } from './HistoryPicture.tsx';
import type { WaveScale } from './HistoryPicture.tsx';

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

const magnitude = (db: number): number => 10 ** (db / 20);

export function LevelLine({ param, value, onChange, name, label, wave, travelPx }: LevelLineProps) {
  const { ref, props } = useSlider<SVGGElement>({ param, value, onChange, axis: 'vertical', travelPx, name });
  const y = wave(magnitude(value));
  const { figure, unit } = format(param, value);
  return (
    <>
      <line class="level-line" x1="0" x2="100%" y1={waveMiddle + y} y2={waveMiddle + y} aria-hidden="true" />
      <g class="level-grip" ref={ref} {...props}>
        <rect x="0" width="100%" y={waveMiddle - y - 14} height="28" rx="4" />
        <line class="level-line" x1="0" x2="100%" y1={waveMiddle - y} y2={waveMiddle - y} />
        <text class="level-figure" x="99%" y={waveMiddle - y - 6}>
          {label} {figure} {unit}
        </text>
      </g>
    </>
  );
}

/** A level that follows from others, above and below the middle, not to be dragged. */
export function LevelMark({ db, wave }: { db: number; wave: WaveScale }) {
  const y = wave(magnitude(db));
  return (
    <g aria-hidden="true">
      {[-1, 1].map((side) => (
        <line
          key={side}
          class="level-mark"
          x1="0"
          x2="100%"
          y1={waveMiddle + side * y}
          y2={waveMiddle + side * y}
        />
      ))}
    </g>
  );
}
