/** A compressor: its transfer curve with the live point and a threshold to drag, and what it does over time. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { transferDb } from '../../../dsp/effects/compressor/curve.ts';
import { compressorSpec } from '../../../dsp/effects/compressor/spec.ts';
import { formatNumber } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import type { CompressorValues } from '../../../dsp/effects/compressor/spec.ts';
import { sounding } from '../../../state/audio.ts';
import { levelScale } from '../../charts/scales.ts';
import { Choice } from '../../controls/Choice.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { HitPicture } from '../dynamics/HitPicture.tsx';
import { KeyChoice } from '../dynamics/KeyChoice.tsx';
import type { Study } from '../dynamics/use-study.ts';
import { useStudy } from '../dynamics/use-study.ts';
import type { InsertView } from '../insert.ts';
import { InsertCell, InsertSide, useFigureClock, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';

/** What the picture at the right shows. */
type View = 'time' | 'hit';

export interface CompressorProps extends InsertCellProps {
  /** What is shown first: `time`, the last seconds, unless told; or `hit`, one hit of the passage. */
  view?: View;
}

const VIEWS: readonly { id: View; label: string }[] = [
  { id: 'time', label: 'Last seconds' },
  { id: 'hit', label: 'One hit' },
];

const reading = (id: string): number => compressorSpec.readings.findIndex((r) => r.id === id);
const REDUCTION = reading('reductionDb');
const DETECTOR = reading('detectorDb');

const figure = (value: number | null | undefined, unit: 'LU' | 'ms', decimals: number): string =>
  value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : formatNumber(value, unit, decimals).figure;

/** The hit in words. */
function hitWords({ found }: Study): string {
  if (!found?.hit) return '';
  const { deepestMs, restedMs } = found.hit;
  if (deepestMs === null) return ' On the loudest hit of the passage it takes nothing away.';
  const back =
    restedMs === null ? 'and is not back before the next' : `and is back after ${restedMs} milliseconds`;
  return ` On the loudest hit of the passage it is deepest after ${deepestMs} milliseconds, ${back}.`;
}

function CompressorCell({ view: first = 'time', ...props }: CompressorProps) {
  const frame = useInsert(props, compressorSpec);
  const { mix, strip, insert, view } = frame;
  const { values } = view;
  const shown = useSignal<View>(first);
  const study = useStudy(frame, sounding.value === mix.id || shown.value === 'hit').value;
  const point = useRef<SVGCircleElement>(null);
  const largest = useRef<HTMLElement>(null);
  const due = useFigureClock();
  const span = study.found;
  const isHit = shown.value === 'hit';
  return (
    <InsertCell
      frame={frame}
      taken
      ownSwitch
      picture={
        <>
          <div class="transfer">
            <Transfer values={values} view={view} point={point} />
            <div class="transfer-side" data-view={shown.value}>
              <HistoryPicture
                mix={mix}
                strip={strip}
                insert={insert}
                present={view.present}
                label="The sound before and after the compressor, and the gain it takes away, over the last seconds"
                on={view.on}
                inputGainDb={0}
                magnified
                reading={REDUCTION}
                onFrame={({ values: measured, contextTimeS }, history) => {
                  const readings = measured.readings;
                  if (!readings || !view.on) {
                    point.current?.setAttribute('visibility', 'hidden');
                    return;
                  }
                  place(point.current, readings[DETECTOR]!, readings[REDUCTION]!, values.makeupDb);
                  if (!due(contextTimeS)) return;
                  writeFigure(largest.current, history.largestReductionDb(), 'dB');
                }}
                onSilence={() => point.current?.setAttribute('visibility', 'hidden')}
              />
              {isHit && (
                <HitPicture
                  study={study}
                  label="The loudest hit of the passage before and after the compressor, and the gain it takes away"
                />
              )}
            </div>
          </div>
          <div class="view-choice">
            <Choice
              name="What the picture shows"
              choices={VIEWS}
              value={shown.value}
              onChange={(next) => (shown.value = next)}
            />
            <InsertSide frame={frame} />
          </div>
        </>
      }
      legend={[
        { label: 'output level for each input level', class: 'ink-job', mark: 'line' },
        { label: 'threshold: drag it', class: 'ink-panel', mark: 'dash' },
        { label: 'gain reduction', class: 'ink-gr', mark: 'line' },
        { label: 'what goes in', class: 'ink-rule', mark: 'area' },
        { label: 'what comes out', class: 'ink-job', mark: 'area' },
        ...(isHit
          ? [{ label: 'deepest, and back under 0.5 dB', class: 'ink-panel', mark: 'dash' as const }]
          : []),
      ]}
      controls={
        <div class="knobs">
          {(['thresholdDb', 'ratio', 'attackMs', 'releaseMs', 'makeupDb'] as const).map((id) =>
            frame.knob(id),
          )}
        </div>
      }
      readOuts={[
        { label: 'Largest, 6 s', unit: 'dB', target: largest },
        ...(isHit
          ? [
              { label: 'Deepest after', unit: 'ms', figure: figure(span?.hit?.deepestMs, 'ms', 0) },
              { label: 'Back after', unit: 'ms', figure: figure(span?.hit?.restedMs, 'ms', 0) },
            ]
          : [
              { label: 'Unevenness before', unit: 'LU', figure: figure(span?.spanBeforeLu, 'LU', 1) },
              { label: 'and after', unit: 'LU', figure: figure(span?.spanAfterLu, 'LU', 1) },
            ]),
      ]}
      more={
        <>
          <div class="knobs">
            {(['kneeDb', 'mixPct', 'linkPct', 'lookaheadMs', 'keyHighPassHz', 'keyLowPassHz'] as const).map(
              (id) => frame.knob(id, { small: true }),
            )}
          </div>
          <KeyChoice frame={frame} />
          {frame.choice('detector')}
          {frame.toggle('autoRelease')}
        </>
      }
      words={
        <>
          Above {frame.say('thresholdDb')} the level rises by one decibel for every {values.ratio.toFixed(1)}{' '}
          that go in. It begins within {frame.say('attackMs')} and comes back within {frame.say('releaseMs')}.
          {hitWords(study)}
          {span &&
            ` Between loud and quiet moments lie ${span.spanBeforeLu.toFixed(1)} loudness units before and ${span.spanAfterLu.toFixed(1)} after.`}
        </>
      }
    />
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
          <circle class="transfer-point measured" ref={point} r="5" visibility="hidden" />
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
