/** The transfer curve, output over input, with the live point and a threshold to drag. */
import type { Ref } from 'preact';
import { useImperativeHandle, useRef } from 'preact/hooks';
import { transferDb } from '../../../dsp/effects/compressor/curve.ts';
import { compressorSpec } from '../../../dsp/effects/compressor/spec.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import type { CompressorValues } from '../../../dsp/effects/compressor/spec.ts';
import { colour } from '../../charts/canvas.ts';
import { levelScale } from '../../charts/scales.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { linePath } from '../../charts/line-path.ts';
import { useSlider } from '../../controls/use-slider.ts';
import type { InsertView } from '../insert.ts';

const SIZE = 260;
const LOW_DB = -60;
const HIGH_DB = 6;
const down = levelScale(SIZE, LOW_DB, HIGH_DB);
const across = (db: number): number => SIZE - down.to(db);
/** Input levels at which the curve is worked out: every half decibel. */
const CURVE_DB = Array.from({ length: 2 * (HIGH_DB - LOW_DB) + 1 }, (_, i) => LOW_DB + i / 2);
const POINT_RADIUS = 5;
const MARKS = [-48, -36, -24, -12, 0];

/** Moves with the sound: where the detector is, and what comes out for it. */
export interface LivePoint {
  place(detectorDb: number, outDb: number): void;
  hide(): void;
}

export function Transfer({
  values,
  view,
  point,
}: {
  values: CompressorValues;
  view: InsertView<typeof compressorSpec.params>;
  point: Ref<LivePoint>;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const panel = useCanvas(canvas, () => {});
  const ink = useRef('');
  // On a canvas: moved in the SVG, it would have the whole curve painted anew for every frame.
  useImperativeHandle(
    point,
    () => ({
      place(detectorDb, outDb) {
        if (!panel.current || !canvas.current) return;
        panel.current.clear();
        if (detectorDb <= LOW_DB) return;
        const { context, width, height } = panel.current;
        const scale = Math.min(width, height) / SIZE;
        context.translate((width - scale * SIZE) / 2, (height - scale * SIZE) / 2);
        context.scale(scale, scale);
        context.fillStyle = ink.current ||= colour(canvas.current, 'var(--panel-ink)');
        context.beginPath();
        context.arc(
          across(Math.min(HIGH_DB, detectorDb)),
          down.to(Math.min(HIGH_DB, outDb)),
          POINT_RADIUS,
          0,
          2 * Math.PI,
        );
        context.fill();
      },
      hide: () => panel.current?.clear(),
    }),
    [],
  );
  const { thresholdDb } = values;
  const { ref, props } = useSlider<SVGGElement>({
    param: compressorSpec.params.thresholdDb as NumberParam,
    value: thresholdDb,
    onChange: (value, gesture) => view.set({ thresholdDb: value }, gesture),
    axis: 'horizontal',
    // The dot follows the finger: the parameter's range as it lies on the picture.
    travelPx: (grip) => {
      const { width } = grip.ownerSVGElement!.getBoundingClientRect();
      const { min, max } = compressorSpec.params.thresholdDb as NumberParam;
      return ((max - min) / (HIGH_DB - LOW_DB)) * width;
    },
    name: 'Threshold, on the curve',
  });
  const line = linePath(CURVE_DB.map((db) => [across(db), down.to(transferDb(values, db))]));
  const x = across(thresholdDb);
  const y = down.to(transferDb(values, thresholdDb));
  return (
    <div class="picture transfer-picture">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="group" aria-label="Output level over input level, in dBFS">
        <g aria-hidden="true">
          {MARKS.map((db) => (
            <g key={db}>
              <line
                class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
                x1={across(db)}
                x2={across(db)}
                y1="0"
                y2={SIZE}
              />
              <line
                class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
                x1="0"
                x2={SIZE}
                y1={down.to(db)}
                y2={down.to(db)}
              />
              <text class="axis-figure axis-middle" x={across(db)} y={SIZE - 6}>
                {db < 0 ? `−${-db}` : '0 dB'}
              </text>
              <text class="axis-figure" x="5" y={down.to(db) - 4}>
                {db < 0 ? `−${-db}` : '0'}
              </text>
            </g>
          ))}
          <line
            class="transfer-one"
            x1={across(LOW_DB)}
            y1={down.to(LOW_DB)}
            x2={across(HIGH_DB)}
            y2={down.to(HIGH_DB)}
          />
          <line class="transfer-threshold" x1={x} x2={x} y1="0" y2={SIZE} />
          <path class="curve" d={line} />
        </g>
        <g
          class="transfer-grip"
          ref={ref}
          {...props}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
        >
          <circle class="transfer-hit" r="22" />
          <circle r="8" />
        </g>
      </svg>
      <canvas class="transfer-live" ref={canvas} aria-hidden="true" />
    </div>
  );
}
