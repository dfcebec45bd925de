/**
 * A delay on a return: the echoes of one hit on the beat's grid, with their levels, sides and tone, and where the next
 * sung line begins. Note values or milliseconds, feedback, ping-pong, ducking, tapping.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { tailWord } from '../../../course/figure-words.ts';
import { delaySpec } from '../../../dsp/effects/delay/spec.ts';
import { delayMs, nearestNote } from '../../../dsp/effects/delay/time.ts';
import type { DelayValues } from '../../../dsp/effects/delay/time.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import type { StripId } from '../../../session/document.ts';
import { sendPatch } from '../../../session/send.ts';
import { SEND_PARAMS } from '../../../session/strip-params.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { newGesture } from '../../controls/gesture.ts';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { snap, spokenValue, written } from '../../controls/value.ts';
import { isSolo, toggleSolo } from '../hearing.ts';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { InsertSwitch } from '../InsertSwitch.tsx';
import { island } from '../island.tsx';
import { figuresOf } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { EchoGrid } from './EchoGrid.tsx';
import { tapMs, tapped } from './tap.ts';
import './delay.css';

export interface DelayProps extends InsertCellProps {
  /** The return that the delay stands on. */
  strip: StripId;
  /** The strip that sends to it. */
  from: StripId;
  /** Section that plays; the gaps between its sung lines are what echoes must leave in time. */
  loop: string;
}

const TIME: NumberParam = delaySpec.params.timeMs;
const DUCKING: NumberParam = delaySpec.params.duckDb;
/** Note values of the simple view; the others are a press away. */
const COMMON = new Set(['off', '1/2', '1/4d', '1/4', '1/8d', '1/8', '1/16']);
const NOTES = delaySpec.params.sync.choices;
const noteLabel = (id: string): string =>
  id === 'off' ? 'ms' : (NOTES.find((choice) => choice.id === id)?.label ?? id);

