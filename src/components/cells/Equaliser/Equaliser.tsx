/** An equaliser on one strip: its bands dragged on the strip's own spectrum, before and after, others behind it. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { eqSpec } from '../../../dsp/effects/eq/spec.ts';
import type { ParamValue } from '../../../dsp/core/params.ts';
import { sounding } from '../../../state/audio.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { spokenValue } from '../../controls/value.ts';
import { isSolo, toggleSolo } from '../hearing.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { InsertSwitch } from '../InsertSwitch.tsx';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import { stemClass } from '../stems.ts';
import { useBandSolo } from '../use-band-solo.ts';
import { useInsertSpectra } from '../use-insert-spectra.ts';
import { BANDS, bandChoice, bandIsOn, bandParam, bandValue, hasGain, regionAlone } from './bands.ts';
import type { BandId } from './bands.ts';
import { Picture } from './Picture.tsx';
import './equaliser.css';

export interface EqualiserProps extends InsertCellProps {
  /** Strips whose spectra stand behind, parted by spaces. */
  behind?: string;
  /** A strip that a button lets one hear alone; the equaliser's own unless told. */
  solo?: string;
  /** The band that is selected at first. */
  startBand?: string;
  /** A cell to search in: equally loud from the first sound on, and no band is raised by more than 10 dB. */
  sweep?: 'held';
}

/** More than this is no search but a danger to the ears, dB. */
const SWEEP_MOST_DB = 10;
const gently = (changes: Record<string, ParamValue>): Record<string, ParamValue> =>
  Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      name.endsWith('.gainDb') && typeof value === 'number' ? Math.min(SWEEP_MOST_DB, value) : value,
    ]),
  );

function EqualiserCell({ behind, startBand, solo, sweep, ...props }: EqualiserProps) {
  const frame = useInsert(props, eqSpec);
  const { mix, view, strip, more } = frame;
  const { values, set } = view;
  const alone = solo ?? strip;
  const { strips } = mix.session.value;
  const others = idList(behind);
  for (const id of others) {
    if (!strips[id]) throw new Error(`<Equaliser on="${props.on}" behind="${behind}">: no strip "${id}".`);
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
  const band = BANDS.find((b) => b.id === selected.value)!;

  const canvas = useRef<HTMLCanvasElement>(null);
  useInsertSpectra(frame, canvas, { behind: others });
  const bandSolo = useBandSolo(frame, regionAlone(values, band));

  const change = (changes: Record<string, ParamValue>, gesture: string) =>
    set(sweep ? gently(changes) : changes, gesture);
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
    <InsertCell
      frame={frame}
      held={sweep === 'held'}
      ownSwitch
      badge={bandSolo.on ? `Solo: ${of.toLowerCase()} only` : null}
      picture={
        <Picture
          label={`Equaliser curve over the spectrum of ${label}`}
          values={values}
          selected={selected.value}
          onSelect={(id) => (selected.value = id)}
          onChange={change}
          canvas={canvas}
        />
      }
      legend={[
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
      controls={
        <>
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
            {view.present && (
              <Toggle
                tone="hot"
                value={bandSolo.on}
                disabled={sounding.value !== mix.id}
                title="Hear only what this band works on. Nothing is changed in the mix."
                onChange={bandSolo.set}
              >
                Solo {of.toLowerCase()}
              </Toggle>
            )}
            {strips[alone]?.kind !== 'master' && (
              <Toggle tone="hot" value={isSolo(mix, alone)} onChange={() => toggleSolo(mix, alone)}>
                Solo {strips[alone]?.label ?? alone}
              </Toggle>
            )}
            <InsertSwitch view={view} label="Equaliser" />
          </div>
        </>
      }
      words={
        <>
          {BANDS.filter((b) => bandIsOn(values, b.id))
            .map((b) => {
              const gain = hasGain(values, b)
                ? `, ${spokenValue(bandParam(b.id, 'gainDb'), bandValue<number>(values, b.id, 'gainDb'))}`
                : '';
              return `${b.name(values)} at ${spokenValue(bandParam(b.id, 'freqHz'), bandValue<number>(values, b.id, 'freqHz'))}${gain}`;
            })
            .join('; ') || 'No band is on: the equaliser passes the sound as it is'}
          .
        </>
      }
    />
  );
}

export const Equaliser = island(EqualiserCell);
