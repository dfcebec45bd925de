/**
 * The stage: stems stand left to right and near to far before the listener, and are dragged there. Left and right is
 * pan. Near and far moves level, reverb and high cut together (`stage-law.ts`). Beside it, how direct each sounds.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { directWord } from '../../../course/figure-words.ts';
import { eqSpec } from '../../../dsp/effects/eq/spec.ts';
import { number } from '../../../dsp/core/params.ts';
import type { Patch, StripId } from '../../../session/document.ts';
import { sendPatch } from '../../../session/send.ts';
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { Mix } from '../../../state/types.ts';
import { gestureRun, newGesture } from '../../controls/gesture.ts';
import { holdPointer, STILL_PX } from '../../controls/hold-pointer.ts';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { snap, written } from '../../controls/value.ts';
import { Cell } from '../Cell.tsx';
import { isSolo, soloBadge, toggleSolo } from '../hearing.ts';
import { island } from '../island.tsx';
import { viewInsert } from '../insert.ts';
import { readPan, speakPan, writePan } from '../Mixer/pan.ts';
import { idList, sectionPassage } from '../passage.ts';
import type { Passage } from '../passage.ts';
import { figuresOf } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { distanceOf, distanceWord, levelChangeDb, placedAt } from './stage-law.ts';
import './stage.css';

export interface StageProps {
  lesson: string | null;
  on: string;
  /** Strips on the stage, parted by spaces. */
  show: string;
  /** The return that is the room. */
  room: string;
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

const HEIGHT = 340;
/** The stage's front and back line, from the top. */
const BACK_Y = 46;
const FRONT_Y = HEIGHT - 74;
/** How far left and right lies from the middle, in percent of the width: at the front, and at the back. */
const FRONT_HALF = 43;
const BACK_HALF = 30;
/** Seconds of the passage in which directness is measured: one render a stem. */
const MEASURED_S = 6;
const DISTANCE = number('Distance', '%', { min: 0, max: 100, default: 0, decimals: 0 });

const halfAt = (distance: number): number => FRONT_HALF + ((BACK_HALF - FRONT_HALF) * distance) / 100;
const xOf = (pan: number, distance: number): number => 50 + (pan / 100) * halfAt(distance);
const yOf = (distance: number): number => FRONT_Y + ((BACK_Y - FRONT_Y) * distance) / 100;

/** Where a strip stands now, by what its send to the room says. */
const standing = (mix: Mix, id: StripId, room: StripId): number =>
  distanceOf(mix.session.peek().strips[id]?.sends[room]?.gainDb ?? -100);

/** What moves a strip to a distance: send, fader and high cut together. */
function movePatch(mix: Mix, id: StripId, room: StripId, to: number, gainDb: number): Patch {
  const session = mix.session.peek();
  const strip = session.strips[id]!;
  const { sendDb, cutHz } = placedAt(to);
  const eq = strip.insert['eq'];
  return {
    ...sendPatch(session, id, room, sendDb),
    [`${id}.gainDb`]: snap(STRIP_PARAMS.gainDb, gainDb),
    ...(eq
      ? {}
      : {
          [`${id}/eq`]: { effect: eqSpec.id, v: eqSpec.version, on: true, values: {} },
          [`${id}/inserts`]: ['eq', ...strip.inserts],
        }),
    [`${id}/eq/lowPass.on`]: cutHz !== null,
    ...(cutHz === null ? {} : { [`${id}/eq/lowPass.freqHz`]: cutHz }),
  };
}