function DelayCell(props: DelayProps) {
  const { from, loop } = props;
  const frame = useInsert(props, delaySpec);
  const { mix, view, strip, insert, label } = frame;
  const passage = frame.passage!;
  const { strips, order } = mix.session.value;
  const sender = strips[from];
  if (!sender) throw new Error(`<Delay from>: no strip "${from}". There are: ${order.join(', ')}.`);
  const bpm = mix.session.value.bpm;
  // What stands in the mix follows the song's tempo, unless the insert names one of its own.
  const own = strips[strip]!.insert[insert]?.values['bpm'];
  const values: DelayValues = { ...view.values, bpm: typeof own === 'number' ? own : bpm };
  const set = (changes: Partial<DelayValues>, gesture: string) =>
    view.set(changes as Record<string, number | string | boolean>, gesture);
  const taps = useSignal<number[]>([]);
  const root = useRef<HTMLDivElement>(null);
  const name = strips[strip]!.label;
  const lines = mix.song.lyrics.filter(({ section }) => section === loop);
  const gapsS = lines.slice(1).map(({ atS }, i): [number, number] => [lines[i]!.toS, atS]);
  const shortest = gapsS.reduce<[number, number] | null>(
    (least, gap) => (!least || gap[1] - gap[0] < least[1] - least[0] ? gap : least),
    null,
  );
  const gapMs = shortest ? (shortest[1] - shortest[0]) * 1000 : null;
  const measured = useMeasured(mix, root, `${strip} ${from} ${loop}`, (session, signal) =>
    gapsS.length === 0
      ? Promise.resolve<Record<string, number>>({})
      : figuresOf(
          mix,
          session,
          { left: { kind: 'tail-at-next-phrase', of: from, through: strip, gapsS } },
          passage,
          signal,
        ),
  ).value;
  const left = measured.value?.left;
  const gone = left === undefined ? null : tailWord(left);

  const ms = delayMs(values);
  const near = nearestNote(ms, bpm);
  const off = Math.round(near.offMs);
  const offWords =
    Math.abs(off) < 1
      ? `on ${noteLabel(near.note)}`
      : `${Math.abs(off)} ms ${off > 0 ? 'after' : 'before'} ${noteLabel(near.note)}`;
  const setMs = (timeMs: number, gesture: string) => set({ sync: 'off', timeMs }, gesture);
  const tap = () => {
    taps.value = tapped(taps.value, performance.now());
    const mean = tapMs(taps.value);
    if (mean !== null) setMs(snap(TIME, mean), newGesture());
  };
  const choices = NOTES.filter(({ id }) => frame.more.value || COMMON.has(id) || id === values.sync).map(
    ({ id }) => ({
      id,
      label: noteLabel(id),
    }),
  );
  return (
    <InsertCell
      frame={frame}
      ownSwitch
      picture={
        <div ref={root}>
          <EchoGrid values={values} bpm={bpm} gapMs={gapMs} onTime={setMs} />
        </div>
      }
      legend={[
        { label: `a hit of ${sender.label}`, class: 'ink-panel', mark: 'line' },
        {
          label: 'its echoes: drag the first; below them what is left of their tone',
          class: 'ink-job',
          mark: 'line',
        },
        ...(gapMs === null
          ? []
          : [
              {
                label: 'shortest gap before the next line is over',
                class: 'ink-rule',
                mark: 'area' as const,
              },
            ]),
      ]}
      above={
        <div class="controls delay-notes">
          <Choice
            name="Note value"
            choices={choices}
            value={values.sync}
            onChange={(sync, gesture) =>
              set(sync === 'off' ? { sync, timeMs: Math.round(ms) } : { sync }, gesture)
            }
          />
          <Button onClick={tap}>{taps.value.length === 1 ? 'Tap again' : 'Tap'}</Button>
          <span class="delay-where" role="status">
            {written(ms, 'ms', 0)}, {offWords}
          </span>
        </div>
      }
      controls={
        <>
          <div class="knobs">
            <Knob
              param={TIME}
              value={Math.round(ms)}
              of={label}
              onChange={(value, gesture) => setMs(value, gesture)}
            />
            {(['feedbackPct', 'highPassHz', 'lowPassHz', 'duckDb'] as const).map((id) => frame.knob(id))}
            <Knob
              param={SEND_PARAMS.gainDb}
              value={sender.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min}
              label={`${sender.label} sends`}
              of={label}
              onChange={(gainDb, gesture) =>
                mix.edit(sendPatch(mix.session.peek(), from, strip, gainDb), gesture)
              }
            />
          </div>
          <div class="insert-side">
            {frame.toggle('pingPong')}
            <Toggle tone="hot" value={isSolo(mix, strip)} onChange={() => toggleSolo(mix, strip)}>
              Hear only the {name.toLowerCase()}
            </Toggle>
            <InsertSwitch view={view} label={label} />
          </div>
        </>
      }
      readOuts={[
        {
          label: measured.busy ? 'Left at the next line (measuring)' : 'Left at the next line',
          unit: left === undefined || gone !== null ? '' : 'LU against it',
          figure: left === undefined ? '–' : (gone ?? written(left, '', 1, true)),
        },
      ]}
      trouble={measured.trouble}
      more={frame.knob('mixPct', { small: true })}
      words={
        <>
          {sender.label} comes back after {spokenValue(TIME, Math.round(ms))}, {offWords}; each echo is{' '}
          {frame.say('feedbackPct')} of the one before
          {values.pingPong ? ', left and right in turn' : ''}. Between {frame.say('highPassHz')} and{' '}
          {frame.say('lowPassHz')} it comes back.{' '}
          {values.duckDb < 0
            ? `While ${sender.label} sounds, echoes step back by ${spokenValue(DUCKING, -values.duckDb)}. `
            : ''}
          {left === undefined
            ? ''
            : gone !== null
              ? 'Nothing is left of them when the next line begins.'
              : `When the next line begins, what is left is ${written(left, 'LU', 1)} against it.`}
        </>
      }
    />
  );
}

export const Delay = island(DelayCell);
