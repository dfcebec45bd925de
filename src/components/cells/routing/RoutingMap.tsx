/**
 * The routing as a drawing: strips at the left, buses, the master, the converter; a line for every output, a dashed
 * one for every send that is heard. Every strip shows the highest peak since play was pressed. Levels over 0 dBFS
 * inside the mixer are kept as they are; only at the converter is something cut off, and only there a lamp is lit.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MeterPoint } from '../../../engine/facade.ts';
import type { StripId } from '../../../session/document.ts';
import { mayFeed } from '../../../session/paths.ts';
import type { Mix } from '../../../state/types.ts';
import { holdPointer } from '../../controls/hold-pointer.ts';
import { writePeak } from '../level.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { CONVERTER_WIDTH, layoutOf, NODE_HEIGHT, NODE_WIDTH } from './layout.ts';
import './routing.css';

interface RoutingMapProps {
  mix: Mix;
  /** With it, strips can be picked and joined; without it the drawing only shows. */
  edit?: {
    picked: StripId | null;
    /** One tap on a strip, or Enter on it. */
    pick: (id: StripId) => void;
    /** One strip was dragged onto another that may take it. */
    join: (from: StripId, to: StripId) => void;
  };
}

/** A name as it fits into its box. */
const LONGEST = 15;
const short = (label: string): string => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label);

/** Pointer travel, in CSS pixels, from which on a press is a drag. */
const DRAG_PX = 5;

interface Drag {
  from: StripId;
  x: number;
  y: number;
}

