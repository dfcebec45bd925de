/**
 * What goes in (grey), what comes out (the job's colour), and above them the gain that is taken away, over the last
 * seconds. It scrolls; with reduced motion it fills from the left and begins anew.
 */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { gainOf } from '../../../dsp/core/decibels.ts';
import type { MeterFrame, MeterPoint } from '../../../engine/facade.ts';
import type { InsertId, StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { colour } from '../../charts/canvas.ts';
import { DynamicsHistory } from '../../charts/history.ts';
import { isCalm } from '../../charts/loop.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { insertPoints } from '../insert.ts';
import { useMeter } from '../use-meter.ts';
import { HISTORY_HEIGHT, linearWave, REDUCTION_RANGE_DB, reductionY, WAVE_MIDDLE } from './geometry.ts';
import type { WaveScale } from './geometry.ts';
import { ReductionScale } from './ReductionScale.tsx';
import './dynamics.css';

/** Seconds that the picture shows. */
export const HISTORY_S = 6;
const MOST_MAGNIFIED = 16;
/** The largest power of two by which a magnitude still stays under full scale. */
const magnification = (magnitude: number): number =>
  magnitude <= 0 ? 1 : Math.min(MOST_MAGNIFIED, Math.max(1, 2 ** Math.floor(Math.log2(1 / magnitude))));

interface HistoryPictureProps {
  mix: Mix;
  strip: StripId;
  insert: InsertId;
  /** Whether the strip has the insert yet. */
  present: boolean;
  /** Off, it still works on inside, but nothing of it is heard: then nothing is drawn of its reduction. */
  on: boolean;
  label: string;
  /** Gain inside the insert ahead of its detector: the input is drawn as the detector sees it. */
  inputGainDb: number;
  /** Which reading is the reduction. */
  reading: number;
  /** How magnitudes lie on the wave's part. */
  wave?: WaveScale;
  /** What the reduction's scale reaches, dB. */
  reductionRangeDb?: number;
  /** Draws quiet sounds two to sixteen times as high, and says so. Not where a level is marked on the wave. */
  magnified?: boolean;
  /** More to measure in the same frames. */
  points?: Record<string, MeterPoint>;
  onFrame?: (frame: MeterFrame, history: DynamicsHistory) => void;
  onSilence?: () => void;
  /** Drawn over the canvas, in an SVG of the picture's size. */
  children?: ComponentChildren;
}

export function HistoryPicture({
  mix,
  strip,
  insert,
  present,
  on,
  label,
  inputGainDb,
  reading,
  wave = linearWave,
  reductionRangeDb = REDUCTION_RANGE_DB,
  magnified = false,
  points,
  onFrame,
  onSilence,
  children,
}: HistoryPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const history = useRef<DynamicsHistory | null>(null);
  const inks = useRef<{ before: string; after: string; reduction: string } | null>(null);
  const scale = useRef<SVGTextElement>(null);

  const draw = () => {
    const { current: c } = panel;
    if (!c || !canvas.current) return;
    inks.current ??= {
      before: colour(canvas.current, 'var(--panel-control-rule)'),
      after: colour(canvas.current, 'var(--job-trace)'),
      reduction: colour(canvas.current, 'var(--trace-gr)'),
    };
    c.clear();
    const h = history.current;
    if (!h) return;
    const { context, width } = c;
    const step = width / h.columns;
    const first = isCalm() ? Math.floor(h.written / h.columns) * h.columns : h.written - h.columns;
    const raise = gainOf(inputGainDb);
    const area = (peaks: Float32Array, gain: number, fill: string, alpha: number) => {
      context.fillStyle = fill;
      context.globalAlpha = alpha;
      for (let i = 0; i < h.columns; i++) {
        const at = h.indexOf(first + i);
        if (at < 0) continue;
        const y = wave(peaks[at]! * gain);
        context.fillRect(i * step, WAVE_MIDDLE - y, step + 0.5, 2 * y);
      }
    };
    const times = magnified ? magnification(Math.max(h.largest(h.inPeak) * raise, h.largest(h.outPeak))) : 1;
    const says = times > 1 ? `drawn ${times} times as high` : '';
    if (scale.current && scale.current.textContent !== says) scale.current.textContent = says;
    area(h.inPeak, raise * times, inks.current.before, 1);
    area(h.outPeak, times, inks.current.after, 0.88);
    context.globalAlpha = 1;
    context.beginPath();
    let begun = false;
    let lastX = 0;
    for (let i = 0; i < h.columns; i++) {
      const at = h.indexOf(first + i);
      if (at < 0) continue;
      lastX = i * step;
      const y = reductionY(h.reductionDb[at]!, reductionRangeDb);
      if (!begun) context.moveTo(lastX, 2);
      context.lineTo(lastX, y);
      begun = true;
    }
    if (begun) {
      context.strokeStyle = inks.current.reduction;
      context.lineWidth = 1.8;
      context.stroke();
      context.lineTo(lastX, 2);
      context.closePath();
      context.globalAlpha = 0.2;
      context.fillStyle = inks.current.reduction;
      context.fill();
      context.globalAlpha = 1;
    }
  };
  const panel = useCanvas(canvas, () => repaint());
  const repaint = useMeter(mix, canvas, {
    points: {
      ...insertPoints(present, strip, insert),
      ...(present ? { readings: { kind: 'readings', strip, insert } } : {}),
      ...points,
    },
    key: String(present),
    onFrame: (frame) => {
      const { before, after, readings } = frame.values;
      history.current ??= new DynamicsHistory(HISTORY_S);
      if (before && after) history.current.push(before, after, on ? (readings?.[reading] ?? 0) : 0);
      onFrame?.(frame, history.current);
    },
    onSilence: () => {
      history.current?.reset();
      onSilence?.();
    },
    draw,
  });

  return (
    <div class="picture history-picture">
      <canvas ref={canvas} role="img" aria-label={label} />
      <svg>
        <g aria-hidden="true">
          <ReductionScale rangeDb={reductionRangeDb} />
          <text class="axis-figure axis-end" x="99%" y={HISTORY_HEIGHT - 6}>
            now
          </text>
          <text class="axis-figure axis-middle" ref={scale} x="50%" y={HISTORY_HEIGHT - 6} />
          <text class="axis-figure" x="8" y={HISTORY_HEIGHT - 6}>
            −{HISTORY_S} s
          </text>
        </g>
        {children}
      </svg>
    </div>
  );
}
