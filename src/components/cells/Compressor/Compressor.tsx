/** A compressor: its transfer curve with the live point and a threshold to drag, and what it does over time. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { compressorSpec } from '../../../dsp/effects/compressor/spec.ts';
import { formatNumber } from '../../../dsp/core/params.ts';
import { sounding } from '../../../state/audio.ts';
import { Choice } from '../../controls/Choice.tsx';
import { HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { HitPicture } from '../dynamics/HitPicture.tsx';
import { KeyChoice } from '../dynamics/KeyChoice.tsx';
import type { Study } from '../dynamics/use-study.ts';
import { useStudy } from '../dynamics/use-study.ts';
import { useFigureClock } from '../figure-clock.ts';
import { InsertCell, InsertSide, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';
import { Transfer } from './Transfer.tsx';
import type { LivePoint } from './Transfer.tsx';

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
  const point = useRef<LivePoint>(null);
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
                    point.current?.hide();
                    return;
                  }
                  const detectorDb = readings[DETECTOR]!;
                  point.current?.place(detectorDb, detectorDb + readings[REDUCTION]! + values.makeupDb);
                  if (!due(contextTimeS)) return;
                  writeFigure(largest.current, history.largestReductionDb(), 'dB');
                }}
                onSilence={() => point.current?.hide()}
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
        { label: 'Largest reduction, 6 s', unit: 'dB', target: largest },
        ...(isHit
          ? [
              { label: 'Deepest after', unit: 'ms', figure: figure(span?.hit?.deepestMs, 'ms', 0) },
              { label: 'Back after', unit: 'ms', figure: figure(span?.hit?.restedMs, 'ms', 0) },
            ]
          : [
              { label: 'Unevenness before', unit: 'LU', figure: figure(span?.spanBeforeLu, 'LU', 1) },
              { label: 'Unevenness after', unit: 'LU', figure: figure(span?.spanAfterLu, 'LU', 1) },
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

export const Compressor = island(CompressorCell);