export function RoutingMap({ mix, edit }: RoutingMapProps) {
  const session = mix.session.value;
  const { width, height, nodes, lines, converter } = layoutOf(session);
  const svg = useRef<SVGSVGElement>(null);
  const peaks = useRef(new Map<StripId, number>());
  const clipped = useRef(0);
  const [drag, setDrag] = useState<Drag | null>(null);
  /** A press that was a drag must not pick as well. */
  const dragged = useRef(false);

  const points: Record<string, MeterPoint> = { '*': { kind: 'loudness', at: { kind: 'tap' } } };
  for (const { id } of nodes) points[id] = { kind: 'level', at: { kind: 'strip', strip: id, tap: 'post' } };

  const draw = () => {
    const root = svg.current;
    if (!root) return;
    for (const text of root.querySelectorAll('[data-peak]')) {
      const db = peaks.current.get(text.getAttribute('data-peak')!) ?? -Infinity;
      const shown = writePeak(db);
      if (text.textContent !== shown) text.textContent = shown;
      text.classList.toggle('route-over', db > 0);
    }
    const lamp = root.querySelector('[data-converter]');
    lamp?.classList.toggle('route-clips', clipped.current > 0);
    const says = root.querySelector('[data-clipped]');
    const text = clipped.current > 0 ? 'CLIPS' : 'whole';
    if (says && says.textContent !== text) says.textContent = text;
  };
  useMeter(mix, svg, {
    points,
    key: Object.keys(points).join(' '),
    onFrame: ({ values }) => {
      for (const { id } of nodes) {
        const level = values[id];
        if (!level) continue;
        const peak = Math.max(level[0]!, level[1]!);
        if (peak > (peaks.current.get(id) ?? -Infinity)) peaks.current.set(id, peak);
      }
      const count = values['*']?.[5] ?? 0;
      // A new count from zero: play was pressed anew, so the peaks begin anew as well.
      if (count < clipped.current) peaks.current.clear();
      clipped.current = count;
    },
    onSilence: () => {
      peaks.current.clear();
      clipped.current = 0;
    },
    draw,
  });
  // A moved fader makes old peaks untrue.
  useEffect(() => {
    peaks.current.clear();
    draw();
  }, [session]);

  const toDrawing = (event: PointerEvent): { x: number; y: number } => {
    const box = svg.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  };
  const nodeAt = ({ x, y }: { x: number; y: number }): StripId | null =>
    nodes.find((n) => x >= n.x && x <= n.x + NODE_WIDTH && y >= n.y && y <= n.y + NODE_HEIGHT)?.id ?? null;

  /** Drags with a mouse or a pen; a finger taps, so that it can still scroll the drawing. */
  const press = (id: StripId) => (event: PointerEvent) => {
    dragged.current = false;
    if (!edit || event.button !== 0 || event.pointerType === 'touch') return;
    if (session.strips[id]?.kind === 'master') return;
    const onMove = (e: PointerEvent) => {
      dragged.current = true;
      setDrag({ from: id, ...toDrawing(e) });
    };
    const onEnd = (e: PointerEvent) => {
      setDrag(null);
      const target = dragged.current && e.type === 'pointerup' ? nodeAt(toDrawing(e)) : null;
      if (target !== null && mayFeed(session, id, target)) edit.join(id, target);
    };
    holdPointer(event, { onMove, onEnd, fromPx: DRAG_PX });
  };

  const from = drag?.from ?? edit?.picked ?? null;
  return (
    <div class="routing" tabindex={0} role="group" aria-label="Routing">
      <svg
        ref={svg}
        class="routing-map"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        {...(edit
          ? {}
          : { role: 'img', 'aria-label': 'Which strip feeds which; the same is told in words below.' })}
      >
        {lines.map((line) => (
          <path
            key={line.id}
            d={line.path}
            class={`route route-${line.kind} ${stemClass(mix.song, line.from)} ${line.silent ? 'route-silent' : ''} ${line.double ? `route-${line.double}` : ''}`}
          />
        ))}
        {drag && (
          <line
            class="route-drag"
            x1={(nodes.find(({ id }) => id === drag.from)?.x ?? 0) + NODE_WIDTH}
            y1={(nodes.find(({ id }) => id === drag.from)?.y ?? 0) + NODE_HEIGHT / 2}
            x2={drag.x}
            y2={drag.y}
          />
        )}
        {nodes.map((node) => {
          const takes = from !== null && from !== node.id && mayFeed(session, from, node.id);
          const button = edit
            ? {
                role: 'button' as const,
                tabindex: 0,
                'aria-pressed': edit.picked === node.id,
                'aria-label': takes
                  ? `Join ${session.strips[from]!.label} to ${node.label}`
                  : `${node.label}, ${node.kind}`,
                onClick: () => {
                  if (!dragged.current) edit.pick(node.id);
                },
                onKeyDown: (event: KeyboardEvent) => {
                  if (event.key !== 'Enter' && event.key !== ' ') return;
                  event.preventDefault();
                  event.stopPropagation();
                  edit.pick(node.id);
                },
                onPointerDown: press(node.id),
              }
            : {};
          return (
            <g
              key={node.id}
              class={`route-node ${stemClass(mix.song, node.id)} ${edit ? 'route-hand' : ''} ${edit?.picked === node.id ? 'route-picked' : ''} ${takes ? 'route-takes' : ''}`}
              transform={`translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`}
              {...button}
            >
              <rect class="route-box" width={NODE_WIDTH} height={NODE_HEIGHT} rx="6" />
              <rect class="route-tag" width="4" height={NODE_HEIGHT} rx="2" />
              <text class="route-label" x="11" y="17">
                {short(node.label)}
              </text>
              <text class="route-peak measured" data-peak={node.id} x={NODE_WIDTH - 6} y="17">
                –
              </text>
              {node.mute && <line class="route-muted" x1="8" x2={NODE_WIDTH - 8} y1="13" y2="13" />}
            </g>
          );
        })}
        {nodes
          .filter(({ kind }) => kind === 'master')
          .map((master) => (
            <path
              key="to-converter"
              class="route stem stem-mix"
              d={`M${master.x + NODE_WIDTH} ${master.y + NODE_HEIGHT / 2}H${converter.x}`}
            />
          ))}
        <g class="route-converter" data-converter transform={`translate(${converter.x} ${converter.y})`}>
          <rect class="route-box" width={CONVERTER_WIDTH} height={NODE_HEIGHT} rx="13" />
          <text class="route-label" x="12" y="12">
            Converter
          </text>
          <text class="route-says measured" data-clipped x="12" y="22.5">
            whole
          </text>
        </g>
      </svg>
    </div>
  );
}

const LINES = [
  { label: 'output', class: '' },
  { label: 'send', class: 'legend-dashed' },
  { label: 'the same sound twice', class: 'legend-fault' },
];

/** What the lines and figures of the drawing mean. */
export function RoutingLegend() {
  return (
    <ul class="legend">
      {LINES.map(({ label, class: mark }) => (
        <li key={label}>
          <svg viewBox="0 0 18 10" aria-hidden="true">
            <line x1="0" x2="18" y1="5" y2="5" class={`legend-line ${mark}`} />
          </svg>
          {label}
        </li>
      ))}
      <li>Figures: highest peak, dBFS. Only the converter clips.</li>
    </ul>
  );
}
