/** What a reverb makes of one click, on the song's beat: pre-delay, reflections, the late sound. */
import { noteMs } from '../../../dsp/effects/delay/time.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import type { NoteValue } from '../../../dsp/effects/delay/time.ts';
import { Grip } from '../space/Grip.tsx';
import { BOTTOM, HEIGHT, param, TOP } from './picture.ts';
import type { PictureProps } from './picture.ts';
import { lateDb, lateFromMs, reflections } from './response.ts';
import './reverb.css';

const FLOOR_DB = -60;
const yOfDb = (db: number): number => TOP + (Math.min(0, Math.max(FLOOR_DB, db)) / FLOOR_DB) * (BOTTOM - TOP);
/** Grid lines by note value, where they are this far apart. */
const GRID: readonly NoteValue[] = ['1/4', '1/8', '1/16', '1/32'];

export function Click({ values, set, bpm }: PictureProps & { bpm: number }) {
  const showMs = Math.min(2400, Math.max(400, values.predelayMs + values.decayS * 600));
  const xOf = (ms: number): number => 3 + (ms / showMs) * 96;
  const note = GRID.find((id) => noteMs(id, bpm) < showMs / 3) ?? '1/32';
  const everyMs = noteMs(note, bpm);
  const beats = Array.from({ length: Math.floor(showMs / everyMs) }, (_, i) => (i + 1) * everyMs);
  const from = lateFromMs(values);
  const level = lateDb(values, from);
  const endMs = Math.min(showMs, from + ((level - FLOOR_DB) / 60) * values.decayS * 1000);
  return (
    <div class="picture reverb-picture">
      <svg width="100%" height={HEIGHT} role="group" aria-label="What becomes of one click, over time">
        <Stretched height={HEIGHT}>
          {beats.map((ms) => (
            <line key={ms} class="grid-line grid-main" x1={xOf(ms)} x2={xOf(ms)} y1="0" y2={BOTTOM} />
          ))}
          {[-20, -40].map((db) => (
            <line key={db} class="grid-line" x1="0" x2="100" y1={yOfDb(db)} y2={yOfDb(db)} />
          ))}
          <path
            class="reverb-late"
            d={`M${xOf(from)} ${BOTTOM}V${yOfDb(level)}L${xOf(endMs)} ${yOfDb(lateDb(values, endMs))}V${BOTTOM}Z`}
          />
          <line class="reverb-direct" x1={xOf(0)} x2={xOf(0)} y1={yOfDb(0)} y2={BOTTOM} />
          {values.earlyDb > param('earlyDb').min &&
            reflections(values).map(({ atMs, levelDb, side }) => (
              <line
                key={`${side} ${atMs}`}
                class={`reverb-early reverb-early-${side}`}
                x1={xOf(atMs)}
                x2={xOf(atMs)}
                y1={yOfDb(levelDb)}
                y2={BOTTOM}
              />
            ))}
        </Stretched>
        <g aria-hidden="true">
          {[0, -20, -40].map((db) => (
            <text key={db} class="axis-figure axis-end" x="99.5%" y={yOfDb(db) + (db === 0 ? 8 : -3)}>
              {db === 0 ? '0 dB' : `−${-db}`}
            </text>
          ))}
          {beats
            .filter((_, i) => i % Math.ceil(beats.length / 6) === 0)
            .map((ms) => (
              <text key={ms} class="axis-figure axis-middle" x={`${xOf(ms)}%`} y={HEIGHT - 8}>
                {Math.round(ms / everyMs) === 1 ? note : `${Math.round(ms / everyMs)}×`}
              </text>
            ))}
          <text class="axis-figure" x={`${xOf(0)}%`} y={HEIGHT - 8}>
            0
          </text>
        </g>
        <Grip
          x={`${xOf(values.predelayMs)}%`}
          y={BOTTOM - 12}
          param={param('predelayMs')}
          value={values.predelayMs}
          axis="horizontal"
          travelPx={(param('predelayMs').max / showMs) * 440}
          name="Pre-delay, on the picture"
          onChange={(predelayMs, gesture) => set({ predelayMs }, gesture)}
        />
      </svg>
    </div>
  );
}
