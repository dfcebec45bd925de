/** The echoes of one hit on the beat's grid, with their levels, sides and tone; the first one is dragged. */
import { delaySpec } from '../../../dsp/effects/delay/spec.ts';
import { delayMs } from '../../../dsp/effects/delay/time.ts';
import type { DelayValues } from '../../../dsp/effects/delay/time.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { frequencyScale } from '../../charts/scales.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { Grip } from '../space/Grip.tsx';
import { echoesOf, FLOOR_DB } from './echoes.ts';
import './delay.css';

const TIME: NumberParam = delaySpec.params.timeMs;
const LEVELS = 170;
const TONES = 70;
const HEIGHT = LEVELS + TONES + 26;
const MIDDLE = LEVELS / 2 + 6;
const REACH = LEVELS / 2 - 8;
const toneY = (() => {
  const scale = frequencyScale(TONES - 12, 50, 16_000);
  return (hz: number): number => LEVELS + TONES - scale.to(Math.min(16_000, Math.max(50, hz)));
})();
const sizeOf = (db: number): number => Math.max(0, 1 - db / FLOOR_DB) * REACH;
/** Beats that are shown. */
const BEATS = 8;
/** Where the hit stands, and how wide the beats are, in percent: room for the scale of the tone is left at the right. */
const HIT_AT = 3;
const WIDE = 90;

interface EchoGridProps {
  values: DelayValues;
  bpm: number;
  /** Milliseconds from the end of a line to the beginning of the next; null when there is none. */
  gapMs: number | null;
  onTime: (ms: number, gesture: string) => void;
}

export function EchoGrid({ values, bpm, gapMs, onTime }: EchoGridProps) {
  const beatMs = 60_000 / bpm;
  const showMs = BEATS * beatMs;
  const xOf = (ms: number): number => HIT_AT + (ms / showMs) * WIDE;
  const echoes = echoesOf(values, showMs);
  const ms = delayMs(values);
  return (
    <div class="picture delay-picture">
      <svg width="100%" height={HEIGHT} role="group" aria-label="The echoes of one hit on the beat">
        <Stretched height={HEIGHT}>
          {gapMs !== null && gapMs < showMs && (
            <rect class="delay-next" x={xOf(gapMs)} width={100 - xOf(gapMs)} y="0" height={LEVELS + TONES} />
          )}
          {Array.from({ length: BEATS * 4 + 1 }, (_, i) => (
            <line
              key={i}
              class={i % 4 === 0 ? 'grid-line grid-main' : 'grid-line'}
              x1={xOf((i * beatMs) / 4)}
              x2={xOf((i * beatMs) / 4)}
              y1="0"
              y2={LEVELS + TONES}
            />
          ))}
          <line class="grid-line grid-main" x1="0" x2="100" y1={MIDDLE} y2={MIDDLE} />
          <line class="grid-line grid-main" x1="0" x2="100" y1={LEVELS + 6} y2={LEVELS + 6} />
          <line class="delay-hit" x1={xOf(0)} x2={xOf(0)} y1={MIDDLE - REACH} y2={MIDDLE + REACH} />
          {echoes.map(({ atMs, levelDb, side, lowHz, highHz }) => {
            const size = sizeOf(levelDb);
            const ducked = gapMs !== null && atMs >= gapMs && values.duckDb < 0;
            const left = side === 'right' ? 0 : size;
            const right = side === 'left' ? 0 : size;
            const part = ducked ? Math.max(0, sizeOf(levelDb + values.duckDb) / Math.max(1e-6, size)) : 1;
            const x = xOf(atMs);
            return (
              <g key={atMs}>
                {ducked && <line class="delay-ghost" x1={x} x2={x} y1={MIDDLE - left} y2={MIDDLE + right} />}
                <line class="delay-echo" x1={x} x2={x} y1={MIDDLE - left * part} y2={MIDDLE + right * part} />
                <line class="delay-tone" x1={x} x2={x} y1={toneY(highHz)} y2={toneY(lowHz)} />
              </g>
            );
          })}
        </Stretched>
        <g aria-hidden="true">
          <text class="axis-region axis-end" x="99.5%" y="16">
            left
          </text>
          <text class="axis-region axis-end" x="99.5%" y={LEVELS}>
            right
          </text>
          {[-12, -24].map((db) => (
            <text key={db} class="axis-figure" x={`${xOf(0)}%`} dx="7" y={MIDDLE - sizeOf(db) + 4}>
              {`−${-db}`}
              {db === -12 ? ' dB' : ''}
            </text>
          ))}
          {[200, 1000, 5000].map((hz) => (
            <text key={hz} class="axis-figure axis-end" x="99.5%" y={toneY(hz) + 4}>
              {hz >= 1000 ? `${hz / 1000}k` : hz}
              {hz === 5000 ? ' Hz' : ''}
            </text>
          ))}
          {Array.from({ length: BEATS }, (_, i) => (
            <text key={i} class="axis-figure axis-middle" x={`${xOf(i * beatMs)}%`} y={HEIGHT - 8}>
              {i === 0 ? 'hit' : i}
              {i === BEATS - 1 ? ' beats' : ''}
            </text>
          ))}
          {gapMs !== null && gapMs < showMs && (
            <text class="axis-region" x={`${xOf(gapMs)}%`} dx="6" y="16">
              the next line is sung
            </text>
          )}
        </g>
        <Grip
          x={`${Math.min(98, xOf(ms))}%`}
          y={MIDDLE}
          param={TIME}
          value={ms}
          axis="horizontal"
          // The time lies evenly on the grid, the knob's travel in octaves: near enough for a hand at any one place.
          travelPx={(grip) => {
            const { width } = grip.ownerSVGElement!.ownerSVGElement!.getBoundingClientRect();
            return Math.max(120, (ms / showMs) * (WIDE / 100) * width * Math.log(TIME.max / TIME.min));
          }}
          name="Delay time, on the grid"
          onChange={onTime}
        />
      </svg>
    </div>
  );
}
