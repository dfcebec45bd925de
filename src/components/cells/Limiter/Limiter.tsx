/**
 * A true-peak limiter: what goes in, what comes out, how much is taken away, and the ceiling that may be dragged; or the
 * highest peak alone, between its samples.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { limiterSpec } from '../../../dsp/effects/limiter/spec.ts';
import { asked } from '../../../state/late.ts';
import type { DynamicsHistory } from '../../charts/history.ts';
import { Choice } from '../../controls/Choice.tsx';
import { linearWave } from '../dynamics/geometry.ts';
import { HistoryPicture } from '../dynamics/HistoryPicture.tsx';
import { LevelLine } from '../dynamics/LevelLine.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';
import type { PeakPicture } from './PeakPicture.tsx';

export type LimiterProps = InsertCellProps;

/** What the picture shows. */
type View = 'time' | 'peak';

const VIEWS: readonly { id: View; label: string }[] = [
  { id: 'time', label: 'Last seconds' },
  { id: 'peak', label: 'Highest peak' },
];

const REDUCTION = limiterSpec.readings.findIndex((r) => r.id === 'reductionDb');

function LimiterCell(props: LimiterProps) {
  const frame = useInsert(props, limiterSpec, 'Limiter');
  const { mix, view } = frame;
  const { values } = view;
  const reduction = useRef<HTMLElement>(null);
  const ratio = useRef<HTMLElement>(null);
  const truePeak = useRef<HTMLElement>(null);
  const momentary = useRef<HTMLElement>(null);
  const due = useFigureClock();
  const shown = useSignal<View>('time');
  const late = useSignal<{ PeakPicture: typeof PeakPicture } | null>(null);
  const look = async (next: View) => {
    if (next === 'peak') late.value ??= await asked(import('./PeakPicture.tsx'));
    if (next === 'time' || late.value) shown.value = next;
  };

  const show = (history: DynamicsHistory, loudness: Float32Array | undefined, atS: number) => {
    if (!due(atS)) return;
    writeFigure(reduction.current, history.largestReductionDb(), 'dB');
    if (!loudness) return;
    const integrated = loudness[2]! > -70 ? loudness[2]! : NaN;
    writeFigure(momentary.current, loudness[0]! > -70 ? loudness[0]! : NaN, 'LUFS');
    writeFigure(truePeak.current, loudness[3]!, 'dBTP');
    writeFigure(ratio.current, loudness[3]! - integrated, 'dB');
  };

  return (
    <InsertCell
      frame={frame}
      taken
      quietSwitch
      picture={
        <>
          <div class="transfer-side">
            <HistoryPicture
              mix={mix}
              strip={frame.strip}
              insert={frame.insert}
              present={view.present}
              label="The sound before and after the limiter, and the gain it takes away, over the last seconds"
              on={view.on}
              inputGainDb={view.on ? values.gainDb : 0}
              reading={REDUCTION}
              points={{ loudness: { kind: 'loudness', at: { kind: 'tap' } } }}
              onFrame={({ values: measured, contextTimeS }, history) =>
                show(history, measured.loudness, contextTimeS)
              }
            >
              <LevelLine
                param={limiterSpec.params.ceilingDb as NumberParam}
                value={values.ceilingDb}
                onChange={(ceilingDb, gesture) => view.set({ ceilingDb }, gesture)}
                name="Ceiling, on the picture"
                label="ceiling"
                wave={linearWave}
                travelPx={180}
              />
            </HistoryPicture>
            {shown.value === 'peak' && late.value && (
              <late.value.PeakPicture
                mix={mix}
                passage={frame.passage}
                ceilingDb={values.ceilingDb}
                on={view.on}
              />
            )}
          </div>
          <div class="view-choice">
            <Choice
              name="What the picture shows"
              choices={VIEWS}
              value={shown.value}
              onChange={(next) => void look(next)}
            />
          </div>
        </>
      }
      legend={
        shown.value === 'peak'
          ? [
              { label: 'samples of what comes out', class: 'ink-panel', mark: 'dot' },
              { label: 'the wave through them', class: 'ink-job', mark: 'line' },
              { label: 'ceiling', class: 'ink-panel', mark: 'dash' },
            ]
          : [
              { label: 'gain reduction (left scale)', class: 'ink-gr', mark: 'line' },
              { label: 'what goes in, raised by the gain', class: 'ink-rule', mark: 'area' },
              { label: 'what comes out', class: 'ink-job', mark: 'area' },
              { label: 'ceiling: drag it', class: 'ink-panel', mark: 'dash' },
            ]
      }
      controls={
        <div class="knobs">
          {(['gainDb', 'ceilingDb', 'releaseMs', 'lookaheadMs'] as const).map((id) => frame.knob(id))}
          {frame.more.value && frame.toggle('softClip')}
        </div>
      }
      readOuts={[
        { label: 'Largest reduction, 6 s', unit: 'dB', target: reduction },
        { label: 'Momentary', unit: 'LUFS', target: momentary },
        { label: 'Peak to loudness', unit: 'dB', target: ratio },
        { label: 'True peak', unit: 'dBTP', target: truePeak },
      ]}
      words={
        <>
          The limiter raises everything by {frame.say('gainDb')} and holds the true peak at{' '}
          {frame.say('ceilingDb')}. It comes back within {frame.say('releaseMs')}.
        </>
      }
    />
  );
}

export const Limiter = island(LimiterCell);