function StageCell({ lesson, on, show, room, loop, n, title = 'Stage', first }: StageProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const { strips, order } = mix.session.value;
  const shown = idList(show);
  for (const id of [...shown, room]) {
    if (!strips[id]) throw new Error(`<Stage>: no strip "${id}". There are: ${order.join(', ')}.`);
  }
  for (const id of shown) viewInsert(mix, eqSpec, id, 'eq');
  const root = useRef<HTMLDivElement>(null);
  const box = useRef<SVGSVGElement>(null);
  const more = useSignal(false);
  const selected = useSignal(shown[0]!);
  const measuredIn: Passage = { ...passage, toS: Math.min(passage.toS, passage.fromS + MEASURED_S) };
  const measured = useMeasured(mix, root, `${show} ${loop}`, (session, signal) =>
    figuresOf(
      mix,
      session,
      Object.fromEntries(
        shown.map((id) => [id, { kind: 'direct-to-reverberant', of: id, through: room } as const]),
      ),
      measuredIn,
      signal,
    ),
  ).value;

  const levels = useRef<Record<string, number>>({});
  useMeter(mix, root, {
    points: Object.fromEntries(
      shown.map((id) => [id, { kind: 'level', at: { kind: 'strip', strip: id, tap: 'post' } } as const]),
    ),
    key: show,
    onFrame: ({ values }) => {
      for (const id of shown) {
        const level = values[id];
        if (!level) continue;
        const rms = Math.max(level[2]!, level[3]!);
        levels.current[id] = Math.max(rms, (levels.current[id] ?? -100) - 0.6);
      }
    },
    onSilence: () => (levels.current = {}),
    draw: () => {
      for (const id of shown) {
        const halo = box.current?.querySelector(`[data-halo="${id}"]`);
        const loud = Math.max(0, Math.min(1, ((levels.current[id] ?? -100) + 54) / 48));
        halo?.setAttribute('r', (17 + 17 * loud).toFixed(1));
      }
    },
  });

  /** Moves a strip; the fader goes on from where it was when the movement began. */
  const move = (id: StripId, pan: number | null, distance: number | null, gesture: string, from?: Start) => {
    const strip = mix.session.peek().strips[id]!;
    const begun = from ?? { gainDb: strip.gainDb, distance: standing(mix, id, room) };
    const dry = (strip.sends[room]?.gainDb ?? -100) < placedAt(0).sendDb;
    const patch: Patch = pan === null ? {} : { [`${id}.pan`]: snap(STRIP_PARAMS.pan, pan) };
    if (distance !== null) {
      const to = Math.min(100, Math.max(0, Math.round(distance)));
      if (to !== standing(mix, id, room) || (dry && to > 0))
        Object.assign(patch, movePatch(mix, id, room, to, begun.gainDb + levelChangeDb(begun.distance, to)));
    }
    if (Object.keys(patch).length > 0) mix.edit(patch, gesture);
  };

  const direct = (id: StripId): string => {
    const db = measured.value?.[id];
    return db === undefined ? '–' : (directWord(db) ?? written(db, 'dB', 1, true));
  };
  const say = (id: StripId): string => {
    const distance = standing(mix, id, room);
    return `${speakPan(strips[id]!.pan)}, ${distanceWord(distance)}, ${distance} percent of the way back`;
  };
  const row = (id: StripId) => {
    const strip = strips[id]!;
    const distance = standing(mix, id, room);
    return (
      <div
        key={id}
        class={`stage-row ${stemClass(mix.song, id)}`}
        data-selected={selected.value === id || undefined}
      >
        <span class="stage-name">{strip.label}</span>
        <Slider
          param={STRIP_PARAMS.pan}
          value={strip.pan}
          name={`${strip.label} pan`}
          write={writePan}
          read={readPan}
          say={speakPan}
          onChange={(pan, gesture) => move(id, pan, null, gesture)}
        />
        <Slider
          param={DISTANCE}
          value={distance}
          name={`${strip.label} distance`}
          onChange={(to, gesture) => move(id, null, to, gesture)}
        />
        <span class="stage-direct">{direct(id)}</span>
        {more.value && (
          <span class="stage-parts">
            level {written(strip.gainDb, 'dB', 1, true)}, room{' '}
            {(strip.sends[room]?.gainDb ?? -100) <= -100
              ? 'none'
              : written(strip.sends[room]!.gainDb, 'dB', 1, true)}
            , high cut{' '}
            {strip.insert['eq']?.values['lowPass.on'] === true
              ? written(Number(strip.insert['eq'].values['lowPass.freqHz'] ?? 20_000), 'Hz', 0)
              : 'none'}
          </span>
        )}
      </div>
    );
  };

  const picked = selected.value;
  // Who is nearer stands before who is farther; whoever is in hand stands before all.
  const onStage = [...shown].sort((a, b) =>
    a === picked ? 1 : b === picked ? -1 : standing(mix, b, room) - standing(mix, a, room),
  );
  const placeOf = (id: StripId) => {
    const distance = standing(mix, id, room);
    return { x: xOf(strips[id]!.pan, distance), y: yOf(distance) };
  };
  /** Names of those who stand together go one under the other. */
  const labelDown = (id: StripId): number => {
    const me = placeOf(id);
    const before = shown.slice(0, shown.indexOf(id)).filter((other) => {
      const { x, y } = placeOf(other);
      return Math.abs(x - me.x) < 12 && Math.abs(y - me.y) < 13;
    });
    return 14 * before.length;
  };
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix)}
      first={first}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
    >
      <div ref={root}>
        <div class="picture stage-picture">
          <svg
            ref={box}
            role="group"
            aria-label="The stage, seen from the listener: left to right, near to far"
          >
            <Floor />
            {onStage.map((id) => (
              <Player
                key={id}
                id={id}
                label={strips[id]!.label}
                class={stemClass(mix.song, id)}
                pan={strips[id]!.pan}
                distance={standing(mix, id, room)}
                gainDb={strips[id]!.gainDb}
                spoken={say(id)}
                selected={picked === id}
                labelDown={labelDown(id)}
                box={box}
                onSelect={() => (selected.value = id)}
                onMove={move}
              />
            ))}
          </svg>
        </div>
        <div class="stage-foot">
          <div class="stage-rows">
            <div class="stage-row stage-heads" aria-hidden="true">
              <span />
              <span>pan</span>
              <span>distance</span>
              <span>direct over reverb</span>
            </div>
            {shown.map(row)}
          </div>
          <div class="stage-side">
            <Toggle tone="hot" value={isSolo(mix, picked)} onChange={() => toggleSolo(mix, picked)}>
              Solo {strips[picked]!.label}
            </Toggle>
            <Toggle tone="hot" value={isSolo(mix, room)} onChange={() => toggleSolo(mix, room)}>
              Hear only the {strips[room]!.label.toLowerCase()}
            </Toggle>
            <p class="stage-note" role="status">
              {measured.trouble ??
                (measured.busy
                  ? 'Measuring how direct each sounds…'
                  : measured.value
                    ? `Measured over ${MEASURED_S} s of the ${passage.label.toLowerCase()}.`
                    : 'Press play, and it is measured how direct each sounds.')}
            </p>
          </div>
        </div>
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {shown
            .map((id) => {
              const db = measured.value?.[id];
              const heard =
                db === undefined ? '' : `, ${directWord(db) ?? `${direct(id)} direct over reverb`}`;
              return `${strips[id]!.label}: ${say(id)}${heard}`;
            })
            .join('; ')}
          . A step back turns a stem down, sends more of it to the room and takes highs away.
        </p>
      </details>
    </Cell>
  );
}

