/**
 * A master made ready for a record: the side's length decides the level, the bass goes to the middle, sibilants are
 * held back. What a cutting engineer would do are live inserts on the stereo output; middle and sides are measured.
 */
import { effect, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MiddleSides } from '../../../course/delivery/middle-sides.ts';
import { pitchMm, sideLevelDb, sideMinutes } from '../../../course/delivery/vinyl.ts';
import { number } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { deesserSpec } from '../../../dsp/effects/deesser/spec.ts';
import { limiterSpec } from '../../../dsp/effects/limiter/spec.ts';
import { stereoSpec } from '../../../dsp/effects/stereo/spec.ts';
import { trimSpec } from '../../../dsp/effects/trim/spec.ts';
import type { Session } from '../../../session/document.ts';
import { renderClip } from '../../../state/clips.ts';
import { measureMiddleSides } from '../../../state/delivery.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle, Columns } from '../../charts/Chart.tsx';
import { Field } from '../../controls/Field.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { spokenValue, written } from '../../controls/value.ts';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { InsertSwitch } from '../InsertSwitch.tsx';
import { viewInsert } from '../insert.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { isSounding } from '../PlayButton.tsx';
import { ReadOuts } from '../ReadOuts.tsx';
import { useMix } from '../use-mix.ts';
import './vinyl.css';

type Pair = [number, number];

export interface VinylProps {
  lesson: string | null;
  /** A master whose stereo output has the inserts `mono` (stereo), `deess` (de-esser) and `level` (trim). */
  on: string;
  strip?: string;
  /** Section that is heard and measured. */
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

interface VinylView extends VinylProps {
  /** Minutes of a good side and of the longest, mono below (Hz), outer and inner radius (mm). */
  facts: { best: Pair; most: Pair; mono: Pair; radii: Pair };
}

const MINUTES: NumberParam = number('Side length', '', { min: 10, max: 30, default: 18, decimals: 1 });
const HIGHEST_DB = 9;
const LOWEST_DB = -14;
const HEIGHT = 170;
const MEASURE_AFTER_MS = 500;
const FLOOR_DB = -90;

const y = (db: number): number => ((HIGHEST_DB - db) / (HIGHEST_DB - LOWEST_DB)) * HEIGHT;
const xPct = (minutes: number): number => ((minutes - MINUTES.min) / (MINUTES.max - MINUTES.min)) * 100;

interface Measured {
  arrives: MiddleSides;
  now: MiddleSides;
}

function VinylCell({ lesson, on, strip = 'master', loop, facts, n, title = 'Vinyl', first }: VinylView) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const mono = viewInsert(mix, stereoSpec, strip, 'mono');
  const deess = viewInsert(mix, deesserSpec, strip, 'deess');
  const level = viewInsert(mix, trimSpec, strip, 'level');
  const limit = viewInsert(mix, limiterSpec, strip, 'limit');
  const more = useSignal(false);
  const measured = useSignal<Measured | null>(null);
  const said = useSignal('');
  const chart = useRef<ChartHandle>(null);
  const radii = { outerMm: facts.radii[0], innerMm: facts.radii[1] };
  const minutes = Math.min(MINUTES.max, Math.max(MINUTES.min, sideMinutes(level.values.gainDb, radii)));
  const levelDb = level.values.gainDb;
  const setMinutes = (next: number, gesture: string) =>
    level.set({ gainDb: Math.round(sideLevelDb(next, radii) * 10) / 10 }, gesture);

  useEffect(
    () =>
      measuring(mix, strip, passage, (found, sentence) => {
        if (found) {
          measured.value = found;
          chart.current?.set(columnsOf(found), 'now');
        }
        said.value = sentence;
      }),
    [mix],
  );

