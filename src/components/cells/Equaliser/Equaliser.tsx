/** An equaliser on one strip: its bands dragged on the strip's own spectrum, before and after, others behind it. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { eqSpec } from '../../../dsp/effects/eq/spec.ts';
import type { ParamValue } from '../../../dsp/core/params.ts';
import type { MeterPoint } from '../../../engine/facade.ts';
import { colour } from '../../charts/canvas.ts';
import { liveSpectrum } from '../../charts/live-spectrum.ts';
import type { LiveSpectrum } from '../../charts/live-spectrum.ts';
import { drawSpectra } from '../../charts/spectra.ts';
import type { Trace } from '../../charts/spectra.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { spokenValue } from '../../controls/value.ts';
import { island } from '../island.tsx';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { insertPoints, viewInsert } from '../insert.ts';
import { InsertSwitch, offBadge } from '../InsertSwitch.tsx';
import { Legend, legendColour } from '../Legend.tsx';
import { idList, sectionPassage } from '../passage.ts';
import { isSolo, soloBadge, toggleSolo } from '../hearing.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { BANDS, bandChoice, bandIsOn, bandParam, bandValue, hasGain } from './bands.ts';
import type { BandId } from './bands.ts';
import { Picture } from './Picture.tsx';
import './equaliser.css';

export interface EqualiserProps {
  lesson: string | null;
  on: string;
  strip: string;
  insert: string;
  /** Strips whose spectra stand behind, parted by spaces. */
  behind?: string;
  /** A strip that a button lets one hear alone; the equaliser's own unless told. */
  solo?: string;
  loop?: string;
  /** The band that is selected at first. */
  startBand?: string;
  n?: string;
  title?: string;
  first?: string;
}

