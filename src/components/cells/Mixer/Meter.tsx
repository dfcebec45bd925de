/** A strip's level after its fader: bar for the rms, line for the peak, in dBFS; a square that stays lit after an over. */
import { useEffect, useRef } from 'preact/hooks';
import type { StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { FADER_HEIGHT } from '../../controls/Fader.tsx';
import { useMeter } from '../use-meter.ts';
import { METER_FLOOR_DB, readMeter, restingMeter } from './meter-fall.ts';

const MARKS = [0, -6, -12, -24, -36, -48];
const TOP = 12;
const BOTTOM = FADER_HEIGHT - 12;
const yOf = (db: number): number => TOP + (Math.min(0, db) / METER_FLOOR_DB) * (BOTTOM - TOP);
const BARS = [20, 26] as const;

export function Meter({ mix, strip, name }: { mix: Mix; strip: StripId; name: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const over = useRef<SVGRectElement>(null);
  const meters = useRef([restingMeter(), restingMeter()]);
  const lastS = useRef(0);

  const draw = () => {
    if (!svg.current) return;
    const bars = svg.current.querySelectorAll('[data-bar]');
    const marks = svg.current.querySelectorAll('[data-held]');
    meters.current.forEach((meter, channel) => {
      const y = yOf(meter.barDb);
      bars[channel]?.setAttribute('y', y.toFixed(1));
      bars[channel]?.setAttribute('height', Math.max(0, BOTTOM - y).toFixed(1));
      const held = yOf(meter.heldDb).toFixed(1);
      marks[channel]?.setAttribute('y1', held);
      marks[channel]?.setAttribute('y2', held);
    });
    over.current?.classList.toggle(
      'meter-over-lit',
      meters.current.some((m) => m.over),
    );
  };
  useMeter(mix, svg, {
    points: { level: { kind: 'level', at: { kind: 'strip', strip, tap: 'post' } } },
    onFrame: ({ values, contextTimeS }) => {
      const level = values.level;
      if (!level) return;
      const elapsedS = Math.min(0.5, Math.max(0, contextTimeS - lastS.current));
      lastS.current = contextTimeS;
      readMeter(meters.current[0]!, level[0]!, level[2]!, elapsedS);
      readMeter(meters.current[1]!, level[1]!, level[3]!, elapsedS);
    },
    onSilence: () => {
      meters.current = [restingMeter(), restingMeter()];
    },
    draw,
  });
  // Which light is lit must not depend on a stale closure after a re-render.
  useEffect(draw);

  return (
    <svg
      class="meter"
      ref={svg}
      viewBox={`0 0 34 ${FADER_HEIGHT}`}
      role="img"
      aria-label={`${name} meter, dBFS`}
    >
      {MARKS.map((db) => (
        <text key={db} class="meter-figure" x="16" y={yOf(db) + 3} aria-hidden="true">
          {db < 0 ? `−${-db}` : db}
        </text>
      ))}
      {BARS.map((x) => (
        <g key={x}>
          <rect class="meter-well" x={x} y={TOP} width="5" height={BOTTOM - TOP} />
          <rect class="meter-bar" data-bar x={x} y={BOTTOM} width="5" height="0" />
          <line class="meter-held" data-held x1={x} x2={x + 5} y1={BOTTOM} y2={BOTTOM} />
        </g>
      ))}
      <rect class="meter-over" ref={over} x="20" y="3" width="11" height="5" rx="1.5" />
    </svg>
  );
}
