/** A dial with its figure and name. The figure can be typed. */
import { toTravel } from '../../dsp/core/params.ts';
import type { NumberParam } from '../../dsp/core/params.ts';
import { Field } from './Field.tsx';
import { useSlider } from './use-slider.ts';
import { originTravel } from './value.ts';
import type { Change } from './value.ts';
import './controls.css';

interface KnobProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** Shown under the figure; the parameter's own unless told. */
  label?: string;
  /** What it belongs to, put before the label for a screen reader: "Bell 2". */
  of?: string;
  disabled?: boolean;
  small?: boolean;
}

/** The dial's scale is three quarters of a circle, from lower left to lower right. */
const ARC = 75;

export function Knob({ param, value, onChange, label = param.label, of, disabled, small }: KnobProps) {
  const name = of ? `${of} ${label.toLowerCase()}` : label;
  const { ref, props } = useSlider<HTMLDivElement>({
    param,
    value,
    onChange,
    axis: 'both',
    travelPx: 200,
    name,
    disabled,
  });
  const travel = toTravel(param, value);
  const origin = originTravel(param);
  // The lit arc is turned to where it begins: a dash of no length before it would leave a dot.
  const turn = 135 + Math.min(travel, origin) * 270;
  const length = Math.abs(travel - origin) * ARC;
  return (
    <div class={`knob${small ? ' knob-small' : ''}`} data-disabled={disabled || undefined}>
      <div class="knob-dial" ref={ref} {...props}>
        <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
          <circle
            class="knob-track"
            cx="32"
            cy="32"
            r="25"
            pathLength={100}
            stroke-dasharray={`${ARC} 25`}
            transform="rotate(135 32 32)"
          />
          {length > 0.05 && (
            <circle
              class="knob-value"
              cx="32"
              cy="32"
              r="25"
              pathLength={100}
              stroke-dasharray={`${length.toFixed(2)} 200`}
              transform={`rotate(${turn.toFixed(1)} 32 32)`}
            />
          )}
          <line
            class="knob-pointer"
            x1="32"
            y1="32"
            x2="32"
            y2="15"
            transform={`rotate(${(travel * 270 - 135).toFixed(1)} 32 32)`}
          />
        </svg>
      </div>
      <Field param={param} value={value} onChange={onChange} name={name} disabled={disabled} />
      <span class="knob-label">{label}</span>
    </div>
  );
}
