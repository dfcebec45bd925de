/**
 * A delay on a return: the echoes of one hit on the beat's grid, with their levels, sides and tone, and where the next
 * sung line begins. Note values or milliseconds, feedback, ping-pong, ducking, tapping.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { delaySpec } from '../../../dsp/effects/delay/spec.ts';
import { delayMs, nearestNote } from '../../../dsp/effects/delay/time.ts';
import type { DelayValues } from '../../../dsp/effects/delay/time.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { sendPatch } from '../../../session/send.ts';
import { SEND_PARAMS } from '../../../session/strip-params.ts';
import { frequencyScale } from '../../charts/scales.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { newGesture } from '../../controls/gesture.ts';
import { Knob } from '../../controls/Knob.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { useSlider } from '../../controls/use-slider.ts';
import { spokenValue, written } from '../../controls/value.ts';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { isSolo, soloBadge, toggleSolo } from '../hearing.ts';
import { viewInsert } from '../insert.ts';
import { InsertSwitch, offBadge } from '../InsertSwitch.tsx';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ReadOuts } from '../ReadOuts.tsx';
import { figuresOf } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { useMix } from '../use-mix.ts';
import { echoesOf, FLOOR_DB } from './echoes.ts';
import { tapMs, tapped } from './tap.ts';
import './delay.css';

export interface DelayProps {
  lesson: string | null;
  on: string;
  /** The return, and the delay on it. */
  strip: string;
  insert: string;
  /** The strip that sends to it. */
  from: string;
  /** Section that plays; the gaps between its sung lines are what echoes must leave in time. */
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

type NumberId = { [K in keyof DelayValues]: DelayValues[K] extends number ? K : never }[keyof DelayValues];
const param = (id: NumberId): NumberParam => delaySpec.params[id] as NumberParam;
/** Note values of the simple view; the others are a press away. */
const COMMON = new Set(['off', '1/2', '1/4d', '1/4', '1/8d', '1/8', '1/16']);
const NOTES = delaySpec.params.sync.choices;
const noteLabel = (id: string): string =>
  id === 'off' ? 'ms' : (NOTES.find((choice) => choice.id === id)?.label ?? id);

const LEVELS = 170;
const TONES = 70;
const HEIGHT = LEVELS + TONES + 26;
const MIDDLE = LEVELS / 2 + 6;
const REACH = LEVELS / 2 - 8;
const toneY = (() => {
  const scale = frequencyScale(TONES - 12, 50, 16_000);
  return (hz: number): number => LEVELS + TONES - scale.to(Math.min(16_000, Math.max(50, hz)));
})();
const sizeOf = (db: number): number => Math.max(0, 1 - db / FLOOR_DB) * REACH;
/** Beats that are shown. */
const BEATS = 8;

interface GridProps {
  values: DelayValues;
  bpm: number;
  /** Milliseconds from the end of a line to the beginning of the next; null when there is none. */
  gapMs: number | null;
  onTime: (ms: number, gesture: string) => void;
}

