/**
 * A strip's level after its fader: bar for the rms, line for the peak, in dBFS. Inside the mixer a level over 0 dBFS
 * stays whole, so that it only looks different; the master's lamp is lit when the converter cut something off.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { MeterPoint } from '../../../engine/facade.ts';
import type { StripId } from '../../../session/document.ts';
import { resetMeters } from '../../../state/audio.ts';
import type { Mix } from '../../../state/types.ts';
import { FADER_HEIGHT } from '../../controls/Fader.tsx';
import { useMeter } from '../use-meter.ts';
import { METER_FLOOR_DB, METER_TOP_DB, readMeter, restingMeter } from './meter-fall.ts';

const MARKS = [6, 0, -6, -12, -24, -36, -48];
const TOP = 12;
const BOTTOM = FADER_HEIGHT - 12;
const yOf = (db: number): number =>
  BOTTOM - ((Math.min(METER_TOP_DB, db) - METER_FLOOR_DB) / (METER_TOP_DB - METER_FLOOR_DB)) * (BOTTOM - TOP);
const BARS = [20, 26] as const;

interface MeterProps {
  mix: Mix;
  strip: StripId;
  name: string;
  /** The strip that the converter plays: it has the lamp. */
  converter: boolean;
}

export function Meter({ mix, strip, name, converter }: MeterProps) {
  const svg = useRef<SVGSVGElement>(null);
  const peak = useRef<HTMLSpanElement>(null);
  const lamp = useRef<HTMLButtonElement>(null);
  const meters = useRef([restingMeter(), restingMeter()]);
  const highestDb = useRef(-Infinity);
  const clipped = useRef(0);
  const lastS = useRef(0);

  const draw = () => {
    if (!svg.current) return;
    const bars = svg.current.querySelectorAll('[data-bar]');
    const overs = svg.current.querySelectorAll('[data-over]');
    const marks = svg.current.querySelectorAll('[data-held]');
    const zero = yOf(0);
    meters.current.forEach((meter, channel) => {
      const y = yOf(meter.barDb);
      bars[channel]?.setAttribute('y', Math.max(zero, y).toFixed(1));
      bars[channel]?.setAttribute('height', Math.max(0, BOTTOM - Math.max(zero, y)).toFixed(1));
      const heldY = yOf(meter.heldDb);
      // What stands over 0 dBFS, up to the highest peak.
      overs[channel]?.setAttribute('y', heldY.toFixed(1));
      overs[channel]?.setAttribute('height', Math.max(0, zero - heldY).toFixed(1));
      const held = heldY.toFixed(1);
      marks[channel]?.setAttribute('y1', held);
      marks[channel]?.setAttribute('y2', held);
    });
    const db = highestDb.current;
    const shown = db < -99 ? '–' : `${db > 0 ? '+' : db < 0 ? '−' : ''}${Math.abs(db).toFixed(1)}`;
    if (peak.current && peak.current.textContent !== shown) peak.current.textContent = shown;
    lamp.current?.classList.toggle('meter-clip-lit', clipped.current > 0);
    const said = clipped.current > 0 ? 'Clipped' : 'No clip';
    if (lamp.current && lamp.current.textContent !== said) lamp.current.textContent = said;
  };
  const level: MeterPoint = { kind: 'level', at: { kind: 'strip', strip, tap: 'post' } };
  useMeter(mix, svg, {
    points: converter ? { level, out: { kind: 'loudness', at: { kind: 'tap' } } } : { level },
    onFrame: ({ values, contextTimeS }) => {
      const level = values['level'];
      if (!level) return;
      const elapsedS = Math.min(0.5, Math.max(0, contextTimeS - lastS.current));
      lastS.current = contextTimeS;
      readMeter(meters.current[0]!, level[0]!, level[2]!, elapsedS);
      readMeter(meters.current[1]!, level[1]!, level[3]!, elapsedS);
      highestDb.current = Math.max(highestDb.current, level[0]!, level[1]!);
      clipped.current = values['out']?.[5] ?? 0;
    },
    onSilence: () => {
      meters.current = [restingMeter(), restingMeter()];
      highestDb.current = -Infinity;
      clipped.current = 0;
    },
    draw,
  });
  // What is lit must not depend on a stale closure after a re-render.
  useEffect(draw);
  // After a moved fader the highest peak is of another level.
  const { gainDb } = mix.session.value.strips[strip]!;
  useEffect(() => {
    highestDb.current = -Infinity;
    draw();
  }, [gainDb]);

  return (
    <div class="meter-box measured">
      <svg
        class="meter"
        ref={svg}
        viewBox={`0 0 34 ${FADER_HEIGHT}`}
        role="img"
        aria-label={`${name} meter, dBFS`}
      >
        {MARKS.map((db) => (
          <text key={db} class="meter-figure" x="17" y={yOf(db) + 3} aria-hidden="true">
            {db < 0 ? `−${-db}` : db > 0 ? `+${db}` : db}
          </text>
        ))}
        {BARS.map((x) => (
          <g key={x}>
            <rect class="meter-well" x={x} y={TOP} width="5" height={BOTTOM - TOP} />
            <rect class="meter-bar" data-bar x={x} y={BOTTOM} width="5" height="0" />
            <rect class="meter-over" data-over x={x} y={yOf(0)} width="5" height="0" />
            <line class="meter-held" data-held x1={x} x2={x + 5} y1={BOTTOM} y2={BOTTOM} />
          </g>
        ))}
        <line class="meter-zero" x1="18" x2="32" y1={yOf(0)} y2={yOf(0)} />
      </svg>
      <span class="meter-peak" title="Highest peak since play, dBFS">
        <span class="visually-hidden">{name} highest peak, dBFS: </span>
        <span ref={peak}>–</span>
      </span>
      {converter && (
        <button
          type="button"
          class="meter-clip"
          ref={lamp}
          title="The converter cuts what is over 0 dBFS. Press: anew."
          onClick={() => {
            highestDb.current = -Infinity;
            resetMeters();
          }}
        >
          No clip
        </button>
      )}
    </div>
  );
}
