/**
 * What goes in (grey), what comes out (the job's colour), and above them the gain that is taken away, over the last
 * seconds. It scrolls; with reduced motion it fills from the left and begins anew.
 */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { MeterFrame, MeterPoint } from '../../../engine/facade.ts';
import type { InsertId, StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { colour } from '../../charts/canvas.ts';
import { DynamicsHistory } from '../../charts/history.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { insertPoints } from '../insert.ts';
import { useMeter } from '../use-meter.ts';
import './dynamics.css';

/** Seconds that the picture shows. */
export const HISTORY_S = 6;
export const HISTORY_HEIGHT = 260;
/** The upper part belongs to the gain reduction. */
export const REDUCTION_HEIGHT = 76;
/** Where the reduction's scale has a line, as parts of its range. */
const REDUCTION_MARKS = [0.25, 0.5, 0.75];
const WAVE_MIDDLE = REDUCTION_HEIGHT + (HISTORY_HEIGHT - REDUCTION_HEIGHT) / 2;
export const WAVE_HALF = (HISTORY_HEIGHT - REDUCTION_HEIGHT) / 2 - 6;
/** Magnitude at the edge of the wave's part: +3 dBFS, so that what would go over can be seen. */
const WAVE_TOP = 10 ** (3 / 20);

/** Height of a magnitude above the middle of the wave, in pixels. */
export type WaveScale = (magnitude: number) => number;

/** As the wave swings: for peaks. */
export const linearWave: WaveScale = (magnitude) => Math.min(1, magnitude / WAVE_TOP) * WAVE_HALF;

export const waveMiddle = WAVE_MIDDLE;

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
  reductionRangeDb = 12,
  magnified = false,
  points,
  onFrame,
  onSilence,
  children,
}: HistoryPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const history = useRef<DynamicsHistory | null>(null);
  const inks = useRef<{ before: string; after: string; reduction: string } | null>(null);
  const calm = useRef<MediaQueryList | null>(null);
  const scale = useRef<SVGTextElement>(null);

  const draw = () => {
    const { current: c } = panel;
    if (!c || !canvas.current) return;
    inks.current ??= {
      before: colour(canvas.current, 'var(--panel-control-rule)'),
      after: colour(canvas.current, 'var(--job-trace)'),
      reduction: colour(canvas.current, 'var(--trace-gr)'),
    };
    calm.current ??= matchMedia('(prefers-reduced-motion: reduce)');
    c.clear();
    const h = history.current;
    if (!h) return;
    const { context, width } = c;
    const step = width / h.columns;
    const first = calm.current.matches
      ? Math.floor(h.written / h.columns) * h.columns
      : h.written - h.columns;
    const raise = 10 ** (inputGainDb / 20);
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
      const y = 4 + Math.min(1, -h.reductionDb[at]! / reductionRangeDb) * (REDUCTION_HEIGHT - 8);
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
          {REDUCTION_MARKS.map((part) => {
            const y = 4 + part * (REDUCTION_HEIGHT - 8);
            return (
              <g key={part}>
                <line class="grid-line" x1="52" x2="100%" y1={y} y2={y} />
                <text class="axis-figure" x="8" y={y + 4}>
                  −{part * reductionRangeDb} dB
                </text>
              </g>
            );
          })}
          <line class="grid-line grid-main" x1="0" x2="100%" y1={REDUCTION_HEIGHT} y2={REDUCTION_HEIGHT} />
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