function Echoes({ values, bpm, gapMs, onTime }: GridProps) {
  const beatMs = 60_000 / bpm;
  const showMs = BEATS * beatMs;
  const xOf = (ms: number): number => 3 + (ms / showMs) * 95;
  const echoes = echoesOf(values, showMs);
  const ms = delayMs(values);
  const duckTo = 10 ** (values.duckDb / 20);
  const { ref, props } = useSlider<SVGGElement>({
    param: param('timeMs'),
    value: ms,
    axis: 'horizontal',
    // The time lies evenly on the grid, the knob's travel in octaves: near enough for a hand at any one place.
    travelPx: (grip) => {
      const { width } = grip.ownerSVGElement!.ownerSVGElement!.getBoundingClientRect();
      const octaves = Math.log(param('timeMs').max / param('timeMs').min);
      return Math.max(120, (ms / showMs) * 0.95 * width * octaves);
    },
    name: 'Delay time, on the grid',
    onChange: onTime,
  });
  return (
    <div class="picture delay-picture">
      <svg width="100%" height={HEIGHT} role="group" aria-label="The echoes of one hit on the beat">
        <svg
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          aria-hidden="true"
        >
          {gapMs !== null && gapMs < showMs && (
            <rect class="delay-next" x={xOf(gapMs)} width={100 - xOf(gapMs)} y="0" height={LEVELS + TONES} />
          )}
          {Array.from({ length: BEATS * 4 + 1 }, (_, i) => (
            <line
              key={i}
              class={i % 4 === 0 ? 'grid-line grid-main' : 'grid-line'}
              x1={xOf((i * beatMs) / 4)}
              x2={xOf((i * beatMs) / 4)}
              y1="0"
              y2={LEVELS + TONES}
            />
          ))}
          <line class="grid-line grid-main" x1="0" x2="100" y1={MIDDLE} y2={MIDDLE} />
          <line class="grid-line grid-main" x1="0" x2="100" y1={LEVELS + 6} y2={LEVELS + 6} />
          <line class="delay-hit" x1={xOf(0)} x2={xOf(0)} y1={MIDDLE - REACH} y2={MIDDLE + REACH} />
          {echoes.map(({ atMs, levelDb, side, lowHz, highHz }) => {
            const size = sizeOf(levelDb);
            const ducked = gapMs !== null && atMs >= gapMs && values.duckDb < 0;
            const left = side === 'right' ? 0 : size;
            const right = side === 'left' ? 0 : size;
            const part = ducked
              ? Math.max(0, sizeOf(levelDb + 20 * Math.log10(duckTo)) / Math.max(1e-6, size))
              : 1;
            const x = xOf(atMs);
            return (
              <g key={atMs}>
                {ducked && <line class="delay-ghost" x1={x} x2={x} y1={MIDDLE - left} y2={MIDDLE + right} />}
                <line class="delay-echo" x1={x} x2={x} y1={MIDDLE - left * part} y2={MIDDLE + right * part} />
                <line class="delay-tone" x1={x} x2={x} y1={toneY(highHz)} y2={toneY(lowHz)} />
              </g>
            );
          })}
        </svg>
        <g aria-hidden="true">
          <text class="axis-region axis-end" x="99.5%" y="16">
            left
          </text>
          <text class="axis-region axis-end" x="99.5%" y={LEVELS}>
            right
          </text>
          {[-12, -24].map((db) => (
            <text key={db} class="axis-figure" x={`${xOf(0)}%`} dx="7" y={MIDDLE - sizeOf(db) + 4}>
              {`−${-db}`}
              {db === -12 ? ' dB' : ''}
            </text>
          ))}
          {[200, 1000, 5000].map((hz) => (
            <text key={hz} class="axis-figure axis-end" x="99.5%" y={toneY(hz) + 4}>
              {hz >= 1000 ? `${hz / 1000}k` : hz}
              {hz === 5000 ? ' Hz' : ''}
            </text>
          ))}
          {Array.from({ length: BEATS }, (_, i) => (
            <text key={i} class="axis-figure axis-middle" x={`${xOf(i * beatMs)}%`} y={HEIGHT - 8}>
              {i === 0 ? 'hit' : i}
              {i === BEATS - 1 ? ' beats' : ''}
            </text>
          ))}
          {gapMs !== null && gapMs < showMs && (
            <text class="axis-region" x={`${xOf(gapMs)}%`} dx="6" y="16">
              the next line is sung
            </text>
          )}
        </g>
        <svg x={`${Math.min(98, xOf(ms))}%`} y={MIDDLE} overflow="visible">
          <g class="delay-grip" ref={ref} {...props}>
            <circle class="delay-touch" r="22" />
            <circle class="delay-focus" r="12" />
            <circle r="7" />
          </g>
        </svg>
      </svg>
    </div>
  );
}

