/**
 * How a level moves through the song: a line of points over the strip's waveform and the song's sections. Grey is the
 * recording, coloured is what the line makes of it. Points are drawn, dragged, typed, or set for a whole section.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { number } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import type { AutomationPoint, StripId } from '../../../session/document.ts';
import {
  addPoint,
  movePoint,
  moveInSection,
  removePoint,
  setPassage,
  valueAt,
} from '../../../session/lane.ts';
import { transport } from '../../../state/audio.ts';
import { clock } from '../../charts/scales.ts';
import { Button } from '../../controls/Button.tsx';
import { Field } from '../../controls/Field.tsx';
import { gestureRun, newGesture } from '../../controls/gesture.ts';
import { Slider } from '../../controls/Slider.tsx';
import { spoken } from '../../controls/value.ts';
import { loadPeaks } from '../../transport/peaks.ts';
import type { StemPeaks } from '../../transport/peaks.ts';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { passageOf } from '../loop.ts';
import { idList } from '../passage.ts';
import { SectionLoop } from '../SectionLoop.tsx';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { scaleOf, targetsOf, writeLane } from './targets.ts';
import './automation.css';

export interface AutomationProps {
  lesson: string | null;
  on: string;
  /** Ids of the strips that can be chosen, the first one shown at first. */
  show: string;
  /** What goes round: a section, or times such as `0:15-0:27`. */
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

const WIDTH = 900;
const HEIGHT = 230;
const TOP = 26;
const BOTTOM = HEIGHT - 10;
const LEFT = 40;
const RIGHT = WIDTH - 8;
const BARS = 280;
/** The way to a new value and back when a section is set, and when it is silenced: as short as does not click. */
const RIDE_RAMP_S = 0.12;
const MUTE_RAMP_S = 0.02;
/** Part of the height that the loudest moment of the recording takes, so that there is room above it. */
const WAVE_SHARE = 0.7;
/** Seconds shown to each side of a section. */
const AROUND_S = 1;

const RIDE: NumberParam = {
  ...number('Change', 'dB', { min: -12, max: 12, default: 0, decimals: 1 }),
};

