/**
 * A reverb on a return: how long each frequency lasts, and what becomes of one click on the beat's grid, drawn from
 * the DSP's own numbers. Who is sent to it, and the return alone.
 */
import { useRef } from 'preact/hooks';
import { bandWord, directWord } from '../../../course/figure-words.ts';
import { reverbSpec } from '../../../dsp/effects/reverb/spec.ts';
import type { ReverbValues } from '../../../dsp/effects/reverb/spec.ts';
import type { StripId } from '../../../session/document.ts';
import { sendPatch } from '../../../session/send.ts';
import { SEND_PARAMS } from '../../../session/strip-params.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { isSolo, toggleSolo } from '../hearing.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { InsertSwitch } from '../InsertSwitch.tsx';
import { island } from '../island.tsx';
import { writeLevel } from '../level.ts';
import { idList } from '../passage.ts';
import { figuresOf } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { stemClass } from '../stems.ts';
import { Click } from './Click.tsx';
import { Decay } from './Decay.tsx';
import type { NumberId } from './picture.ts';
import { reflections } from './response.ts';
import './reverb.css';

export interface ReverbProps extends InsertCellProps {
  /** The strip that the reverb stands on: a return, mostly. */
  strip: StripId;
  /** Strips whose sends stand beside it, parted by spaces; the first is measured. None where it is no return. */
  from?: string;
  loop: string;
}

const SIMPLE: readonly NumberId[] = ['decayS', 'predelayMs', 'highPassHz', 'lowPassHz'];
const MORE: readonly NumberId[] = ['sizePct', 'dampingHz', 'diffusionPct', 'earlyDb', 'mixPct'];
/** Note values that a pre-delay can be. */
const BEATS: readonly { id: string; label: string; quarters: number }[] = [
  { id: '1/64', label: '1/64', quarters: 1 / 16 },
  { id: '1/32', label: '1/32', quarters: 1 / 8 },
  { id: '1/16t', label: '1/16 triplet', quarters: 1 / 6 },
  { id: '1/16', label: '1/16', quarters: 1 / 4 },
];