function DelayCell({ lesson, on, strip, insert, from, loop, n, title = 'Delay', first }: DelayProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const { strips, order } = mix.session.value;
  const sender = strips[from];
  if (!sender) throw new Error(`<Delay from>: no strip "${from}". There are: ${order.join(', ')}.`);
  const view = viewInsert(mix, delaySpec, strip, insert);
  const bpm = mix.session.value.bpm;
  // What stands in the mix follows the song's tempo, unless the insert names one of its own.
  const own = strips[strip]!.insert[insert]?.values['bpm'];
  const values: DelayValues = { ...view.values, bpm: typeof own === 'number' ? own : bpm };
  const set = (changes: Partial<DelayValues>, gesture: string) =>
    view.set(changes as Record<string, number | string | boolean>, gesture);
  const more = useSignal(false);
  const taps = useSignal<number[]>([]);
  const root = useRef<HTMLDivElement>(null);
  const label = strips[strip]!.label;
  const lines = mix.song.lyrics.filter(({ section }) => section === loop);
  const gapsS = lines.slice(1).map(({ atS }, i): [number, number] => [lines[i]!.toS, atS]);
  const shortest = gapsS.reduce<[number, number] | null>(
    (least, gap) => (!least || gap[1] - gap[0] < least[1] - least[0] ? gap : least),
    null,
  );
  const gapMs = shortest ? (shortest[1] - shortest[0]) * 1000 : null;
  const measured = useMeasured(mix, root, `${strip} ${from} ${loop}`, (session, signal) =>
    gapsS.length === 0
      ? Promise.resolve({})
      : figuresOf(
          mix,
          session,
          { left: { kind: 'tail-at-next-phrase', of: from, through: strip, gapsS } },
          passage,
          signal,
        ),
  ).value as { value: Record<string, number> | null; busy: boolean; trouble: string | null };
  const left = measured.value?.left;

  const ms = delayMs(values);
  const near = nearestNote(ms, bpm);
  const off = Math.round(near.offMs);
  const offWords =
    Math.abs(off) < 1
      ? `on ${noteLabel(near.note)}`
      : `${Math.abs(off)} ms ${off > 0 ? 'after' : 'before'} ${noteLabel(near.note)}`;
  const send = sender.sends[strip]?.gainDb ?? SEND_PARAMS.gainDb.min;
  const setMs = (timeMs: number, gesture: string) => set({ sync: 'off', timeMs }, gesture);
  const tap = () => {
    taps.value = tapped(taps.value, performance.now());
    const mean = tapMs(taps.value);
    if (mean !== null)
      setMs(Math.min(param('timeMs').max, Math.max(param('timeMs').min, Math.round(mean))), newGesture());
  };
  const knob = (id: NumberId, small = false) => (
    <Knob
      key={id}
      param={param(id)}
      value={values[id]}
      of="Delay"
      small={small}
      onChange={(value, gesture) => set({ [id]: value }, gesture)}
    />
  );
  const choices = NOTES.filter(({ id }) => more.value || COMMON.has(id) || id === values.sync).map(
    ({ id }) => ({
      id,
      label: noteLabel(id),
    }),
  );
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix) ?? offBadge(view, 'Delay')}
      first={first}
      resetPrefix={`${strip}/${insert}`}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} />}
    >
      <div ref={root}>
        <Echoes values={values} bpm={bpm} gapMs={gapMs} onTime={setMs} />
      </div>
      <Legend
        entries={[
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
      />
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
      <div class="controls">
        <div class="knobs">
          <Knob
            param={param('timeMs')}
            value={Math.round(ms)}
            of="Delay"
            onChange={(value, gesture) => setMs(value, gesture)}
          />
          {knob('feedbackPct')}
          {knob('highPassHz')}
          {knob('lowPassHz')}
          {knob('duckDb')}
          <Knob
            param={SEND_PARAMS.gainDb}
            value={send}
            label={`${sender.label} sends`}
            of="Delay"
            onChange={(gainDb, gesture) =>
              mix.edit(sendPatch(mix.session.peek(), from, strip, gainDb), gesture)
            }
          />
        </div>
        <div class="delay-side">
          <Toggle value={values.pingPong} onChange={(pingPong, gesture) => set({ pingPong }, gesture)}>
            Ping-pong
          </Toggle>
          <Toggle tone="hot" value={isSolo(mix, strip)} onChange={() => toggleSolo(mix, strip)}>
            Hear only the {label.toLowerCase()}
          </Toggle>
          <InsertSwitch view={view} label="Delay" />
        </div>
        <ReadOuts
          items={[
            {
              label: measured.busy ? 'Left at the next line (measuring)' : 'Left at the next line',
              unit: left !== undefined && left > -100 ? 'LU against it' : '',
              figure: left === undefined ? '–' : left <= -100 ? 'nothing' : written(left, '', 1, true),
            },
          ]}
        />
      </div>
      {measured.trouble && <p class="cell-text">{measured.trouble}</p>}
      {more.value && <div class="controls">{knob('mixPct', true)}</div>}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {sender.label} comes back after {spokenValue(param('timeMs'), Math.round(ms))}, {offWords}; each
          echo is {spokenValue(param('feedbackPct'), values.feedbackPct)} of the one before
          {values.pingPong ? ', left and right in turn' : ''}. Between{' '}
          {spokenValue(param('highPassHz'), values.highPassHz)} and{' '}
          {spokenValue(param('lowPassHz'), values.lowPassHz)} it comes back.{' '}
          {values.duckDb < 0
            ? `While ${sender.label} sounds, echoes step back by ${spokenValue(param('duckDb'), -values.duckDb)}. `
            : ''}
          {left === undefined
            ? ''
            : left <= -100
              ? 'Nothing is left of them when the next line begins.'
              : `When the next line begins, what is left is ${written(left, 'LU', 1)} against it.`}
        </p>
      </details>
    </Cell>
  );
}

export const Delay = island(DelayCell);
