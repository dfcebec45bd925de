/**
 * A reverb on a return: how long each frequency lasts, and what becomes of one click on the beat's grid, drawn from
 * the DSP's own numbers. Who is sent to it, and the return alone.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { noteMs } from '../../../dsp/effects/delay/time.ts';
import type { NoteValue } from '../../../dsp/effects/delay/time.ts';
import { reverbSpec } from '../../../dsp/effects/reverb/spec.ts';
import type { ReverbValues } from '../../../dsp/effects/reverb/spec.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { sendPatch } from '../../../session/send.ts';
import { SEND_PARAMS } from '../../../session/strip-params.ts';
import { FREQUENCY_MARKS, frequencyScale } from '../../charts/scales.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { spokenValue, written } from '../../controls/value.ts';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { isSolo, soloBadge, toggleSolo } from '../hearing.ts';
import { viewInsert } from '../insert.ts';
import { InsertSwitch, offBadge } from '../InsertSwitch.tsx';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { writeLevel } from '../level.ts';
import { idList, sectionPassage } from '../passage.ts';
import { ReadOuts } from '../ReadOuts.tsx';
import { figuresOf } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { stemClass } from '../stems.ts';
import { useMix } from '../use-mix.ts';
import { decayTimesS, lateDb, lateFromMs, reflections, returnDb } from './response.ts';
import './reverb.css';

export interface ReverbProps {
  lesson: string | null;
  on: string;
  /** The return, and the reverb on it. */
  strip: string;
  insert: string;
  /** Strips whose sends stand beside it, parted by spaces; the first is measured. None where it is no return. */
  from?: string;
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

type NumberId = { [K in keyof ReverbValues]: ReverbValues[K] extends number ? K : never }[keyof ReverbValues];
const SIMPLE: readonly NumberId[] = ['decayS', 'predelayMs', 'highPassHz', 'lowPassHz'];
const MORE: readonly NumberId[] = ['sizePct', 'dampingHz', 'diffusionPct', 'earlyDb', 'mixPct'];
/** Note values that a pre-delay can be. */
const BEATS: readonly { id: string; label: string; quarters: number }[] = [
  { id: '1/64', label: '1/64', quarters: 1 / 16 },
  { id: '1/32', label: '1/32', quarters: 1 / 8 },
  { id: '1/16t', label: '1/16 triplet', quarters: 1 / 6 },
  { id: '1/16', label: '1/16', quarters: 1 / 4 },
];

const HEIGHT = 230;
const param = (id: NumberId): NumberParam => reverbSpec.params[id] as NumberParam;

// ---- decay over frequency --------------------------------------------------------------------------------------

const LOW_HZ = 50;
const HIGH_HZ = 16_000;
const across = frequencyScale(100, LOW_HZ, HIGH_HZ);
const POINTS = 80;
const CURVE_HZ = Array.from({ length: POINTS + 1 }, (_, i) => across.from((100 * i) / POINTS));
const TIMES_S = [0.2, 0.5, 1, 2, 5, 10];
const SHORTEST_S = 0.1;
const LONGEST_S = 20;
const TOP = 12;
const BOTTOM = HEIGHT - 26;
const yOfTime = (s: number): number =>
  BOTTOM -
  (Math.log(Math.max(SHORTEST_S, s) / SHORTEST_S) / Math.log(LONGEST_S / SHORTEST_S)) * (BOTTOM - TOP);

interface PictureProps {
  values: ReverbValues;
  set: (changes: Partial<ReverbValues>, gesture: string) => void;
}