/** The floor in perspective: from the listener to the back wall. */
function Floor() {
  return (
    <g aria-hidden="true">
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height="100%">
        <path
          class="stage-floor"
          d={`M${50 - FRONT_HALF - 5} ${FRONT_Y + 14}L${50 + FRONT_HALF + 5} ${FRONT_Y + 14}L${50 + BACK_HALF + 5} ${BACK_Y - 14}L${50 - BACK_HALF - 5} ${BACK_Y - 14}Z`}
        />
        {[0, 25, 50, 75, 100].map((d) => (
          <path
            key={d}
            class="grid-line grid-main"
            d={`M${50 - halfAt(d) - 3} ${yOf(d)}H${50 + halfAt(d) + 3}`}
          />
        ))}
        {[-100, -50, 0, 50, 100].map((p) => (
          <path key={p} class="grid-line" d={`M${xOf(p, 0)} ${FRONT_Y}L${xOf(p, 100)} ${BACK_Y}`} />
        ))}
      </svg>
      <text class="axis-region axis-middle" x="50%" y="22">
        far: quieter, more room, duller
      </text>
      <text class="axis-region" x="1.5%" y={FRONT_Y + 34}>
        left
      </text>
      <text class="axis-region axis-end" x="98.5%" y={FRONT_Y + 34}>
        right
      </text>
      <text class="axis-region axis-middle" x="50%" y={FRONT_Y + 38}>
        near
      </text>
      <svg x="50%" y={HEIGHT - 16} overflow="visible">
        <path class="stage-listener" d="M-14 10a14 14 0 0 1 28 0zM0 -8m-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0" />
        <text class="axis-region" x="22" y="8">
          you
        </text>
      </svg>
    </g>
  );
}