function EqualiserCell({
  lesson,
  on,
  strip,
  insert,
  behind,
  solo = strip,
  loop,
  startBand,
  n,
  title = 'Equaliser',
  first,
}: EqualiserProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop);
  const view = viewInsert(mix, eqSpec, strip, insert);
  const { values, set } = view;
  const { strips } = mix.session.value;
  const others = idList(behind);
  for (const id of others) {
    if (!strips[id]) throw new Error(`<Equaliser on="${on}" behind="${behind}">: no strip "${id}".`);
  }
  if (startBand && !BANDS.some((b) => b.id === startBand)) {
    throw new Error(
      `<Equaliser start-band="${startBand}">: the bands are ${BANDS.map((b) => b.id).join(', ')}.`,
    );
  }
  const label = strips[strip]!.label;
  const selected = useSignal<BandId>(
    (startBand as BandId | undefined) ?? BANDS.find((b) => bandIsOn(values, b.id))?.id ?? 'lowMid',
  );
  const more = useSignal(false);
  const band = BANDS.find((b) => b.id === selected.value)!;

  const canvas = useRef<HTMLCanvasElement>(null);
  const traces = useRef<Record<string, LiveSpectrum> | null>(null);
  const points: Record<string, MeterPoint> = {
    ...insertPoints(view.present, strip, insert),
    ...Object.fromEntries(
      others.map((id) => [
        `behind ${id}`,
        { kind: 'samples', at: { kind: 'strip', strip: id, tap: 'post' } } as const,
      ]),
    ),
  };
  const colours = useRef<Record<string, string> | null>(null);
  const panel = useCanvas(canvas, () => repaint());
  const draw = () => {
    if (!panel.current || !canvas.current) return;
    colours.current ??= {
      before: colour(canvas.current, 'var(--trace-pre)'),
      ...Object.fromEntries([strip, ...others].map((id) => [id, legendColour(canvas.current!, id)])),
    };
    const found = traces.current ?? {};
    for (const trace of Object.values(found)) trace.update();
    const painted: Trace[] = [
      ...others.flatMap((id) => {
        const trace = found[`behind ${id}`];
        return trace ? [{ colour: colours.current![id]!, spectrum: trace, style: 'area' as const }] : [];
      }),
      ...(found.before
        ? [{ colour: colours.current.before!, spectrum: found.before, style: 'thin' as const }]
        : []),
      ...(found.after
        ? [{ colour: colours.current[strip]!, spectrum: found.after, style: 'line' as const }]
        : []),
    ];
    drawSpectra(panel.current, painted);
  };
  const repaint = useMeter(mix, canvas, {
    points,
    key: `${Object.keys(points).join()} ${view.present}`,
    onFrame: ({ values: measured }) => {
      traces.current ??= {};
      for (const [key, samples] of Object.entries(measured))
        (traces.current[key] ??= liveSpectrum()).push(samples);
    },
    onSilence: () => Object.values(traces.current ?? {}).forEach((trace) => trace.reset()),
    draw,
  });

  const change = (changes: Record<string, ParamValue>, gesture: string) => set(changes, gesture);
  const bandLabel = (i: number) => `${i + 1} ${BANDS[i]!.name(values)}`;
  const of = `Band ${BANDS.indexOf(band) + 1}`;
  const number = (part: 'freqHz' | 'gainDb' | 'q') => (
    <Knob
      key={`${band.id}.${part}`}
      param={bandParam(band.id, part)}
      value={bandValue<number>(values, band.id, part)}
      of={of}
      onChange={(value, gesture) =>
        change(
          {
            [`${band.id}.${part}`]: value,
            ...(bandIsOn(values, band.id) ? {} : { [`${band.id}.on`]: true }),
          },
          gesture,
        )
      }
    />
  );
  const select = (part: 'shape' | 'slopeDbOct') => (
    <div>
      {bandChoice(band.id, part).label}
      <Choice
        name={`${of} ${bandChoice(band.id, part).label.toLowerCase()}`}
        choices={bandChoice(band.id, part).choices}
        value={bandValue<string>(values, band.id, part)}
        onChange={(value, gesture) => change({ [`${band.id}.${part}`]: value }, gesture)}
      />
    </div>
  );

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix) ?? offBadge(view, 'Equaliser')}
      first={first}
      resetPrefix={`${strip}/${insert}`}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} />}
    >
      <Picture
        label={`Equaliser curve over the spectrum of ${label}`}
        values={values}
        selected={selected.value}
        onSelect={(id) => (selected.value = id)}
        onChange={change}
        canvas={canvas}
      />
      <Legend
        entries={[
          { label: 'what you change (left scale)', class: 'ink-job', mark: 'line' },
          { label: `${label} before`, class: 'ink-pre', mark: 'line' },
          { label: `${label} after`, class: stemClass(mix.song, strip), mark: 'line', strip },
          ...others.map((id) => ({
            label: strips[id]!.label,
            class: stemClass(mix.song, id),
            mark: 'area' as const,
            strip: id,
          })),
        ]}
      />
      <div class="controls">
        <div class="eq-bands" role="group" aria-label="Bands">
          {BANDS.map((b, i) => (
            <div class="eq-band" key={b.id}>
              <button
                type="button"
                class="button button-quiet"
                aria-pressed={b.id === selected.value}
                onClick={() => (selected.value = b.id)}
              >
                {bandLabel(i)}
              </button>
              <Toggle
                value={bandIsOn(values, b.id)}
                name={`Band ${i + 1}: ${bandIsOn(values, b.id) ? 'on' : 'off'}`}
                onChange={(value, gesture) => change({ [`${b.id}.on`]: value }, gesture)}
              >
                {bandIsOn(values, b.id) ? 'on' : 'off'}
              </Toggle>
            </div>
          ))}
        </div>
        <div class="eq-selected">
          <div class="knobs">
            {number('freqHz')}
            {band.kind === 'bell' && hasGain(values, band) && number('gainDb')}
            {band.kind === 'bell' && number('q')}
          </div>
          {more.value && (
            <div class="eq-options">
              {select(band.kind === 'bell' ? 'shape' : 'slopeDbOct')}
              <div>
                {eqSpec.params.channels.label}
                <Choice
                  name="What the equaliser works on"
                  choices={eqSpec.params.channels.choices}
                  value={values.channels}
                  onChange={(value, gesture) => change({ channels: value }, gesture)}
                />
              </div>
            </div>
          )}
        </div>
        <div class="eq-side">
          <Toggle tone="hot" value={isSolo(mix, solo)} onChange={() => toggleSolo(mix, solo)}>
            Solo {strips[solo]?.label ?? solo}
          </Toggle>
          <InsertSwitch view={view} label="Equaliser" />
        </div>
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {BANDS.filter((b) => bandIsOn(values, b.id))
            .map((b) => {
              const gain = hasGain(values, b)
                ? `, ${spokenValue(bandParam(b.id, 'gainDb'), bandValue<number>(values, b.id, 'gainDb'))}`
                : '';
              return `${b.name(values)} at ${spokenValue(bandParam(b.id, 'freqHz'), bandValue<number>(values, b.id, 'freqHz'))}${gain}`;
            })
            .join('; ') || 'No band is on: the equaliser passes the sound as it is'}
          .
        </p>
      </details>
    </Cell>
  );
}

export const Equaliser = island(EqualiserCell);
