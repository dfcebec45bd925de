/** A compressor: its transfer curve with the live point and a threshold to drag, and what it does over time. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { transferDb } from '../../../dsp/effects/compressor/curve.ts';
import { compressorSpec } from '../../../dsp/effects/compressor/spec.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import type { CompressorValues } from '../../../dsp/effects/compressor/spec.ts';
import { levelScale } from '../../charts/scales.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { spokenValue } from '../../controls/value.ts';
import { island } from '../island.tsx';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { viewInsert } from '../insert.ts';
import type { InsertView } from '../insert.ts';
import { soloBadge } from '../hearing.ts';
import { InsertSwitch, offBadge } from '../InsertSwitch.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ReadOuts, writeFigure } from '../ReadOuts.tsx';
import { useMix } from '../use-mix.ts';

export interface CompressorProps {
  lesson: string | null;
  on: string;
  strip: string;
  insert: string;
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

type NumberId = {
  [K in keyof CompressorValues]: CompressorValues[K] extends number ? K : never;
}[keyof CompressorValues];

const reading = (id: string): number => compressorSpec.readings.findIndex((r) => r.id === id);
const REDUCTION = reading('reductionDb');
const DETECTOR = reading('detectorDb');
const SIMPLE: readonly NumberId[] = ['thresholdDb', 'ratio', 'attackMs', 'releaseMs', 'makeupDb'];
const MORE: readonly NumberId[] = [
  'kneeDb',
  'mixPct',
  'linkPct',
  'lookaheadMs',
  'keyHighPassHz',
  'keyLowPassHz',
];

function CompressorCell({
  lesson,
  on,
  strip,
  insert,
  loop,
  n,
  title = 'Compressor',
  first,
}: CompressorProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop);
  const view = viewInsert(mix, compressorSpec, strip, insert);
  const { values, set } = view;
  const more = useSignal(false);
  const point = useRef<SVGCircleElement>(null);
  const now = useRef<HTMLElement>(null);
  const largest = useRef<HTMLElement>(null);
  const lastWrite = useRef(0);
  const knob = (id: NumberId) => (
    <Knob
      key={id}
      param={compressorSpec.params[id] as NumberParam}
      value={values[id]}
      of="Compressor"
      small={MORE.includes(id)}
      onChange={(value, gesture) => set({ [id]: value }, gesture)}
    />
  );
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix) ?? offBadge(view, 'Compressor')}
      first={first}
      resetPrefix={`${strip}/${insert}`}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} taken />}
    >
      <div class="transfer">
        <Transfer values={values} view={view} point={point} />
        <HistoryPicture
          mix={mix}
          strip={strip}
          insert={insert}
          present={view.present}
          label="The sound before and after the compressor, and the gain it takes away, over the last seconds"
          on={view.on}
          inputGainDb={0}
          reading={REDUCTION}
          onFrame={({ values: measured, contextTimeS }, history) => {
            const readings = measured.readings;
            if (!readings || !view.on) {
              point.current?.setAttribute('visibility', 'hidden');
              return;
            }
            place(point.current, readings[DETECTOR]!, readings[REDUCTION]!, values.makeupDb);
            if (Math.abs(contextTimeS - lastWrite.current) < 0.25) return;
            lastWrite.current = contextTimeS;
            writeFigure(now.current, -readings[REDUCTION]!, 'dB');
            writeFigure(largest.current, history.largestReductionDb(), 'dB');
          }}
          onSilence={() => point.current?.setAttribute('visibility', 'hidden')}
        />
      </div>
      <Legend
        entries={[
          { label: 'output level for each input level', class: 'ink-job', mark: 'line' },
          { label: 'threshold: drag it', class: 'ink-panel', mark: 'dash' },
          { label: 'gain reduction', class: 'ink-gr', mark: 'line' },
          { label: 'what goes in', class: 'ink-rule', mark: 'area' },
          { label: 'what comes out', class: 'ink-job', mark: 'area' },
        ]}
      />
      <div class="controls">
        <div class="knobs">{SIMPLE.map(knob)}</div>
        <InsertSwitch view={view} label="Compressor" />
        <ReadOuts
          items={[
            { label: 'Reduction now', unit: 'dB', target: now },
            { label: 'Largest, 6 s', unit: 'dB', target: largest },
          ]}
        />
      </div>
      {more.value && (
        <div class="controls">
          <div class="knobs">{MORE.map(knob)}</div>
          <Choice
            name="Detector"
            choices={compressorSpec.params.detector.choices}
            value={values.detector}
            onChange={(detector, gesture) => set({ detector }, gesture)}
          />
          <Toggle
            value={values.autoRelease}
            onChange={(autoRelease, gesture) => set({ autoRelease }, gesture)}
          >
            {compressorSpec.params.autoRelease.label}
          </Toggle>
        </div>
      )}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          Above {spokenValue(compressorSpec.params.thresholdDb as NumberParam, values.thresholdDb)} the level
          rises by one decibel for every {values.ratio.toFixed(1)} that go in. It begins within{' '}
          {spokenValue(compressorSpec.params.attackMs as NumberParam, values.attackMs)} and comes back within{' '}
          {spokenValue(compressorSpec.params.releaseMs as NumberParam, values.releaseMs)}.
        </p>
      </details>
    </Cell>
  );
}

const SIZE = 260;
const LOW_DB = -60;
const HIGH_DB = 6;
const down = levelScale(SIZE, LOW_DB, HIGH_DB);
const across = (db: number): number => SIZE - down.to(db);
const MARKS = [-48, -36, -24, -12, 0];

/** Moves the live point: where the detector is, and what comes out for it. */
function place(
  point: SVGCircleElement | null,
  detectorDb: number,
  reductionDb: number,
  makeupDb: number,
): void {
  if (!point) return;
  const visible = detectorDb > LOW_DB;
  point.setAttribute('visibility', visible ? 'visible' : 'hidden');
  if (!visible) return;
  point.setAttribute('cx', across(Math.min(HIGH_DB, detectorDb)).toFixed(1));
  point.setAttribute('cy', down.to(Math.min(HIGH_DB, detectorDb + reductionDb + makeupDb)).toFixed(1));
}

