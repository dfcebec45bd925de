/** Lines and figures of the gain reduction, over the wave. */
import { REDUCTION_HEIGHT, reductionY } from './geometry.ts';

/** Where the scale has a line, as parts of its range. */
const MARKS = [0.25, 0.5, 0.75];

/** Figures beside the lines, or at the picture's end on them. */
const AT_LEFT = { class: 'axis-figure', x: '8' };
export const AT_RIGHT = { class: 'axis-figure axis-end', x: '99%' };

interface ReductionScaleProps {
  rangeDb: number;
  figures?: typeof AT_LEFT;
}

export function ReductionScale({ rangeDb, figures = AT_LEFT }: ReductionScaleProps) {
  return (
    <>
      {MARKS.map((part) => {
        const y = reductionY(-part * rangeDb, rangeDb);
        return (
          <g key={part}>
            <line class="grid-line" x1={figures === AT_LEFT ? '52' : '0'} x2="100%" y1={y} y2={y} />
            <text {...figures} y={y + 4}>
              −{part * rangeDb} dB
            </text>
          </g>
        );
      })}
      <line class="grid-line grid-main" x1="0" x2="100%" y1={REDUCTION_HEIGHT} y2={REDUCTION_HEIGHT} />
    </>
  );
}