function ReverbCell(props: ReverbProps) {
  const { from, loop } = props;
  const frame = useInsert(props, reverbSpec);
  const { mix, view, strip } = frame;
  const { values } = view;
  const passage = frame.passage!;
  const { strips, order } = mix.session.value;
  const senders = idList(from);
  for (const id of senders) {
    if (!strips[id]) throw new Error(`<Reverb from>: no strip "${id}". There are: ${order.join(', ')}.`);
  }
  const set = (changes: Partial<ReverbValues>, gesture: string) =>
    view.set(changes as Record<string, number | string>, gesture);
  const root = useRef<HTMLDivElement>(null);
  const bpm = mix.session.value.bpm;
  const name = strips[strip]!.label;
  const measuredOf = senders[0];
  // Where nothing is sent to it, it stands in the way of the sound itself: then its mix is what matters.
  const simple = measuredOf === undefined ? [...SIMPLE, 'mixPct' as const] : SIMPLE;
  const measured = useMeasured(mix, root, `${strip} ${measuredOf} ${loop}`, (session, signal) =>
    figuresOf(
      mix,
      session,
      {
        ...(measuredOf === undefined
          ? {}
          : { direct: { kind: 'direct-to-reverberant', of: measuredOf, through: strip } as const }),
        low: { kind: 'band-against-whole', of: strip, bandHz: [20, 150] },
      },
      { ...passage, toS: Math.min(passage.toS, passage.fromS + 8) },
      signal,
    ),
  ).value;
  const knob = (id: NumberId) => frame.knob(id, { small: !simple.includes(id) });
  const beatMs = (quarters: number): number => Math.round((quarters * 60_000) / bpm);
  const beat = BEATS.find(({ quarters }) => beatMs(quarters) === Math.round(values.predelayMs));
  const direct = measured.value?.direct;
  const dry = direct === undefined ? null : directWord(direct);
  const low = measured.value?.low;
  const gone = low === undefined ? null : bandWord(low);
  return (
    <InsertCell
      frame={frame}
      ownSwitch
      picture={
        <div class="reverb-pictures" ref={root}>
          <div>
            <p class="reverb-caption">How long each frequency lasts</p>
            <Decay values={values} set={set} />
          </div>
          <div>
            <p class="reverb-caption">What becomes of one click, on the song’s beat</p>
            <Click values={values} set={set} bpm={bpm} />
          </div>
        </div>
      }
      legend={[
        { label: 'time to −60 dB: drag it', class: 'ink-job', mark: 'line' },
        {
          label: 'what the return’s filters let through: drag their dots',
          class: 'ink-rule',
          mark: 'area',
        },
        { label: 'direct sound', class: 'ink-panel', mark: 'line' },
        ...(reflections(values).length > 0
          ? [{ label: 'early reflections', class: 'ink-gr', mark: 'line' as const }]
          : []),
        { label: 'late sound', class: 'ink-job', mark: 'area' },
      ]}
      controls={
        <>
          <div class="knobs">{simple.map(knob)}</div>
          <div class="insert-side">
            {measuredOf !== undefined && (
              <Toggle tone="hot" value={isSolo(mix, strip)} onChange={() => toggleSolo(mix, strip)}>
                Hear only the {name.toLowerCase()}
              </Toggle>
            )}
            <InsertSwitch view={view} label={frame.label} />
          </div>
        </>
      }
      readOuts={
        measuredOf === undefined
          ? []
          : [
              {
                label: `${strips[measuredOf]!.label}: direct over reverb`,
                unit: dry === null ? 'dB' : '',
                figure: direct === undefined ? '–' : (dry ?? written(direct, '', 1, true)),
              },
              {
                label: 'Return under 150 Hz',
                unit: gone === null ? 'dB of the whole' : '',
                figure: low === undefined ? '–' : (gone ?? written(low, '', 0)),
              },
            ]
      }
      below={
        <div class="controls reverb-sends">
          {senders.map((id) => (
            <label key={id} class={`reverb-send ${stemClass(mix.song, id)}`}>
              <span>{strips[id]!.label}</span>
              <Slider
                param={SEND_PARAMS.gainDb}
                value={strips[id]!.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min}
                name={`${strips[id]!.label} to ${name}`}
                write={writeLevel}
                onChange={(gainDb, gesture) =>
                  mix.edit(sendPatch(mix.session.peek(), id, strip, gainDb), gesture)
                }
              />
            </label>
          ))}
          <div class="reverb-beat">
            Pre-delay on the beat
            <Choice
              name="Pre-delay as a note value"
              choices={BEATS}
              value={beat?.id ?? ''}
              onChange={(id, gesture) =>
                set({ predelayMs: beatMs(BEATS.find((b) => b.id === id)!.quarters) }, gesture)
              }
            />
          </div>
        </div>
      }
      trouble={measured.trouble}
      more={
        <>
          {frame.choice('algorithm', 'Kind of space')}
          <div class="knobs">{MORE.filter((id) => !simple.includes(id)).map(knob)}</div>
        </>
      }
      words={
        <>
          A {values.algorithm} whose sound falls by 60 dB in {frame.say('decayS')}; at{' '}
          {frame.say('dampingHz')} in half of that. It answers after {frame.say('predelayMs')}. The return
          passes {frame.say('highPassHz')} to {frame.say('lowPassHz')}.{' '}
          {senders
            .map((id) => {
              const level = writeLevel(strips[id]!.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min);
              return `${strips[id]!.label} sends ${level.figure} ${level.unit}. `;
            })
            .join('')}
          {measuredOf !== undefined &&
            direct !== undefined &&
            `${strips[measuredOf]!.label}: ${dry ?? `${written(direct, 'dB', 1, true)} direct over reverb`}.`}
        </>
      }
    />
  );
}

export const Reverb = island(ReverbCell);