function AutomationCell({ lesson, on, show, loop, n, title = 'Automation', first }: AutomationProps) {
  const mix = useMix(lesson, on);
  const { song } = mix;
  const session = mix.session.value;
  const strips = idList(show);
  for (const id of strips) {
    if (!session.strips[id])
      throw new Error(`<Automation on="${on}">: no strip "${id}". There are: ${session.order.join(', ')}.`);
  }
  if (strips.length === 0) throw new Error(`<Automation on="${on}">: name the strips in show="…".`);
  const chosen = useSignal<StripId>(strips[0]!);
  const strip = session.strips[chosen.value] ? chosen.value : strips[0]!;
  const lane = useSignal(0);
  const picked = useSignal<number | null>(null);
  const view = useSignal('');
  const ride = useSignal({ section: song.sections[0]?.id ?? '', db: 3 });
  const peaks = useSignal<StemPeaks | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const head = useRef<SVGLineElement>(null);
  const headS = useRef(0);
  const run = useRef<(() => string) | null>(null);
  run.current ??= gestureRun();

  useEffect(() => {
    let gone = false;
    const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
    loadPeaks(`${base}audio/${song.id}/${song.manifest.peaks}`).then(
      (loaded) => {
        if (!gone) peaks.value = loaded;
      },
      // Without its waveform the lane still works.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [song.id]);

  const targets = targetsOf(session, strip);
  const target = targets[Math.min(lane.value, targets.length - 1)]!;
  const automation = session.automation[target.address];
  const mode = automation?.mode ?? 'trim';
  const points: readonly AutomationPoint[] = automation?.points ?? [];
  const { topDb, lowDb, marks, silenceDb } = scaleOf(mode);
  const label = session.strips[strip]!.label;
  const at = picked.value !== null && picked.value < points.length ? picked.value : null;

  const section = song.sections.find(({ id }) => id === view.value);
  const fromS = section ? Math.max(0, section.fromS - AROUND_S) : 0;
  const toS = section ? Math.min(song.durationS, section.toS + AROUND_S) : song.durationS;
  const xOf = (s: number): number => LEFT + ((s - fromS) / (toS - fromS)) * (RIGHT - LEFT);
  const sOf = (x: number): number => fromS + ((x - LEFT) / (RIGHT - LEFT)) * (toS - fromS);
  const yOf = (db: number): number =>
    TOP + ((topDb - Math.min(topDb, Math.max(lowDb, db))) / (topDb - lowDb)) * (BOTTOM - TOP);
  const dbOf = (y: number): number => topDb - ((y - TOP) / (BOTTOM - TOP)) * (topDb - lowDb);

  const write = (next: readonly AutomationPoint[], gesture: string): void =>
    mix.edit(
      {
        [`automation/${target.address}`]:
          next.length === 0 ? null : { mode, points: next.map((point) => [...point]) },
      },
      gesture,
    );
  const snapS = (s: number): number => Math.min(song.durationS, Math.max(0, Math.round(s * 100) / 100));
  const snapDb = (db: number): number => Math.min(topDb, Math.max(silenceDb, Math.round(db * 10) / 10)) + 0;
  const add = (atS: number, db?: number): void => {
    const value = db ?? (points.length === 0 && mode === 'replace' ? 0 : valueAt(points, atS));
    const made = addPoint(points, snapS(atS), snapDb(value));
    write(made.points, newGesture());
    picked.value = made.index;
  };
  const remove = (index: number): void => {
    write(removePoint(points, index), newGesture());
    picked.value = points.length > 1 ? Math.max(0, index - 1) : null;
  };
  const setWhole = (db: number, rampS: number): void => {
    const part = song.sections.find(({ id }) => id === ride.value.section);
    if (!part) return;
    write(setPassage(points, part.fromS, part.toS, db, rampS), newGesture());
    picked.value = null;
  };

  const place = (event: PointerEvent | MouseEvent): { s: number; db: number } => {
    const box = svg.current!.getBoundingClientRect();
    return {
      s: sOf(((event.clientX - box.left) / box.width) * WIDTH),
      db: dbOf(((event.clientY - box.top) / box.height) * HEIGHT),
    };
  };
  const press = (index: number) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    picked.value = index;
    const handle = event.currentTarget as SVGGElement;
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const gesture = newGesture();
    const begin = points;
    const grip = place(event);
    const old = begin[index]!;
    let moved = false;
    const move = (e: PointerEvent) => {
      const now = place(e);
      if (!moved && Math.hypot(e.clientX - event.clientX, e.clientY - event.clientY) < 3) return;
      moved = true;
      const s = snapS(old[0] + now.s - grip.s);
      const db = snapDb(Math.max(lowDb, old[1]) + now.db - grip.db);
      write(movePoint(begin, index, s, db, song.durationS), gesture);
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'])
        handle.removeEventListener(type, end);
    };
    handle.addEventListener('pointermove', move);
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'])
      handle.addEventListener(type, end);
  };
  const keys = (index: number) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [s, db] = points[index]!;
    const stepS = event.shiftKey ? 0.01 : 0.1;
    const stepDb = event.shiftKey ? 0.1 : 0.5;
    const next: Record<string, [number, number]> = {
      ArrowLeft: [s - stepS, db],
      ArrowRight: [s + stepS, db],
      ArrowUp: [s, db + stepDb],
      ArrowDown: [s, db - stepDb],
      PageUp: [s, db + 3],
      PageDown: [s, db - 3],
      Home: [s, silenceDb],
      End: [s, topDb],
    };
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      remove(index);
      return;
    }
    const to = next[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    write(movePoint(points, index, snapS(to[0]), snapDb(to[1]), song.durationS), run.current!());
  };

  // A finger on a point moves the point; anywhere else it scrolls.
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const hold = (event: TouchEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-point]') && event.cancelable)
        event.preventDefault();
    };
    element.addEventListener('touchmove', hold, { passive: false });
    return () => element.removeEventListener('touchmove', hold);
  }, []);

  const drawHead = () => {
    const x = Math.min(RIGHT, Math.max(LEFT, xOf(headS.current))).toFixed(1);
    head.current?.setAttribute('x1', x);
    head.current?.setAttribute('x2', x);
  };
  useMeter(mix, svg, {
    points: { level: { kind: 'level', at: { kind: 'strip', strip, tap: 'post' } } },
    key: strip,
    onFrame: ({ positionS }) => {
      headS.current = positionS;
    },
    draw: drawHead,
  });
  useEffect(drawHead);

  const stem = session.strips[strip]!.source;
  const ref = stem === undefined ? undefined : session.sources[stem];
  const wave = ref?.kind === 'song' ? (peaks.value?.[ref.stem] ?? []) : [];
  const middle = (TOP + BOTTOM) / 2;
  const half = (WAVE_SHARE * (BOTTOM - TOP)) / 2;
  const loudest = wave.reduce((most, value) => Math.max(most, value), 1);
  const bars = Array.from({ length: wave.length > 0 ? BARS : 0 }, (_, i) => {
    const s = fromS + ((i + 0.5) / BARS) * (toS - fromS);
    const a = Math.floor(((s - (toS - fromS) / BARS / 2) / song.durationS) * wave.length);
    const b = Math.max(a + 1, Math.floor(((s + (toS - fromS) / BARS / 2) / song.durationS) * wave.length));
    const peak = wave.slice(Math.max(0, a), b).reduce((most, value) => Math.max(most, value), 0) / loudest;
    // What a lane does: added to the fader; one that stands in the fader's place is shown against it.
    const db =
      points.length === 0 ? 0 : valueAt(points, s) - (mode === 'replace' ? session.strips[strip]!.gainDb : 0);
    return { x: xOf(s), before: peak * half, after: Math.min(1 / WAVE_SHARE, peak * 10 ** (db / 20)) * half };
  });
  const bar = (side: 'before' | 'after'): string =>
    bars
      .map((b) => `M${b.x.toFixed(1)} ${(middle - b[side]).toFixed(1)}V${(middle + b[side]).toFixed(1)}`)
      .join('');
  const line =
    points.length === 0
      ? ''
      : `M${LEFT} ${yOf(valueAt(points, fromS)).toFixed(1)}` +
        Array.from({ length: 240 }, (_, i) => fromS + (i / 239) * (toS - fromS))
          .concat(points.map(([s]) => s).filter((s) => s >= fromS && s <= toS))
          .sort((a, b) => a - b)
          .map((s) => `L${xOf(s).toFixed(1)} ${yOf(valueAt(points, s)).toFixed(1)}`)
          .join('');
  const inWords = (db: number): string => {
    const { figure, unit } = writeLane(mode, db);
    return `${figure} ${unit}`;
  };
  const time: NumberParam = number('Time', 's', { min: 0, max: song.durationS, default: 0, decimals: 2 });
  const level: NumberParam = {
    ...number('Value', 'dB', { min: silenceDb, max: topDb, default: 0, decimals: 1 }),
  };
  const ridden = song.sections.filter((part) => moveInSection(points, part) >= 0.5);

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passageOf(song, loop)}
      badge={soloBadge(mix)}
      first={first}
      resetPrefix={`automation/${target.address}`}
    >
      <div class="lane-tools">
        {strips.length > 1 && (
          <label class="section-loop">
            Strip
            <select
              value={strip}
              onChange={(event) => {
                chosen.value = event.currentTarget.value;
                lane.value = 0;
                picked.value = null;
              }}
            >
              {strips.map((id) => (
                <option key={id} value={id}>
                  {session.strips[id]!.label}
                </option>
              ))}
            </select>
          </label>
        )}
        {targets.length > 1 && (
          <label class="section-loop">
            Lane
            <select
              value={String(Math.min(lane.value, targets.length - 1))}
              onChange={(event) => {
                lane.value = Number(event.currentTarget.value);
                picked.value = null;
              }}
            >
              {targets.map((t, i) => (
                <option key={t.address} value={String(i)}>
                  {t.label}
                  {session.automation[t.address] ? ' (moves)' : ''}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="section-loop">
          Show
          <select value={view.value} onChange={(event) => (view.value = event.currentTarget.value)}>
            <option value="">the whole song</option>
            {song.sections.map((s) => (
              <option key={s.id} value={s.id}>
                {s.label}
              </option>
            ))}
          </select>
        </label>
        <SectionLoop mix={mix} />
      </div>
      <div class="lane-scroll" tabindex={0} role="group" aria-label={`${label}, ${target.label}: points`}>
        <svg
          ref={svg}
          class={`lane ${stemClass(song, strip)}`}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          onClick={(event) => {
            const { s, db } = place(event);
            if (s < fromS || s > toS || (event.target as Element).closest('[data-point]')) return;
            add(s, Math.max(lowDb, db));
          }}
        >
          <rect class="lane-ground" x={LEFT} y={TOP} width={RIGHT - LEFT} height={BOTTOM - TOP} />
          {song.sections
            .filter((s) => s.toS > fromS && s.fromS < toS)
            .map((s) => (
              <g key={s.id} aria-hidden="true">
                <line
                  class="grid-line grid-main"
                  x1={xOf(Math.max(fromS, s.fromS))}
                  x2={xOf(Math.max(fromS, s.fromS))}
                  y1={TOP}
                  y2={BOTTOM}
                />
                <text class="axis-region" x={xOf(Math.max(fromS, s.fromS)) + 4} y="16">
                  {xOf(Math.min(toS, s.toS)) - xOf(Math.max(fromS, s.fromS)) > 8 * s.label.length
                    ? s.label
                    : ''}
                </text>
              </g>
            ))}
          <path class="lane-before" d={bar('before')} />
          <path class="lane-after" d={bar('after')} />
          {marks.map((db) => (
            <g key={db} aria-hidden="true">
              <line
                class={`grid-line ${db === 0 ? 'grid-main' : ''}`}
                x1={LEFT}
                x2={RIGHT}
                y1={yOf(db)}
                y2={yOf(db)}
              />
              <text class="axis-figure axis-end" x={LEFT - 5} y={yOf(db) + 4}>
                {db > 0 ? `+${db}` : db < 0 ? `−${-db}` : '0'}
              </text>
            </g>
          ))}
          <path class="lane-line" d={line} />
          <line ref={head} class="lane-head" x1={LEFT} x2={LEFT} y1={TOP} y2={BOTTOM} />
          {points.map(([s, db], i) =>
            s < fromS || s > toS ? null : (
              <g
                key={i}
                data-point
                class={`lane-point ${at === i ? 'lane-picked' : ''}`}
                transform={`translate(${xOf(s).toFixed(1)} ${yOf(db).toFixed(1)})`}
                role="slider"
                tabindex={0}
                aria-label={`Point ${i + 1} of ${points.length}`}
                aria-orientation="vertical"
                aria-valuemin={silenceDb}
                aria-valuemax={topDb}
                aria-valuenow={db}
                aria-valuetext={`${spoken(writeLane(mode, db))} at ${s.toFixed(2)} seconds`}
                onPointerDown={press(i)}
                onKeyDown={keys(i)}
                onFocus={() => (picked.value = i)}
              >
                <circle class="lane-grip" r="16" />
                <circle class="lane-dot" r="6" />
              </g>
            ),
          )}
        </svg>
      </div>
      <ul class="legend">
        <li>
          <svg viewBox="0 0 18 10" aria-hidden="true" class="ink-pre">
            <rect x="0" y="1" width="18" height="8" fill="currentColor" />
          </svg>
          {label} as recorded
        </li>
        <li class={stemClass(song, strip)}>
          <svg viewBox="0 0 18 10" aria-hidden="true">
            <rect x="0" y="1" width="18" height="8" class="lane-swatch" />
          </svg>
          with the line
        </li>
        <li>
          <svg viewBox="0 0 18 10" aria-hidden="true" class="ink-job">
            <line x1="0" x2="18" y1="5" y2="5" stroke="currentColor" stroke-width="2.5" />
          </svg>
          {mode === 'trim' ? 'added to the fader, dB' : 'in the fader’s place, dB'}
        </li>
      </ul>
      <div class="lane-controls">
        <fieldset class="lane-set">
          <legend>A whole section</legend>
          <label class="section-loop">
            <span class="visually-hidden">Section to set</span>
            <select
              value={ride.value.section}
              onChange={(event) => (ride.value = { ...ride.value, section: event.currentTarget.value })}
            >
              {song.sections.map((s) => (
                <option key={s.id} value={s.id}>
                  {s.label}
                </option>
              ))}
            </select>
          </label>
          {mode === 'trim' && (
            <>
              <Slider
                param={RIDE}
                value={ride.value.db}
                name="Change of the section"
                write={(db) => writeLane('trim', db)}
                onChange={(db) => (ride.value = { ...ride.value, db })}
              />
              <Button onClick={() => setWhole(ride.value.db, RIDE_RAMP_S)}>Set</Button>
            </>
          )}
          <Button onClick={() => setWhole(silenceDb, MUTE_RAMP_S)}>Silence</Button>
        </fieldset>
        <fieldset class="lane-set">
          <legend>{at === null ? 'One point' : `Point ${at + 1} of ${points.length}`}</legend>
          <Button onClick={() => add(transport.peek().positionS)}>Add at the play head</Button>
          <Button
            kind="quiet"
            name="Point before"
            disabled={points.length === 0}
            onClick={() => (picked.value = at === null ? points.length - 1 : Math.max(0, at - 1))}
          >
            ‹
          </Button>
          <Button
            kind="quiet"
            name="Point after"
            disabled={points.length === 0}
            onClick={() => (picked.value = at === null ? 0 : Math.min(points.length - 1, at + 1))}
          >
            ›
          </Button>
          {at !== null && (
            <>
              <Field
                key={`time ${at}`}
                param={time}
                value={points[at]![0]}
                name="Time of the point"
                onChange={(s, gesture) =>
                  write(movePoint(points, at, snapS(s), points[at]![1], song.durationS), gesture)
                }
              />
              <Field
                key={`level ${at}`}
                param={level}
                value={points[at]![1]}
                name="Level of the point"
                write={(db) => writeLane(mode, db)}
                onChange={(db, gesture) =>
                  write(movePoint(points, at, points[at]![0], snapDb(db), song.durationS), gesture)
                }
              />
              <Button onClick={() => remove(at)}>Delete point</Button>
            </>
          )}
          {points.length > 0 && (
            <Button
              kind="quiet"
              onClick={() => {
                picked.value = null;
                write([], newGesture());
              }}
            >
              Clear the lane
            </Button>
          )}
        </fieldset>
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {points.length === 0
            ? `${label}, ${target.label}: no points yet, it stays where its fader is.`
            : `${label}, ${target.label}: ${points.map(([s, db]) => `${inWords(db)} at ${clock(s)}`).join(', ')}. It moves in ${
                ridden.length === 0 ? 'no section' : ridden.map((s) => s.label).join(', ')
              }.`}
        </p>
      </details>
    </Cell>
  );
}

export const Automation = island(AutomationCell);