interface Start {
  gainDb: number;
  distance: number;
}

interface PlayerProps {
  id: StripId;
  label: string;
  class: string;
  pan: number;
  distance: number;
  gainDb: number;
  spoken: string;
  selected: boolean;
  /** How far its name stands below it, in pixels. */
  labelDown: number;
  box: RefObject<SVGSVGElement>;
  onSelect: () => void;
  onMove: (id: StripId, pan: number | null, distance: number | null, gesture: string, from?: Start) => void;
}

/** One stem on the stage: dragged, or moved with the arrow keys. */
function Player({
  id,
  label,
  class: classes,
  pan,
  distance,
  gainDb,
  spoken,
  selected,
  labelDown,
  box,
  onSelect,
  onMove,
}: PlayerProps) {
  const hold = useRef<SVGGElement>(null);
  const run = useRef<(() => string) | null>(null);
  run.current ??= gestureRun();
  // A player moves both ways: no touch on it scrolls. (`touch-action` does not hold for parts of an SVG.)
  useEffect(() => {
    const player = hold.current;
    const keep = (event: TouchEvent) => event.cancelable && event.preventDefault();
    player?.addEventListener('touchmove', keep, { passive: false });
    return () => player?.removeEventListener('touchmove', keep);
  }, []);

  const pointerDown = (event: PointerEvent) => {
    const player = event.currentTarget as SVGGElement;
    onSelect();
    if (event.button !== 0) return;
    const gesture = newGesture();
    const rect = box.current!.getBoundingClientRect();
    const from: Start = { gainDb, distance };
    const begun = { x: xOf(pan, distance), y: yOf(distance) };
    player.focus({ preventScroll: true });
    event.preventDefault();
    const onDrag = (e: PointerEvent, dxPx: number, dyPx: number) => {
      const fine = e.shiftKey ? 0.25 : 1;
      const dx = dxPx * fine;
      const dy = dyPx * fine;
      const to = Math.min(100, Math.max(0, ((begun.y + dy - FRONT_Y) / (BACK_Y - FRONT_Y)) * 100));
      const x = begun.x + (dx / rect.width) * 100;
      onMove(id, Math.min(100, Math.max(-100, ((x - 50) / halfAt(to)) * 100)), to, gesture, from);
    };
    holdPointer(event, { onMove: onDrag, fromPx: STILL_PX });
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 1 : 5;
    const action = {
      ArrowLeft: () => onMove(id, pan - step, null, run.current!()),
      ArrowRight: () => onMove(id, pan + step, null, run.current!()),
      ArrowUp: () => onMove(id, null, distance + step, run.current!()),
      ArrowDown: () => onMove(id, null, distance - step, run.current!()),
      Home: () => onMove(id, 0, null, run.current!()),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect();
    action();
  };
  // At the edges there is no room beside a player.
  const above = Math.abs(pan) > 55;
  return (
    <svg x={`${xOf(pan, distance)}%`} y={yOf(distance)} overflow="visible">
      <g
        ref={hold}
        class={`stage-player ${classes}`}
        role="button"
        tabindex={0}
        aria-pressed={selected}
        aria-label={`${label}: ${spoken}`}
        aria-description="Left and right: pan. Up and down: farther and nearer. Home: centre."
        onPointerDown={pointerDown}
        onKeyDown={keyDown}
        onFocus={onSelect}
        onDblClick={() => onMove(id, 0, null, newGesture())}
      >
        <circle class="stage-hit" r="24" />
        <circle class="stage-halo" data-halo={id} r="17" />
        <circle class="stage-focus" r="20" />
        <circle class="stage-dot" r="10" />
        <text
          class="stage-label"
          x={above ? 0 : 17}
          y={above ? -18 - labelDown : 4 + labelDown}
          text-anchor={above ? 'middle' : 'start'}
        >
          {label}
        </text>
      </g>
    </svg>
  );
}

export const Stage = island(StageCell);
