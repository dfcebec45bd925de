/** Loudness and true peak, live: momentary and short-term along the song, integrated and the highest peak so far. */
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { resetMeters } from '../../../state/audio.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartBand, ChartHandle } from '../../charts/Chart.tsx';
import { Button } from '../../controls/Button.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { island } from '../island.tsx';
import { Cell } from '../Cell.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ReadOuts, writeFigure } from '../ReadOuts.tsx';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { loudnessPath } from './path.ts';
import './loudness.css';

export interface LoudnessProps {
  lesson: string | null;
  on: string;
  loop?: string;
  /** A range to aim for in LUFS, low and high: "-16 -14". */
  target?: string;
  n?: string;
  title?: string;
}

function targetBand(target: string | undefined): ChartBand[] {
  if (!target) return [];
  const [from, to] = target
    .replaceAll('−', '-')
    .split(/[\s,]+/)
    .map(Number);
  if (!Number.isFinite(from) || !Number.isFinite(to) || from! >= to!) {
    throw new Error(
      `<Loudness target="${target}">: write the low and the high end in LUFS, such as "-16 -14".`,
    );
  }
  return [{ from: from!, to: to!, label: 'target', colour: 'var(--panel-ink-2)' }];
}

function LoudnessCell({ lesson, on, loop, target, n, title = 'Loudness' }: LoudnessProps) {
  const mix = useMix(lesson, on);
  const root = useRef<HTMLDivElement>(null);
  const chart = useRef<ChartHandle>(null);
  const path = useMemo(() => loudnessPath(mix.song.durationS), [mix]);
  const bands = useMemo(() => targetBand(target), [target]);
  const momentary = useRef<HTMLElement>(null);
  const shortTerm = useRef<HTMLElement>(null);
  const integrated = useRef<HTMLElement>(null);
  const truePeak = useRef<HTMLElement>(null);
  const ratio = useRef<HTMLElement>(null);
  /** How many samples; the sentence after it is said aloud once, not with every further one. */
  const overs = useRef<HTMLSpanElement>(null);
  const clips = useSignal(false);
  const latest = useRef<Float32Array | null>(null);
  const atS = useRef(0);
  const due = useFigureClock();

  const draw = () => {
    const v = latest.current;
    if (!v) return;
    chart.current?.set(path.columns, 'signal');
    if (!due(atS.current)) return;
    const shown = (lufs: number) => (lufs > -70 ? lufs : NaN);
    writeFigure(momentary.current, shown(v[0]!), 'LUFS');
    writeFigure(shortTerm.current, shown(v[1]!), 'LUFS');
    writeFigure(integrated.current, shown(v[2]!), 'LUFS');
    writeFigure(truePeak.current, v[3]!, 'dBTP');
    writeFigure(ratio.current, v[3]! - shown(v[2]!), 'dB');
    clips.value = v[5]! > 0;
    const count = v[5]! > 0 ? `${v[5]} so far.` : '';
    if (overs.current && overs.current.textContent !== count) overs.current.textContent = count;
  };
  useMeter(mix, root, {
    points: { loudness: { kind: 'loudness', at: { kind: 'tap' } } },
    onFrame: ({ positionS, contextTimeS, values }) => {
      if (!values.loudness) return;
      atS.current = contextTimeS;
      latest.current ??= new Float32Array(6);
      latest.current.set(values.loudness.subarray(0, 6));
      path.put(positionS, values.loudness[0]!, values.loudness[1]!);
    },
    draw,
  });

  return (
    <Cell n={n} title={title} mix={mix} passage={sectionPassage(mix.song, loop)}>
      <div class="loudness" ref={root}>
        <Chart
          label={`Loudness along ${mix.song.title}, in LUFS`}
          x={{ label: 'Place in the song', kind: 'time', min: 0, max: mix.song.durationS, unit: 's' }}
          y={{
            label: 'LUFS',
            kind: 'level',
            min: -36,
            max: 0,
            unit: 'LUFS',
            marks: [-36, -30, -24, -18, -12, -6, 0],
          }}
          series={[
            { label: 'Momentary', colour: 'var(--trace-pre)', widthPx: 1.2, unit: 'LUFS' },
            { label: 'Short-term', colour: 'var(--job-trace)', widthPx: 2.4, unit: 'LUFS' },
          ]}
          bands={bands}
          initial={path.columns}
          handle={chart}
        />
      </div>
      <Legend
        entries={[
          { label: 'momentary (0.4 s)', class: 'ink-pre', mark: 'line' },
          { label: 'short-term (3 s)', class: 'ink-job', mark: 'line' },
          ...(bands.length > 0 ? [{ label: 'target', class: 'ink-panel', mark: 'area' as const }] : []),
        ]}
      />
      <div class="controls">
        <ReadOuts
          items={[
            { label: 'Momentary', unit: 'LUFS', target: momentary },
            { label: 'Short-term', unit: 'LUFS', target: shortTerm },
            { label: 'Integrated', unit: 'LUFS', target: integrated },
            { label: 'True peak', unit: 'dBTP', target: truePeak },
            { label: 'Peak to loudness', unit: 'dB', target: ratio },
          ]}
        />
        <Button
          kind="quiet"
          onClick={() => {
            path.clear();
            latest.current = null;
            resetMeters();
            chart.current?.set(path.columns, 'now');
          }}
        >
          Measure anew
        </Button>
      </div>
      <p class="loudness-overs cell-text">
        <span role="status">{clips.value && 'Samples lie over full scale: a converter clips here.'}</span>{' '}
        <span ref={overs} />
      </p>
    </Cell>
  );
}

export const Loudness = island(LoudnessCell);