  const monoHz = mono.values.monoBelowHz;
  const monoOn = mono.on && monoHz > 20;
  const { value: found } = measured;
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      first={first}
      resetPrefix={strip}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert="mono" passage={passage} taken />}
    >
      <SidePicture minutes={minutes} levelDb={levelDb} facts={facts} radii={radii} onChange={setMinutes} />
      <Legend
        entries={[
          {
            label: 'level that fits, against a side of 18 min: drag along it',
            class: 'ink-job',
            mark: 'line',
          },
          { label: `best: ${facts.best.join(' to ')} min`, class: 'ink-panel', mark: 'area' },
          { label: `longest: ${facts.most.join(' to ')} min`, class: 'vinyl-long', mark: 'area' },
        ]}
      />
      <div class="controls">
        <div class="knobs">
          <div class="vinyl-minutes">
            <Field
              param={MINUTES}
              value={Math.round(minutes * 10) / 10}
              onChange={setMinutes}
              name="Side length"
              write={(value) => ({ figure: value.toFixed(1), unit: 'min' })}
              read={(text) => (/min$/.test(text) ? Number.parseFloat(text) : null)}
            />
            <span class="knob-label">Side length</span>
          </div>
          <Knob
            param={stereoSpec.params.monoBelowHz as NumberParam}
            value={monoHz}
            of="Bass"
            onChange={(value, gesture) => mono.set({ monoBelowHz: value }, gesture)}
          />
          <Knob
            param={deesserSpec.params.thresholdDb as NumberParam}
            value={deess.values.thresholdDb}
            of="De-esser"
            label="De-ess from"
            onChange={(value, gesture) => deess.set({ thresholdDb: value }, gesture)}
          />
          {more.value && (
            <>
              <Knob
                param={deesserSpec.params.freqHz as NumberParam}
                value={deess.values.freqHz}
                of="De-esser"
                onChange={(value, gesture) => deess.set({ freqHz: value }, gesture)}
              />
              <Knob
                param={deesserSpec.params.ratio as NumberParam}
                value={deess.values.ratio}
                of="De-esser"
                onChange={(value, gesture) => deess.set({ ratio: value }, gesture)}
              />
            </>
          )}
        </div>
        <div class="vinyl-switches">
          <InsertSwitch view={deess} label="De-esser" />
          <InsertSwitch view={limit} label="Limiter" />
        </div>
        <ReadOuts
          items={[
            { label: 'Level of the side', unit: 'dB', figure: written(levelDb, '', 1, true) },
            { label: 'Turn to turn', unit: 'mm', figure: pitchMm(minutes, radii).toFixed(3) },
            {
              label: 'Sides under 100 Hz',
              unit: 'dB',
              figure: found ? written(Math.max(-99, found.now.bassSideDb), '', 1) : '–',
            },
            {
              label: 'Sibilants, 5 to 9 kHz',
              unit: 'dBFS',
              figure: found ? written(found.now.sibilanceDb, '', 1) : '–',
            },
          ]}
        />
      </div>
      <div class="vinyl-chart">
        <Chart
          label={`Middle and sides of the ${passage.label.toLowerCase()}, by frequency`}
          x={{
            label: 'Frequency',
            kind: 'frequency',
            min: 30,
            max: 16_000,
            unit: 'Hz',
            marks: [50, 100, 200, 500, 1000, 2000, 5000, 10_000],
          }}
          y={{
            label: 'dBFS',
            kind: 'level',
            min: FLOOR_DB,
            max: -10,
            unit: 'dB',
            marks: [-80, -60, -40, -20],
          }}
          series={[
            { label: 'Middle', colour: 'var(--panel-ink)', unit: 'dB' },
            { label: 'Sides', colour: 'var(--job-trace)', widthPx: 2.4, unit: 'dB' },
            { label: 'Sides as it arrives', colour: 'var(--trace-pre)', dash: [5, 4], unit: 'dB' },
          ]}
          initial={[[], [], [], []]}
          handle={chart}
        />
      </div>
      <Legend
        entries={[
          { label: 'middle, dBFS in sixths of an octave', class: 'ink-panel', mark: 'line' },
          { label: 'sides', class: 'ink-job', mark: 'line' },
          { label: 'sides as the master arrives', class: 'ink-pre', mark: 'dash' },
        ]}
      />
      <p class="cell-text vinyl-said" role="status">
        {said.value}
      </p>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          A side of {minutes.toFixed(1)} minutes has its turns {pitchMm(minutes, radii).toFixed(3)}{' '}
          millimetres apart and can be cut {written(Math.abs(levelDb), 'dB', 1)}{' '}
          {levelDb < 0 ? 'quieter' : 'louder'} than one of 18.{' '}
          {monoOn
            ? `Below ${spokenValue(stereoSpec.params.monoBelowHz as NumberParam, monoHz)} everything is in the middle.`
            : 'The bass is as wide as it arrives.'}{' '}
          {deess.on
            ? `The de-esser holds sibilants from ${spokenValue(deesserSpec.params.thresholdDb as NumberParam, deess.values.thresholdDb)}.`
            : 'The de-esser is off.'}{' '}
          {found &&
            `Under 100 hertz the sides lie ${written(Math.abs(Math.max(-99, found.now.bassSideDb)), 'dB', 1)} under the middle; as the master arrives it is ${written(Math.abs(found.arrives.bassSideDb), 'dB', 1)}.`}{' '}
          The level is a model: 33⅓ turns a minute between radii of {radii.outerMm} and {radii.innerMm} mm,
          and 0.065 mm of groove and land at rest, which is our assumption.
        </p>
      </details>
    </Cell>
  );
}

const columnsOf = ({ arrives, now }: Measured): Columns => {
  const shown = (levels: number[]) => levels.map((db) => (db > FLOOR_DB ? db : null));
  return [now.bandsHz, shown(now.middleDb), shown(now.sidesDb), shown(arrives.sidesDb)];
};

