/** What left and right draw together, and how alike they are: of the whole mix, or of one strip. */
import { useRef } from 'preact/hooks';
import type { Tap } from '../../../engine/facade.ts';
import type { StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { colour } from '../../charts/canvas.ts';
import type { Surface } from '../../charts/canvas.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { Goniometer, PAIRS } from './goniometer.ts';
import './width.css';

const SIZE = 260;
const MIDDLE = SIZE / 2;
/** Where the picture's marks for left and right stand: on a circle, 45° to each side. */
const EDGE = 0.92;
/** Older points are fainter: in steps, so that little is drawn anew. */
const AGES = 4;
const POINT_PX = 1.4;

function drawPoints({ context, width, height }: Surface, points: Goniometer): void {
  const scale = ((Math.min(width, height) / 2) * EDGE) / points.scale;
  const toEdge = POINT_PX / 2;
  for (let age = 0; age < AGES; age++) {
    context.globalAlpha = 0.12 + 0.2 * age;
    const from = points.at + (age * PAIRS) / AGES;
    for (let i = 0; i < PAIRS / AGES; i += 2) {
      const k = (from + i) % PAIRS;
      const x = width / 2 + points.side[k]! * scale;
      const y = height / 2 - points.mid[k]! * scale;
      context.fillRect(x - toEdge, y - toEdge, POINT_PX, POINT_PX);
    }
  }
  context.globalAlpha = 1;
}

interface StereoPictureProps {
  mix: Mix;
  /** The strip that is shown; null: the whole mix. It stays the same for the picture's life. */
  of: StripId | null;
  /** Its name: "the whole mix". */
  label: string;
  /** Told with every frame: correlation, −1 to 1, and how much louder left is than right, dB. */
  onFigures: (correlation: number, leanDb: number, contextTimeS: number) => void;
}

export function StereoPicture({ mix, of, label, onFigures }: StereoPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<SVGLineElement>(null);
  const points = useRef<Goniometer | null>(null);
  const correlation = useRef(0);
  const ink = useRef('');
  const panel = useCanvas(canvas, () => repaint());
  const at: Tap = of === null ? { kind: 'tap' } : { kind: 'strip', strip: of, tap: 'post' };

  const draw = () => {
    if (!panel.current || !canvas.current) return;
    panel.current.clear();
    const x = `${50 + 50 * correlation.current}%`;
    marker.current?.setAttribute('x1', x);
    marker.current?.setAttribute('x2', x);
    panel.current.context.fillStyle = ink.current ||= colour(canvas.current, 'var(--seen)');
    if (points.current) drawPoints(panel.current, points.current);
  };
  const repaint = useMeter(mix, canvas, {
    points: { samples: { kind: 'samples', at }, alike: { kind: 'correlation', at } },
    onFrame: ({ values: { samples, alike }, contextTimeS }) => {
      points.current ??= new Goniometer();
      if (samples) points.current.push(samples);
      if (!alike) return;
      correlation.current = alike[0]!;
      onFigures(alike[0]!, alike[1]!, contextTimeS);
    },
    onSilence: () => {
      points.current?.reset();
      correlation.current = 0;
    },
    draw,
  });
  return (
    <>
      <div class={`picture width-picture ${stemClass(mix.song, of ?? 'mix')}`}>
        <canvas ref={canvas} aria-hidden="true" />
        <svg
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          role="img"
          aria-label={`What left and right of ${label} draw together`}
        >
          <g aria-hidden="true">
            <circle class="grid-line width-ring" cx={MIDDLE} cy={MIDDLE} r={MIDDLE * EDGE} />
            <path class="grid-line" d={`M${MIDDLE} 10V${SIZE - 10}M10 ${MIDDLE}H${SIZE - 10}`} />
            <path class="grid-line grid-main" d="M45 45L215 215M215 45L45 215" />
            <text class="axis-region axis-middle" x={MIDDLE} y="22">
              middle
            </text>
            <text class="axis-region" x="14" y="42">
              left
            </text>
            <text class="axis-region axis-end" x={SIZE - 14} y="42">
              right
            </text>
            <text class="axis-region axis-end" x={SIZE - 10} y={MIDDLE - 6}>
              side
            </text>
          </g>
        </svg>
      </div>
      <div class="width-alike">
        <svg width="100%" height="34" aria-hidden="true">
          <rect class="width-slot" x="0" y="4" width="100%" height="10" rx="3" />
          <line class="grid-main" x1="50%" x2="50%" y1="2" y2="16" />
          <line ref={marker} class="width-marker" x1="50%" x2="50%" y1="1" y2="17" />
          <text class="axis-figure" x="0" y="31">
            −1 opposite
          </text>
          <text class="axis-figure axis-middle" x="50%" y="31">
            0
          </text>
          <text class="axis-figure axis-end" x="100%" y="31">
            mono +1
          </text>
        </svg>
      </div>
    </>
  );
}