function Decay({ values, set }: PictureProps) {
  const times = decayTimesS(values, CURVE_HZ);
  const filtered = returnDb(values, CURVE_HZ);
  const line = times
    .map((s, i) => `${i === 0 ? 'M' : 'L'}${((100 * i) / POINTS).toFixed(2)} ${yOfTime(s).toFixed(1)}`)
    .join('');
  // What the filters on the return leave: full where they pass everything, gone 24 dB down.
  const passes = filtered
    .map(
      (db, i) =>
        `${((100 * i) / POINTS).toFixed(2)} ${(BOTTOM - Math.max(0, 1 + db / 24) * (BOTTOM - TOP)).toFixed(1)}`,
    )
    .join('L');
  return (
    <div class="picture reverb-picture">
      <svg width="100%" height={HEIGHT} role="group" aria-label="How long each frequency of the reverb lasts">
        <svg
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          aria-hidden="true"
        >
          <path class="reverb-passes" d={`M0 ${BOTTOM}L${passes}L100 ${BOTTOM}Z`} />
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
        </svg>
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
            x={`${Math.min(98.5, Math.max(1.5, across.to(values[id])))}%`}
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

function Grip({
  x,
  y,
  name,
  ...slider
}: {
  x: string;
  y: number;
  param: NumberParam;
  value: number;
  axis: 'vertical' | 'horizontal';
  travelPx: number;
  name: string;
  onChange: (value: number, gesture: string) => void;
}) {
  const { ref, props } = useSlider<SVGGElement>({ ...slider, name });
  return (
    <svg x={x} y={y} overflow="visible">
      <g class={`reverb-grip reverb-grip-${slider.axis}`} ref={ref} {...props}>
        <circle class="reverb-hit" r="22" />
        <circle class="reverb-focus" r="13" />
        <circle r="7" />
      </g>
    </svg>
  );
}

// ---- one click over time ----------------------------------------------------------------------------------------

const FLOOR_DB = -60;
const yOfDb = (db: number): number => TOP + (Math.min(0, Math.max(FLOOR_DB, db)) / FLOOR_DB) * (BOTTOM - TOP);
/** Grid lines by note value, where they are this far apart. */
const GRID: readonly NoteValue[] = ['1/4', '1/8', '1/16', '1/32'];

function Time({ values, set, bpm }: PictureProps & { bpm: number }) {
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
        <svg
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          aria-hidden="true"
        >
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
        </svg>
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

// ---- the cell ---------------------------------------------------------------------------------------------------

function ReverbCell({ lesson, on, strip, insert, from, loop, n, title = 'Reverb', first }: ReverbProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const { strips, order } = mix.session.value;
  const senders = idList(from);
  for (const id of senders) {
    if (!strips[id]) throw new Error(`<Reverb from>: no strip "${id}". There are: ${order.join(', ')}.`);
  }
  const view = viewInsert(mix, reverbSpec, strip, insert);
  const { values } = view;
  const set = (changes: Partial<ReverbValues>, gesture: string) =>
    view.set(changes as Record<string, number | string>, gesture);
  const more = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const bpm = mix.session.value.bpm;
  const label = strips[strip]!.label;
  const measuredOf = senders[0];
  // Where nothing is sent to it, it stands in the way of the sound itself: then its mix is what matters.
  const simple = measuredOf === undefined ? [...SIMPLE, 'mixPct' as const] : SIMPLE;
  const measured = useMeasured(mix, root, `${strip} ${measuredOf} ${loop}`, (session, signal) =>
    figuresOf(
      mix,
      session,
      {
        ...(measuredOf === undefined
          ? {}
          : { direct: { kind: 'direct-to-reverberant', of: measuredOf, through: strip } as const }),
        low: { kind: 'band-against-whole', of: strip, bandHz: [20, 150] },
      },
      { ...passage, toS: Math.min(passage.toS, passage.fromS + 8) },
      signal,
    ),
  ).value;
  const knob = (id: NumberId) => (
    <Knob
      key={id}
      param={param(id)}
      value={values[id]}
      of="Reverb"
      small={!simple.includes(id)}
      onChange={(value, gesture) => set({ [id]: value }, gesture)}
    />
  );
  const beatMs = (quarters: number): number => Math.round((quarters * 60_000) / bpm);
  const beat = BEATS.find(({ quarters }) => beatMs(quarters) === Math.round(values.predelayMs));
  const direct = measured.value?.direct;
  const low = measured.value?.low;
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix) ?? offBadge(view, 'Reverb')}
      first={first}
      resetPrefix={`${strip}/${insert}`}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} />}
    >
      <div class="reverb-pictures" ref={root}>
        <div>
          <p class="reverb-caption">How long each frequency lasts</p>
          <Decay values={values} set={set} />
        </div>
        <div>
          <p class="reverb-caption">What becomes of one click, on the song’s beat</p>
          <Time values={values} set={set} bpm={bpm} />
        </div>
      </div>
      <Legend
        entries={[
          { label: 'time to −60 dB: drag it', class: 'ink-job', mark: 'line' },
          {
            label: 'what the return’s filters let through: drag their dots',
            class: 'ink-rule',
            mark: 'area',
          },
          { label: 'direct sound', class: 'ink-panel', mark: 'line' },
          ...(reflections(values).length > 0
            ? [{ label: 'early reflections', class: 'ink-gr', mark: 'line' as const }]
            : []),
          { label: 'late sound', class: 'ink-job', mark: 'area' },
        ]}
      />
      <div class="controls">
        <div class="knobs">{simple.map(knob)}</div>
        <div class="reverb-side">
          {measuredOf !== undefined && (
            <Toggle tone="hot" value={isSolo(mix, strip)} onChange={() => toggleSolo(mix, strip)}>
              Hear only the {label.toLowerCase()}
            </Toggle>
          )}
          <InsertSwitch view={view} label="Reverb" />
        </div>
        <ReadOuts
          items={[
            ...(measuredOf === undefined
              ? []
              : [
                  {
                    label: `${strips[measuredOf]!.label}: direct over reverb`,
                    unit: 'dB',
                    figure: direct === undefined ? '–' : direct >= 60 ? 'dry' : written(direct, '', 1, true),
                  },
                  {
                    label: 'Return under 150 Hz',
                    unit: 'dB of the whole',
                    figure: low === undefined || low > 60 ? '–' : written(low, '', 0),
                  },
                ]),
          ]}
        />
      </div>
      <div class="controls reverb-sends">
        {senders.map((id) => (
          <label key={id} class={`reverb-send ${stemClass(mix.song, id)}`}>
            <span>{strips[id]!.label}</span>
            <Slider
              param={SEND_PARAMS.gainDb}
              value={strips[id]!.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min}
              name={`${strips[id]!.label} to ${label}`}
              write={writeLevel}
              onChange={(gainDb, gesture) =>
                mix.edit(sendPatch(mix.session.peek(), id, strip, gainDb), gesture)
              }
            />
          </label>
        ))}
        <div class="reverb-beat">
          Pre-delay on the beat
          <Choice
            name="Pre-delay as a note value"
            choices={BEATS}
            value={beat?.id ?? ''}
            onChange={(id, gesture) =>
              set({ predelayMs: beatMs(BEATS.find((b) => b.id === id)!.quarters) }, gesture)
            }
          />
        </div>
      </div>
      {more.value && (
        <div class="controls">
          <Choice
            name="Kind of space"
            choices={reverbSpec.params.algorithm.choices}
            value={values.algorithm}
            onChange={(algorithm, gesture) => set({ algorithm }, gesture)}
          />
          <div class="knobs">{MORE.filter((id) => !simple.includes(id)).map(knob)}</div>
        </div>
      )}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          A {values.algorithm} whose sound falls by 60 dB in {spokenValue(param('decayS'), values.decayS)}; at{' '}
          {spokenValue(param('dampingHz'), values.dampingHz)} in half of that. It answers after{' '}
          {spokenValue(param('predelayMs'), values.predelayMs)}. The return passes{' '}
          {spokenValue(param('highPassHz'), values.highPassHz)} to{' '}
          {spokenValue(param('lowPassHz'), values.lowPassHz)}.{' '}
          {senders
            .map((id) => {
              const level = writeLevel(strips[id]!.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min);
              return `${strips[id]!.label} sends ${level.figure} ${level.unit}. `;
            })
            .join('')}
        </p>
      </details>
    </Cell>
  );
}

export const Reverb = island(ReverbCell);
