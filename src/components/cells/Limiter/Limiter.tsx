/** A true-peak limiter: what goes in, what comes out, how much is taken away, and the ceiling that may be dragged. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { format, formatNumber } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { limiterSpec } from '../../../dsp/effects/limiter/spec.ts';
import type { DynamicsHistory } from '../../charts/history.ts';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { spokenValue } from '../../controls/value.ts';
import type { Change } from '../../controls/value.ts';
import { island } from '../island.tsx';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { HistoryPicture, waveMiddle, waveY } from '../dynamics/HistoryPicture.tsx';
import { viewInsert } from '../insert.ts';
import { soloBadge } from '../hearing.ts';
import { InsertSwitch, offBadge } from '../InsertSwitch.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ReadOuts, writeFigure } from '../ReadOuts.tsx';
import { useMix } from '../use-mix.ts';

export interface LimiterProps {
  lesson: string | null;
  on: string;
  strip: string;
  insert: string;
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

const REDUCTION = limiterSpec.readings.findIndex((r) => r.id === 'reductionDb');
const SIMPLE = ['gainDb', 'ceilingDb', 'releaseMs', 'lookaheadMs'] as const;

function LimiterCell({ lesson, on, strip, insert, loop, n, title = 'Limiter', first }: LimiterProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop);
  const view = viewInsert(mix, limiterSpec, strip, insert);
  const { values, set } = view;
  const more = useSignal(false);
  const reduction = useRef<HTMLElement>(null);
  const ratio = useRef<HTMLElement>(null);
  const truePeak = useRef<HTMLElement>(null);
  const momentary = useRef<HTMLElement>(null);
  const lastWrite = useRef(0);

  const show = (history: DynamicsHistory, loudness: Float32Array | undefined, atS: number) => {
    // Figures four times a second: faster they cannot be read.
    if (Math.abs(atS - lastWrite.current) < 0.25) return;
    lastWrite.current = atS;
    writeFigure(reduction.current, history.largestReductionDb(), 'dB');
    if (!loudness) return;
    const integrated = loudness[2]! > -70 ? loudness[2]! : NaN;
    writeFigure(momentary.current, loudness[0]! > -70 ? loudness[0]! : NaN, 'LUFS');
    writeFigure(truePeak.current, loudness[3]!, 'dBTP');
    writeFigure(ratio.current, loudness[3]! - integrated, 'dB');
  };

  const ceiling = limiterSpec.params.ceilingDb as NumberParam;
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix) ?? offBadge(view, 'Limiter')}
      first={first}
      resetPrefix={`${strip}/${insert}`}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} taken />}
    >
      <HistoryPicture
        mix={mix}
        strip={strip}
        insert={insert}
        present={view.present}
        label="The sound before and after the limiter, and the gain it takes away, over the last seconds"
        on={view.on}
        inputGainDb={view.on ? values.gainDb : 0}
        reading={REDUCTION}
        points={{ loudness: { kind: 'loudness', at: { kind: 'tap' } } }}
        onFrame={(frame, history) => show(history, frame.values.loudness, frame.contextTimeS)}
      >
        <CeilingLine
          param={ceiling}
          value={values.ceilingDb}
          onChange={(ceilingDb, gesture) => set({ ceilingDb }, gesture)}
        />
      </HistoryPicture>
      <Legend
        entries={[
          { label: 'gain reduction (left scale)', class: 'ink-gr', mark: 'line' },
          { label: 'what goes in, raised by the gain', class: 'ink-rule', mark: 'area' },
          { label: 'what comes out', class: 'ink-job', mark: 'area' },
          { label: 'ceiling: drag it', class: 'ink-panel', mark: 'dash' },
        ]}
      />
      <div class="controls">
        <div class="knobs">
          {SIMPLE.map((id) => (
            <Knob
              key={id}
              param={limiterSpec.params[id] as NumberParam}
              value={values[id]}
              of="Limiter"
              onChange={(value, gesture) => set({ [id]: value }, gesture)}
            />
          ))}
          {more.value && (
            <Toggle value={values.softClip} onChange={(softClip, gesture) => set({ softClip }, gesture)}>
              {limiterSpec.params.softClip.label}
            </Toggle>
          )}
        </div>
        {(more.value || !view.on) && <InsertSwitch view={view} label="Limiter" />}
        <ReadOuts
          items={[
            { label: 'Largest reduction, 6 s', unit: 'dB', target: reduction },
            { label: 'Momentary', unit: 'LUFS', target: momentary },
            { label: 'Peak to loudness', unit: 'dB', target: ratio },
            { label: 'True peak', unit: 'dBTP', target: truePeak },
          ]}
        />
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          The limiter raises everything by{' '}
          {spokenValue(limiterSpec.params.gainDb as NumberParam, values.gainDb)} and holds the true peak at{' '}
          {spokenValue(ceiling, values.ceilingDb)}. It comes back within{' '}
          {spokenValue(limiterSpec.params.releaseMs as NumberParam, values.releaseMs)}.
        </p>
      </details>
    </Cell>
  );
}

function CeilingLine({
  param,
  value,
  onChange,
}: {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
}) {
  const { ref, props } = useSlider<SVGGElement>({
    param,
    value,
    onChange,
    axis: 'vertical',
    travelPx: 180,
    name: 'Ceiling, on the picture',
  });
  const y = waveY(10 ** (value / 20));
  const { figure, unit } = format(param, value);
  return (
    <>
      <line
        class="ceiling-line"
        x1="0"
        x2="100%"
        y1={waveMiddle + y}
        y2={waveMiddle + y}
        aria-hidden="true"
      />
      <g class="ceiling-grip" ref={ref} {...props}>
        <rect x="0" width="100%" y={waveMiddle - y - 14} height="28" rx="4" />
        <line class="ceiling-line" x1="0" x2="100%" y1={waveMiddle - y} y2={waveMiddle - y} />
        <text class="ceiling-figure" x="99%" y={waveMiddle - y - 6}>
          ceiling {figure} {unit || formatNumber(value, 'dBTP', 1).unit}
        </text>
      </g>
    </>
  );
}

export const Limiter = island(LimiterCell);