/** The session as the master arrives: what is done for the record switched off. */
function asItArrives(session: Session, stripId: string): Session {
  const strip = session.strips[stripId]!;
  const insert = Object.fromEntries(
    Object.entries(strip.insert).map(([id, one]) => [
      id,
      ['mono', 'deess', 'level'].includes(id) ? { ...one, on: false } : one,
    ]),
  );
  return { ...session, strips: { ...session.strips, [stripId]: { ...strip, insert } } };
}

/** Measures half a second after every edit, from the first play or edit on. Returns the way to stop. */
function measuring(
  mix: ReturnType<typeof useMix>,
  strip: string,
  { fromS, toS }: { fromS: number; toS: number },
  take: (found: Measured | null, sentence: string) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: AbortController | null = null;
  let last: Session | null = null;
  const began = mix.session.peek();
  const measure = async (session: Session, signal: AbortSignal): Promise<void> => {
    take(null, 'Measuring…');
    const of = async (each: Session) => {
      const { left, right } = await renderClip({ song: mix.song, session: each, fromS, toS, signal });
      return measureMiddleSides(left, right);
    };
    const found = { arrives: await of(asItArrives(session, strip)), now: await of(session) };
    if (!signal.aborted) take(found, '');
  };
  const stop = effect(() => {
    const session = mix.session.value;
    const wanted = isSounding(mix) || session !== began;
    if (!wanted || session === last) return;
    last = session;
    running?.abort();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      const control = new AbortController();
      running = control;
      measure(session, control.signal).catch((error: unknown) => {
        if (control.signal.aborted) return;
        last = null;
        take(null, error instanceof Error ? error.message : 'This could not be measured.');
      });
    }, MEASURE_AFTER_MS);
  });
  return () => {
    stop();
    running?.abort();
    if (timer !== null) clearTimeout(timer);
  };
}

interface SidePictureProps {
  minutes: number;
  levelDb: number;
  facts: VinylView['facts'];
  radii: { outerMm: number; innerMm: number };
  onChange: (minutes: number, gesture: string) => void;
}

/** Level against length, with the side that is planned as a handle on the curve. */
function SidePicture({ minutes, levelDb, facts, radii, onChange }: SidePictureProps) {
  const { ref, props } = useSlider<SVGSVGElement>({
    param: MINUTES,
    value: Math.round(minutes * 10) / 10,
    onChange,
    axis: 'horizontal',
    name: 'Side length, on the picture',
    travelPx: (svg) => svg.getBoundingClientRect().width,
  });
  const curve = useMemo(
    () =>
      Array.from({ length: 41 }, (_, i) => {
        const at = MINUTES.min + (i / 40) * (MINUTES.max - MINUTES.min);
        return `${i === 0 ? 'M' : 'L'}${xPct(at).toFixed(2)} ${y(sideLevelDb(at, radii)).toFixed(1)}`;
      }).join(''),
    [],
  );
  const x = `${xPct(minutes).toFixed(2)}%`;
  return (
    <div class="picture vinyl-side">
      <svg
        height={HEIGHT + 24}
        ref={ref}
        {...props}
        aria-valuetext={`${minutes.toFixed(1)} minutes, ${levelDb < 0 ? 'minus ' : 'plus '}${Math.abs(levelDb).toFixed(1)} decibels`}
      >
        <rect
          class="vinyl-best"
          x={`${xPct(facts.best[0])}%`}
          width={`${xPct(facts.best[1]) - xPct(facts.best[0])}%`}
          y="0"
          height={HEIGHT}
        />
        <rect
          class="vinyl-most"
          x={`${xPct(facts.most[0])}%`}
          width={`${xPct(facts.most[1]) - xPct(facts.most[0])}%`}
          y="0"
          height={HEIGHT}
        />
        {[6, 0, -6, -12].map((db) => (
          <g key={db}>
            <line class={`grid-line${db === 0 ? ' grid-main' : ''}`} x1="0" x2="100%" y1={y(db)} y2={y(db)} />
            <text class="axis-figure" x="6" y={y(db) + (db > 0 ? 14 : -4)}>
              {written(db, 'dB', 0, true)}
            </text>
          </g>
        ))}
        {[12, 14, 16, 18, 20, 22, 24, 26, 28].map((at) => (
          <text class="axis-figure axis-middle" key={at} x={`${xPct(at)}%`} y={HEIGHT + 17}>
            {at}
          </text>
        ))}
        <text class="axis-region axis-end" x="100%" dx="-6" y={HEIGHT + 17}>
          min
        </text>
        <svg
          x="0"
          y="0"
          width="100%"
          height={HEIGHT}
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <path class="curve" d={curve} />
        </svg>
        <line class="vinyl-drop" x1={x} x2={x} y1={y(levelDb)} y2={HEIGHT} />
        <circle class="vinyl-grip" cx={x} cy={y(levelDb)} r="9" />
      </svg>
    </div>
  );
}

export const Vinyl = island(VinylCell);
