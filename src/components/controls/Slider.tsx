/** A short horizontal slider with its figure: pans, sends, where a dial would be too large. */
import { toTravel } from '../../dsp/core/params.ts';
import { Field } from './Field.tsx';
import type { FieldProps } from './field-props.ts';
import { useSlider } from './use-slider.ts';
import { originTravel, spoken } from './value.ts';
import './controls.css';

interface SliderProps extends FieldProps {
  /** What a screen reader says, where the written form would sound odd. */
  say?: (value: number) => string;
}

const LEFT = 6;
const RIGHT = 54;

export function Slider({ say, ...field }: SliderProps) {
  const { param, value, onChange, name, disabled, write } = field;
  const { ref, props } = useSlider<SVGSVGElement>({
    param,
    value,
    onChange,
    axis: 'horizontal',
    name,
    disabled,
    travelPx: (svg) => (svg.getBoundingClientRect().width * (RIGHT - LEFT)) / 60,
  });
  const x = (travel: number) => LEFT + travel * (RIGHT - LEFT);
  const at = x(toTravel(param, value));
  const from = x(originTravel(param));
  const text = say
    ? { 'aria-valuetext': say(value) }
    : write
      ? { 'aria-valuetext': spoken(write(value)) }
      : {};
  return (
    <div class="slider" data-disabled={disabled || undefined}>
      <Field {...field} />
      <svg class="slider-track" viewBox="0 0 60 24" ref={ref} {...props} {...text}>
        <line class="slider-slot" x1={LEFT} x2={RIGHT} y1="12" y2="12" />
        <line class="slider-value" x1={Math.min(from, at)} x2={Math.max(from, at)} y1="12" y2="12" />
        <rect class="slider-cap" x={at - 2.5} y="4" width="5" height="16" rx="2" />
      </svg>
    </div>
  );
}
