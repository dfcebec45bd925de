/** A gate: what is under the threshold is turned down. The threshold is dragged over the wave, drawn in decibels. */
import { useRef } from 'preact/hooks';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { gateSpec } from '../../../dsp/effects/gate/spec.ts';
import { REDUCTION_HEIGHT } from '../dynamics/geometry.ts';
import { HISTORY_S, HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { KeyChoice } from '../dynamics/KeyChoice.tsx';
import { LEVEL_PX_PER_DB, LevelMark, LevelMarks, levelWave } from '../dynamics/level-wave.tsx';
import { LevelLine } from '../dynamics/LevelLine.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';

export type GateProps = InsertCellProps;

const REDUCTION = gateSpec.readings.findIndex((r) => r.id === 'reductionDb');
/** Less than this taken away: the gate stands open. */
const OPEN_DB = 1;

function GateCell(props: GateProps) {
  const frame = useInsert(props, gateSpec);
  const { mix, view } = frame;
  const { values } = view;
  const state = useRef<HTMLElement>(null);
  const now = useRef<HTMLElement>(null);
  const due = useFigureClock();
  const threshold = gateSpec.params.thresholdDb as NumberParam;
  const holdPercent = (values.holdMs / 1000 / HISTORY_S) * 100;
  return (
    <InsertCell
      frame={frame}
      taken
      picture={
        <HistoryPicture
          mix={mix}
          strip={frame.strip}
          insert={frame.insert}
          present={view.present}
          label="The level before and after the gate, and the gain it takes away, over the last seconds"
          on={view.on}
          inputGainDb={0}
          reading={REDUCTION}
          wave={levelWave}
          reductionRangeDb={48}
          onFrame={({ values: measured, contextTimeS }) => {
            const reduction = measured.readings?.[REDUCTION];
            if (reduction === undefined || !due(contextTimeS)) return;
            const open = !view.on || reduction > -OPEN_DB;
            const word = view.on ? (open ? 'open' : 'closed') : 'off';
            if (state.current && state.current.textContent !== word) state.current.textContent = word;
            writeFigure(now.current, view.on ? -reduction : 0, 'dB');
          }}
        >
          <LevelMarks />
          <LevelMark db={values.thresholdDb - values.hysteresisDb} />
          <LevelLine
            param={threshold}
            value={values.thresholdDb}
            onChange={(thresholdDb, gesture) => view.set({ thresholdDb }, gesture)}
            name="Threshold, on the picture"
            label="opens at"
            wave={levelWave}
            travelPx={(threshold.max - threshold.min) * LEVEL_PX_PER_DB}
          />
          <line
            class="hold-line"
            x1={`${(100 - holdPercent).toFixed(2)}%`}
            x2="100%"
            y1={REDUCTION_HEIGHT + 6}
            y2={REDUCTION_HEIGHT + 6}
            aria-hidden="true"
          />
        </HistoryPicture>
      }
      legend={[
        { label: 'gain reduction (left scale)', class: 'ink-gr', mark: 'line' },
        { label: 'level that goes in, −60 to +3 dBFS', class: 'ink-rule', mark: 'area' },
        { label: 'level that comes out', class: 'ink-job', mark: 'area' },
        { label: 'opens at (drag it), closes at', class: 'ink-panel', mark: 'dash' },
        { label: 'how long it holds', class: 'ink-panel', mark: 'line' },
      ]}
      controls={
        <div class="knobs">
          {(['thresholdDb', 'rangeDb', 'holdMs', 'releaseMs'] as const).map((id) => frame.knob(id))}
        </div>
      }
      readOuts={[
        { label: 'The gate is', unit: '', figure: view.on ? '–' : 'off', target: state },
        { label: 'Reduction now', unit: 'dB', target: now },
      ]}
      more={
        <>
          <div class="knobs">
            {(
              ['hysteresisDb', 'ratio', 'attackMs', 'lookaheadMs', 'keyHighPassHz', 'keyLowPassHz'] as const
            ).map((id) => frame.knob(id, { small: true }))}
          </div>
          <KeyChoice frame={frame} />
        </>
      }
      words={
        <>
          The gate opens when the level passes {frame.say('thresholdDb')}, stays open for at least{' '}
          {frame.say('holdMs')}, and closes when the level has fallen {frame.say('hysteresisDb')} lower.
          Closed, it turns down by up to {frame.say('rangeDb').replace('minus ', '')}.
        </>
      }
    />
  );
}

export const Gate = island(GateCell);
