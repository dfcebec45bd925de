/** A multiband compressor: its crossovers dragged on the live spectrum, and what each band takes away. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { multibandSpec } from '../../../dsp/effects/multiband/spec.ts';
import { sounding } from '../../../state/audio.ts';
import { Toggle } from '../../controls/Toggle.tsx';
import { FrequencyGrip, InsertSpectrum, SPECTRUM_HEIGHT } from '../dynamics/InsertSpectrum.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { writeFigure } from '../ReadOuts.tsx';
import { ACROSS } from '../spectrum-axes.tsx';
import { stemClass } from '../stems.ts';
import { useBandSolo } from '../use-band-solo.ts';
import { bandAlone, bandsOf, crossoversOf, keptApart } from './bands.ts';
import type { BandId } from './bands.ts';

export type MultibandProps = InsertCellProps;

/** What the reduction's bars reach, and how far down. */
const RANGE_DB = 12;
const RANGE_PX = 120;
const BAR_PX = 10;
const MARKS_DB = [3, 6, 9];

function MultibandCell(props: MultibandProps) {
  const frame = useInsert(props, multibandSpec, 'Multiband');
  const { mix, view, strip, insert } = frame;
  const { values } = view;
  const bands = bandsOf(values);
  const chosen = useSignal<BandId>('low');
  const selected = bands.find(({ id }) => id === chosen.value) ?? bands[0]!;
  const bars = useRef<Record<string, SVGRectElement | null>>({});
  const figures = useRef<Record<string, HTMLElement | null>>({});
  const due = useFigureClock();
  const label = mix.session.value.strips[strip]!.label;
  const solo = useBandSolo(
    frame,
    bandAlone(view.on ? values : { ...values, [`${selected.id}.on`]: false }, selected.id),
  );
  const show = (readings: Float32Array | undefined, write: boolean) => {
    for (const { id, reading } of bands) {
      // While one is heard alone, the others' reductions are those that shut them.
      const shut = solo.on && id !== selected.id;
      // Of an insert that has not come into the sound yet there are no readings.
      const read = readings?.[reading];
      const takes = read !== undefined && view.on && values[`${id}.on`] && !shut ? -read : 0;
      bars.current[id]?.setAttribute(
        'height',
        ((Math.min(RANGE_DB, takes) / RANGE_DB) * RANGE_PX).toFixed(1),
      );
      if (write) writeFigure(figures.current[id] ?? null, read !== undefined && !shut ? takes : NaN, 'dB');
    }
  };
  return (
    <InsertCell
      frame={frame}
      taken
      badge={solo.on ? `Solo: ${selected.label.toLowerCase()} band only` : null}
      picture={
        <InsertSpectrum
          frame={frame}
          label={`The bands on the spectrum of ${label}`}
          points={view.present ? { readings: { kind: 'readings', strip, insert } } : {}}
          onFrame={({ values: measured, contextTimeS }) => show(measured.readings, due(contextTimeS))}
          onSilence={() => show(undefined, true)}
        >
          <g aria-hidden="true">
            {bands.map(({ id, fromHz, toHz }) => {
              const from = ACROSS.to(fromHz);
              const to = ACROSS.to(toHz);
              return (
                <g key={id}>
                  <rect
                    class="band-region"
                    data-selected={id === selected.id ? '' : undefined}
                    x={`${from.toFixed(2)}%`}
                    width={`${(to - from).toFixed(2)}%`}
                    y="0"
                    height={SPECTRUM_HEIGHT - 40}
                    onClick={() => (chosen.value = id)}
                  />
                  <svg x={`${((from + to) / 2).toFixed(2)}%`} y="0" overflow="visible">
                    <rect
                      class="band-reduction measured"
                      ref={(bar) => void (bars.current[id] = bar)}
                      x={-BAR_PX / 2}
                      width={BAR_PX}
                      y="0"
                      height="0"
                    />
                  </svg>
                </g>
              );
            })}
            {MARKS_DB.map((db) => (
              <text key={db} class="axis-figure" x="8" y={(db / RANGE_DB) * RANGE_PX + 4}>
                −{db}
                {db === 3 ? ' dB' : ''}
              </text>
            ))}
          </g>
          {crossoversOf(values).map((id) => (
            <FrequencyGrip
              key={id}
              param={multibandSpec.params[id] as NumberParam}
              value={values[id]}
              onChange={(hz, gesture) => view.set({ [id]: keptApart(values, id, hz) }, gesture)}
              name={`${multibandSpec.params[id].label}, on the picture`}
            />
          ))}
        </InsertSpectrum>
      }
      legend={[
        { label: 'crossovers: drag them', class: 'ink-job', mark: 'line' },
        { label: 'gain reduction of each band (left scale)', class: 'ink-gr', mark: 'area' },
        { label: `${label} before`, class: 'ink-pre', mark: 'line' },
        { label: `${label} after`, class: stemClass(mix.song, strip), mark: 'line', strip },
      ]}
      controls={
        <>
          <div class="choice choice-list" role="radiogroup" aria-label="Band">
            {bands.map(({ id, label: name }) => (
              <button
                key={id}
                type="button"
                role="radio"
                aria-checked={id === selected.id}
                onClick={() => (chosen.value = id)}
              >
                {name}
              </button>
            ))}
          </div>
          <div class="knobs">
            {(['thresholdDb', 'ratio', 'gainDb'] as const).map((part) =>
              frame.knob(`${selected.id}.${part}`, { of: `${selected.label} band` }),
            )}
          </div>
          {view.present && (
            <Toggle
              tone="hot"
              value={solo.on}
              disabled={sounding.value !== mix.id}
              title="Hear only this band. Nothing is changed in the mix."
              onChange={solo.set}
            >
              Solo {selected.label.toLowerCase()} band
            </Toggle>
          )}
        </>
      }
      readOuts={bands.map(({ id, label: name }) => ({
        label: `${name} takes`,
        unit: 'dB',
        target: (element: HTMLElement | null) => void (figures.current[id] = element),
      }))}
      more={
        <>
          <div class="knobs">
            {(['attackMs', 'releaseMs'] as const).map((part) =>
              frame.knob(`${selected.id}.${part}`, { small: true, of: `${selected.label} band` }),
            )}
            {crossoversOf(values).map((id) => frame.knob(id, { small: true }))}
            {(['kneeDb', 'mixPct'] as const).map((id) => frame.knob(id, { small: true }))}
          </div>
          {frame.choice('bands', 'How many bands')}
          <Toggle
            value={values[`${selected.id}.on`]}
            onChange={(on, gesture) => view.set({ [`${selected.id}.on`]: on }, gesture)}
          >
            {selected.label} band {values[`${selected.id}.on`] ? 'on' : 'off'}
          </Toggle>
        </>
      }
      words={
        <>
          {bands
            .map(
              ({ id, label: name }) =>
                `${name}, above ${frame.say(`${id}.thresholdDb`)}, ${values[`${id}.ratio`].toFixed(1)} to 1`,
            )
            .join('; ')}
          . The crossovers stand at {crossoversOf(values).map(frame.say).join(' and ')}.
          {solo.on && ` Only the ${selected.label.toLowerCase()} band is heard.`}
        </>
      }
    />
  );
}

export const Multiband = island(MultibandCell);