function Transfer({
  values,
  view,
  point,
}: {
  values: CompressorValues;
  view: InsertView<typeof compressorSpec.params>;
  point: { current: SVGCircleElement | null };
}) {
  const { thresholdDb } = values;
  const { ref, props } = useSlider<SVGGElement>({
    param: compressorSpec.params.thresholdDb as NumberParam,
    value: thresholdDb,
    onChange: (value, gesture) => view.set({ thresholdDb: value }, gesture),
    axis: 'horizontal',
    // The dot follows the finger: the parameter's range as it lies on the picture.
    travelPx: (grip) => {
      const { width } = grip.ownerSVGElement!.getBoundingClientRect();
      const { min, max } = compressorSpec.params.thresholdDb as NumberParam;
      return (((max - min) / (HIGH_DB - LOW_DB)) * width * SIZE) / SIZE;
    },
    name: 'Threshold, on the curve',
  });
  const line = Array.from({ length: 133 }, (_, i) => LOW_DB + i / 2)
    .map(
      (db, i) =>
        `${i === 0 ? 'M' : 'L'}${across(db).toFixed(1)} ${down.to(transferDb(values, db)).toFixed(1)}`,
    )
    .join('');
  const x = across(thresholdDb);
  const y = down.to(transferDb(values, thresholdDb));
  return (
    <div class="picture transfer-picture">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="group" aria-label="Output level over input level, in dBFS">
        <g aria-hidden="true">
          {MARKS.map((db) => (
            <g key={db}>
              <line
                class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
                x1={across(db)}
                x2={across(db)}
                y1="0"
                y2={SIZE}
              />
              <line
                class={db === 0 ? 'grid-line grid-main' : 'grid-line'}
                x1="0"
                x2={SIZE}
                y1={down.to(db)}
                y2={down.to(db)}
              />
              <text class="axis-figure axis-middle" x={across(db)} y={SIZE - 6}>
                {db < 0 ? `−${-db}` : '0 dB'}
              </text>
              <text class="axis-figure" x="5" y={down.to(db) - 4}>
                {db < 0 ? `−${-db}` : '0'}
              </text>
            </g>
          ))}
          <line
            class="transfer-one"
            x1={across(LOW_DB)}
            y1={down.to(LOW_DB)}
            x2={across(HIGH_DB)}
            y2={down.to(HIGH_DB)}
          />
          <line class="transfer-threshold" x1={x} x2={x} y1="0" y2={SIZE} />
          <path class="transfer-curve" d={line} />
          <circle class="transfer-point" ref={point} r="5" visibility="hidden" />
        </g>
        <g
          class="transfer-grip"
          ref={ref}
          {...props}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
        >
          <circle class="transfer-hit" r="22" />
          <circle r="8" />
        </g>
      </svg>
    </div>
  );
}

export const Compressor = island(CompressorCell);
