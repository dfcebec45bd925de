/** A value of a processor on its own picture: a dot to drag, to step with the keys, or to turn with the wheel. */
import type { NumberParam } from '../../../dsp/core/params.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { SliderOptions } from '../../controls/use-slider.ts';
import './space.css';

interface GripProps extends SliderOptions<SVGGElement> {
  /** Where it stands in the picture: across in percent, down in pixels. */
  x: string;
  y: number;
  param: NumberParam;
  axis: 'vertical' | 'horizontal';
}

export function Grip({ x, y, ...slider }: GripProps) {
  const { ref, props } = useSlider<SVGGElement>(slider);
  return (
    <svg x={x} y={y} overflow="visible">
      <g class={`grip grip-${slider.axis}`} ref={ref} {...props}>
        <circle class="grip-touch" r="22" />
        <circle class="grip-focus" r="13" />
        <circle r="7" />
      </g>
    </svg>
  );
}
