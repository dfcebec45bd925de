/** Lines and figures of the gain reduction, over the wave. */
import { REDUCTION_HEIGHT, reductionY } from './geometry.ts';

/** Where the scale has a line, as parts of its range. */
const MARKS = [0.25, 0.5, 0.75];

export function ReductionScale({ rangeDb, atRight = false }: { rangeDb: number; atRight?: boolean }) {
  return (
    <>
      {MARKS.map((part) => {
        const y = reductionY(-part * rangeDb, rangeDb);
        return (
          <g key={part}>
            <line class="grid-line" x1={atRight ? '0' : '52'} x2="100%" y1={y} y2={y} />
            <text class={`axis-figure${atRight ? ' axis-end' : ''}`} x={atRight ? '99%' : '8'} y={y + 4}>
              −{part * rangeDb} dB
            </text>
          </g>
        );
      })}
      <line class="grid-line grid-main" x1="0" x2="100%" y1={REDUCTION_HEIGHT} y2={REDUCTION_HEIGHT} />
    </>
  );
}
