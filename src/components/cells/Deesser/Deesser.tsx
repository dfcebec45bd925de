/** A de-esser: the sibilant region on the strip's spectrum, and what is taken out of it over time. */
import { useRef } from 'preact/hooks';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { deesserSpec } from '../../../dsp/effects/deesser/spec.ts';
import { HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { FrequencyGrip, InsertSpectrum, SPECTRUM_HEIGHT } from '../dynamics/InsertSpectrum.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';
import { ACROSS } from '../spectrum-axes.tsx';
import { stemClass } from '../stems.ts';
import { regionHz } from './region.ts';

export type DeesserProps = InsertCellProps;

const REDUCTION = deesserSpec.readings.findIndex((r) => r.id === 'reductionDb');

function DeesserCell(props: DeesserProps) {
  const frame = useInsert(props, deesserSpec);
  const { mix, view, strip, insert } = frame;
  const { values } = view;
  const now = useRef<HTMLElement>(null);
  const largest = useRef<HTMLElement>(null);
  const due = useFigureClock();
  const label = mix.session.value.strips[strip]!.label;
  const [fromHz, toHz] = regionHz(values);
  const from = ACROSS.to(fromHz);
  return (
    <InsertCell
      frame={frame}
      taken
      badge={values.listen ? 'Listening to the region only' : null}
      picture={
        <div class="picture-pair">
          <InsertSpectrum frame={frame} label={`The de-esser’s region on the spectrum of ${label}`}>
            <rect
              class="band-region"
              data-selected=""
              x={`${from.toFixed(2)}%`}
              width={`${(ACROSS.to(toHz) - from).toFixed(2)}%`}
              y="0"
              height={SPECTRUM_HEIGHT - 40}
              aria-hidden="true"
            />
            <FrequencyGrip
              param={deesserSpec.params.freqHz as NumberParam}
              value={values.freqHz}
              onChange={(freqHz, gesture) => view.set({ freqHz }, gesture)}
              name="Frequency, on the picture"
            />
          </InsertSpectrum>
          <HistoryPicture
            mix={mix}
            strip={strip}
            insert={insert}
            present={view.present}
            label="The sound before and after the de-esser, and what it takes out of the region, over the last seconds"
            on={view.on}
            inputGainDb={0}
            magnified
            reading={REDUCTION}
            onFrame={({ values: measured, contextTimeS }, history) => {
              const reduction = measured.readings?.[REDUCTION];
              if (reduction === undefined || !due(contextTimeS)) return;
              writeFigure(now.current, view.on ? -reduction : 0, 'dB');
              writeFigure(largest.current, history.largestReductionDb(), 'dB');
            }}
          />
        </div>
      }
      legend={[
        { label: 'region: drag it', class: 'ink-job', mark: 'area' },
        { label: `${label} before`, class: 'ink-pre', mark: 'line' },
        { label: `${label} after`, class: stemClass(mix.song, strip), mark: 'line', strip },
        { label: 'gain reduction in the region', class: 'ink-gr', mark: 'line' },
      ]}
      controls={
        <>
          <div class="knobs">
            {(['freqHz', 'thresholdDb', 'rangeDb'] as const).map((id) => frame.knob(id))}
          </div>
          {frame.toggle('listen')}
        </>
      }
      readOuts={[
        { label: 'Reduction now', unit: 'dB', target: now },
        { label: 'Largest reduction, 6 s', unit: 'dB', target: largest },
      ]}
      more={
        <>
          <div class="knobs">
            {(['q', 'ratio', 'attackMs', 'releaseMs'] as const).map((id) => frame.knob(id, { small: true }))}
          </div>
          {frame.choice('mode', 'What is turned down')}
        </>
      }
      words={
        <>
          When the region around {frame.say('freqHz')} is louder than {frame.say('thresholdDb')},{' '}
          {values.mode === 'wide'
            ? 'the whole voice'
            : values.mode === 'shelf'
              ? 'everything from there up'
              : 'that region'}{' '}
          is turned down, by at most {frame.say('rangeDb').replace('minus ', '')}.
          {values.listen && ' Now only the region itself is heard.'}
        </>
      }
    />
  );
}

export const Deesser = island(DeesserCell);
