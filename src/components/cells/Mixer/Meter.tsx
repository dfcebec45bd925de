/**
 * A strip's level after its fader: bar for the rms, line for the peak, in dBFS. What moves is on a canvas over the
 * scale: moved in the SVG, it would make the browser lay the page out in every frame. Inside the mixer a level over 0 dBFS
 * stays whole, so that it only looks different; the master's lamp is lit when the converter cut something off.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { MeterPoint } from '../../../engine/facade.ts';
import type { StripId } from '../../../session/document.ts';
import { resetMeters } from '../../../state/audio.ts';
import type { Mix } from '../../../state/types.ts';
import { FADER_HEIGHT } from '../../controls/Fader.tsx';
import { colour } from '../../charts/canvas.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { writePeak } from '../level.ts';
import { useMeter } from '../use-meter.ts';
import { METER_FLOOR_DB, METER_TOP_DB, readMeter, restingMeter } from './meter-fall.ts';

const MARKS = [6, 0, -6, -12, -24, -36, -48];
const TOP = 12;
const BOTTOM = FADER_HEIGHT - 12;
const yOf = (db: number): number =>
  BOTTOM - ((Math.min(METER_TOP_DB, db) - METER_FLOOR_DB) / (METER_TOP_DB - METER_FLOOR_DB)) * (BOTTOM - TOP);
const ZERO = yOf(0);
const BARS = [20, 26] as const;
const BAR_WIDTH = 5;
const HELD_HEIGHT = 1.5;

interface MeterProps {
  mix: Mix;
  strip: StripId;
  name: string;
  /** The strip that the converter plays: it has the lamp. */
  converter: boolean;
}

export function Meter({ mix, strip, name, converter }: MeterProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const inks = useRef<{ bar: string; over: string; held: string } | null>(null);
  const peak = useRef<HTMLSpanElement>(null);
  const lamp = useRef<HTMLButtonElement>(null);
  const meters = useRef([restingMeter(), restingMeter()]);
  const highestDb = useRef(-Infinity);
  const clipped = useRef(0);
  const lastS = useRef(0);

  const panel = useCanvas(canvas, () => repaint());
  const draw = () => {
    if (!panel.current || !canvas.current) return;
    inks.current ??= {
      bar: colour(canvas.current, 'var(--stem)'),
      over: colour(canvas.current, 'var(--trace-hot)'),
      held: colour(canvas.current, 'var(--panel-ink)'),
    };
    panel.current.clear();
    const { context, height } = panel.current;
    context.scale(height / FADER_HEIGHT, height / FADER_HEIGHT);
    meters.current.forEach((meter, channel) => {
      if (meter.heldDb <= METER_FLOOR_DB) return;
      const x = BARS[channel]!;
      const barY = Math.max(ZERO, yOf(meter.barDb));
      const heldY = yOf(meter.heldDb);
      context.fillStyle = inks.current!.bar;
      context.fillRect(x, barY, BAR_WIDTH, BOTTOM - barY);
      // What stands over 0 dBFS, up to the highest peak.
      context.fillStyle = inks.current!.over;
      context.fillRect(x, heldY, BAR_WIDTH, Math.max(0, ZERO - heldY));
      context.fillStyle = inks.current!.held;
      context.fillRect(x, heldY - HELD_HEIGHT / 2, BAR_WIDTH, HELD_HEIGHT);
    });
    const shown = writePeak(highestDb.current);
    if (peak.current && peak.current.textContent !== shown) peak.current.textContent = shown;
    lamp.current?.classList.toggle('meter-clip-lit', clipped.current > 0);
    const said = clipped.current > 0 ? 'Clipped' : 'No clip';
    if (lamp.current && lamp.current.textContent !== said) lamp.current.textContent = said;
  };
  const level: MeterPoint = { kind: 'level', at: { kind: 'strip', strip, tap: 'post' } };
  const repaint = useMeter(mix, canvas, {
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
      <div class="meter" role="img" aria-label={`${name} meter, dBFS`}>
        <svg viewBox={`0 0 34 ${FADER_HEIGHT}`} aria-hidden="true">
          {MARKS.map((db) => (
            <text key={db} class="meter-figure" x="17" y={yOf(db) + 3}>
              {db < 0 ? `−${-db}` : db > 0 ? `+${db}` : db}
            </text>
          ))}
          {BARS.map((x) => (
            <rect key={x} class="meter-well" x={x} y={TOP} width={BAR_WIDTH} height={BOTTOM - TOP} />
          ))}
          <line class="meter-zero" x1="18" x2="32" y1={ZERO} y2={ZERO} />
        </svg>
        <canvas ref={canvas} />
      </div>
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
