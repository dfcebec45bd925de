/** How long each frequency of a reverb lasts, and what the filters on its return leave; dragged on the picture. */
import { FREQUENCY_MARKS, frequencyScale } from '../../charts/scales.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { linePath } from '../../charts/line-path.ts';
import type { Place } from '../../charts/line-path.ts';
import { Grip } from '../space/Grip.tsx';
import { BOTTOM, HEIGHT, param, TOP } from './picture.ts';
import type { PictureProps } from './picture.ts';
import { decayTimesS, returnDb } from './response.ts';
import './reverb.css';

const LOW_HZ = 50;
const HIGH_HZ = 16_000;
const across = frequencyScale(100, LOW_HZ, HIGH_HZ);
const POINTS = 80;
const CURVE_HZ = Array.from({ length: POINTS + 1 }, (_, i) => across.from((100 * i) / POINTS));
const TIMES_S = [0.2, 0.5, 1, 2, 5, 10];
const SHORTEST_S = 0.1;
const LONGEST_S = 20;
/** So far down, what the return's filters take counts as gone. */
const GONE_DB = 24;
const yOfTime = (s: number): number =>
  BOTTOM -
  (Math.log(Math.max(SHORTEST_S, s) / SHORTEST_S) / Math.log(LONGEST_S / SHORTEST_S)) * (BOTTOM - TOP);

export function Decay({ values, set }: PictureProps) {
  const times = decayTimesS(values, CURVE_HZ);
  const filtered = returnDb(values, CURVE_HZ);
  const line = linePath(times.map((s, i) => [(100 * i) / POINTS, yOfTime(s)]));
  // What the filters on the return leave: full where they pass everything.
  const passes = linePath([
    [0, BOTTOM],
    ...filtered.map((db, i): Place => [
      (100 * i) / POINTS,
      BOTTOM - Math.max(0, 1 + db / GONE_DB) * (BOTTOM - TOP),
    ]),
    [100, BOTTOM],
  ]);
  return (
    <div class="picture reverb-picture">
      <svg width="100%" height={HEIGHT} role="group" aria-label="How long each frequency of the reverb lasts">
        <Stretched height={HEIGHT}>
          <path class="reverb-passes" d={`${passes}Z`} />
          {FREQUENCY_MARKS.filter(({ hz }) => hz >= LOW_HZ && hz <= HIGH_HZ).map(({ hz, label }) => (
            <line
              key={hz}
              class={label ? 'grid-line grid-main' : 'grid-line'}
              x1={across.to(hz)}
              x2={across.to(hz)}
              y1="0"
              y2={BOTTOM}
            />
          ))}
          {TIMES_S.map((s) => (
            <line key={s} class="grid-line" x1="0" x2="100" y1={yOfTime(s)} y2={yOfTime(s)} />
          ))}
          <path class="curve" d={line} />
        </Stretched>
        <g aria-hidden="true">
          {TIMES_S.map((s) => (
            <text key={s} class="axis-figure axis-gain" x="6" y={yOfTime(s) - 3}>
              {s}
              {s === 10 ? ' s' : ''}
            </text>
          ))}
          {FREQUENCY_MARKS.filter(({ hz, label }) => label && hz > LOW_HZ && hz < HIGH_HZ).map(
            ({ hz, label }) => (
              <text key={hz} class="axis-figure axis-middle" x={`${across.to(hz)}%`} y={HEIGHT - 8}>
                {label}
              </text>
            ),
          )}
          <text class="axis-figure axis-end" x="99.5%" y={HEIGHT - 8}>
            Hz
          </text>
        </g>
        <Grip
          x={`${across.to(Math.max(LOW_HZ * 1.2, Math.min(400, values.dampingHz / 5)))}%`}
          y={yOfTime(values.decayS)}
          param={param('decayS')}
          value={values.decayS}
          axis="vertical"
          travelPx={
            (Math.log(param('decayS').max / param('decayS').min) / Math.log(LONGEST_S / SHORTEST_S)) *
            (BOTTOM - TOP)
          }
          name="Decay, on the curve"
          onChange={(decayS, gesture) => set({ decayS }, gesture)}
        />
        {(['highPassHz', 'lowPassHz'] as const).map((id) => (
          <Grip
            key={id}
            x={`${Math.min(97, Math.max(3, across.to(values[id])))}%`}
            y={BOTTOM - 12}
            param={param(id)}
            value={values[id]}
            axis="horizontal"
            travelPx={(Math.log(param(id).max / param(id).min) / Math.log(HIGH_HZ / LOW_HZ)) * 460}
            name={`${param(id).label}, on the picture`}
            onChange={(hz, gesture) => set({ [id]: hz }, gesture)}
          />
        ))}
      </svg>
    </div>
  );
}
