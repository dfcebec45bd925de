/**
 * The stage: stems stand left to right and near to far before the listener, and are dragged there. Left and right is
 * pan. Near and far moves level, reverb and high cut together (`stage-law.ts`). Beside it, how direct each sounds.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { directWord } from '../../../course/figure-words.ts';
import { eqSpec } from '../../../dsp/effects/eq/spec.ts';
import { number } from '../../../dsp/core/params.ts';
import type { Patch, StripId } from '../../../session/document.ts';
import { sendPatch } from '../../../session/send.ts';
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { Mix } from '../../../state/types.ts';
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
import { Floor } from './Floor.tsx';
import { Handle } from './Handle.tsx';
import type { Start } from './Handle.tsx';
import { nameSide, xOf, yOf } from './perspective.ts';
import { Player, PlayerName } from './Player.tsx';
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

/** Seconds of the passage in which directness is measured: one render a stem. */
const MEASURED_S = 6;
const DISTANCE = number('Distance', '%', { min: 0, max: 100, default: 0, decimals: 0 });

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
      const besideMe = nameSide(strips[other]!.pan) === nameSide(strips[id]!.pan);
      return besideMe && Math.abs(x - me.x) < 12 && Math.abs(y - me.y) < 13;
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
            <g aria-hidden="true">
              {onStage.map((id) => (
                <Player
                  key={id}
                  id={id}
                  class={stemClass(mix.song, id)}
                  pan={strips[id]!.pan}
                  distance={standing(mix, id, room)}
                  selected={picked === id}
                />
              ))}
              {shown.map((id) => (
                <PlayerName
                  key={id}
                  label={strips[id]!.label}
                  pan={strips[id]!.pan}
                  distance={standing(mix, id, room)}
                  down={labelDown(id)}
                />
              ))}
            </g>
            {shown.map((id) => (
              <Handle
                key={id}
                id={id}
                label={strips[id]!.label}
                pan={strips[id]!.pan}
                distance={standing(mix, id, room)}
                gainDb={strips[id]!.gainDb}
                spoken={say(id)}
                selected={picked === id}
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

export const Stage = island(StageCell);
