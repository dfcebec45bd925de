/** A vertical fader beside its dB scale. Only the cap takes a touch, so that a phone still scrolls over the track. */
import { toTravel } from '../../dsp/core/params.ts';
import type { Figure, NumberParam } from '../../dsp/core/params.ts';
import { useSlider } from './use-slider.ts';
import { spoken } from './value.ts';
import type { Change } from './value.ts';
import './controls.css';

interface FaderProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  name: string;
  /** Where the scale has a line and a figure, in dB. */
  marks?: readonly number[];
  disabled?: boolean;
  /** What is said instead of the parameter's own figure: silence at the lowest place. */
  write?: (value: number) => Figure;
}

/** Heights in the drawing's own units: the cap's middle runs from `TOP` to `BOTTOM`. */
export const FADER_HEIGHT = 180;
const TOP = 12;
const BOTTOM = FADER_HEIGHT - 12;
const CAP = 18;

export const FADER_MARKS: readonly number[] = [10, 5, 0, -5, -10, -20, -30, -40, -60];

/** Height in the fader's drawing of a position 0 to 1; meters beside a fader share its length with it. */
export const faderY = (travel: number): number => BOTTOM - travel * (BOTTOM - TOP);

const markText = (db: number): string => (db < 0 ? `−${-db}` : String(db));

export function Fader({ param, value, onChange, name, marks = FADER_MARKS, disabled, write }: FaderProps) {
  const { ref, props } = useSlider<SVGGElement>({
    param,
    value,
    onChange,
    axis: 'vertical',
    name,
    disabled,
    travelPx: (cap) =>
      ((cap.ownerSVGElement?.getBoundingClientRect().height ?? FADER_HEIGHT) * (BOTTOM - TOP)) / FADER_HEIGHT,
  });
  const y = faderY(toTravel(param, value));
  return (
    <svg class="fader" viewBox={`0 0 54 ${FADER_HEIGHT}`} data-disabled={disabled || undefined}>
      {marks.map((db) => {
        const at = faderY(toTravel(param, db));
        return (
          <g key={db} aria-hidden="true">
            <line class={db === 0 ? 'fader-mark fader-zero' : 'fader-mark'} x1="22" x2="29" y1={at} y2={at} />
            <text class="fader-figure" x="19" y={at + 3}>
              {markText(db)}
            </text>
          </g>
        );
      })}
      <line class="fader-slot" x1="40" x2="40" y1={TOP} y2={BOTTOM} aria-hidden="true" />
      <g
        class="fader-cap"
        ref={ref}
        {...props}
        {...(write && { 'aria-valuetext': spoken(write(value)) })}
        transform={`translate(40 ${y.toFixed(2)})`}
      >
        <rect class="fader-grip" x="-22" y="-22" width="44" height="44" rx="6" />
        <rect class="fader-body" x="-12" y={-CAP / 2} width="24" height={CAP} rx="4" />
        <line class="fader-line" x1="-12" x2="12" y1="0" y2="0" />
      </g>
    </svg>
  );
}
