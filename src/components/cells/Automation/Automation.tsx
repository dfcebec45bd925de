/**
 * How a level, a place or a control moves through the song: a line of points over the strip's waveform and the song's
 * sections. Grey is the recording, coloured is what a level's line makes of it. Points are drawn, dragged, typed, or
 * set for a whole section.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
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
import { newGesture } from '../../controls/gesture.ts';
import { Slider } from '../../controls/Slider.tsx';
import { snap } from '../../controls/value.ts';
import { loadPeaks } from '../../transport/peaks.ts';
import type { StemPeaks } from '../../transport/peaks.ts';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { passageOf } from '../loop.ts';
import { idList } from '../passage.ts';
import { SectionLoop } from '../SectionLoop.tsx';
import { stemClass } from '../stems.ts';
import { useMix } from '../use-mix.ts';
import { scaleOf, usualMode } from './lane-scale.ts';
import { LanePicture, snapS } from './LanePicture.tsx';
import { targetsOf } from './targets.ts';
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

/** The way to a new value and back when a section is set, and when it is silenced: as short as does not click. */
const RIDE_RAMP_S = 0.12;
const MUTE_RAMP_S = 0.02;
/** Seconds shown to each side of a section. */
const AROUND_S = 1;

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
  /** What a whole section is set to: null is what the lane begins with. */
  const ride = useSignal<{ section: string; value: number | null }>({
    section: song.sections[0]?.id ?? '',
    value: null,
  });
  const peaks = useSignal<StemPeaks | null>(null);
  useEffect(() => {
    let gone = false;
    loadPeaks(song).then(
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
  const mode = automation?.mode ?? usualMode(target);
  const scale = scaleOf(target, mode);
  const points: readonly AutomationPoint[] = automation?.points ?? [];
  const { silence } = scale;
  const rideTo = ride.value.value ?? scale.ride?.first ?? 0;
  const { unit } = scale.param;
  const label = session.strips[strip]!.label;
  const at = picked.value !== null && picked.value < points.length ? picked.value : null;

  const section = song.sections.find(({ id }) => id === view.value);
  const fromS = section ? Math.max(0, section.fromS - AROUND_S) : 0;
  const toS = section ? Math.min(song.durationS, section.toS + AROUND_S) : song.durationS;
  const write = (next: readonly AutomationPoint[], gesture: string): void =>
    mix.edit(
      {
        [`automation/${target.address}`]:
          next.length === 0 ? null : { mode, points: next.map((point) => [...point]) },
      },
      gesture,
    );
  const add = (atS: number, value?: number): void => {
    const there = points.length === 0 && mode === 'replace' ? target.value : valueAt(points, atS);
    const made = addPoint(points, snapS(atS, song.durationS), value ?? snap(scale.param, there));
    write(made.points, newGesture());
    picked.value = made.index;
  };
  const remove = (index: number): void => {
    write(removePoint(points, index), newGesture());
    picked.value = points.length > 1 ? Math.max(0, index - 1) : null;
  };
  const setWhole = (value: number, rampS: number): void => {
    const part = song.sections.find(({ id }) => id === ride.value.section);
    if (!part) return;
    // What replaces a control stands where that stood, before and after the section.
    const from: readonly AutomationPoint[] =
      points.length === 0 && mode === 'replace' ? [[0, target.value, 0]] : points;
    write(setPassage(from, part.fromS, part.toS, value, rampS), newGesture());
    picked.value = null;
  };

  const stem = session.strips[strip]!.source;
  const ref = stem === undefined ? undefined : session.sources[stem];
  const wave = ref?.kind === 'song' ? (peaks.value?.[ref.stem] ?? []) : [];
  const isLevel = target.kind === 'level';
  // Added to the fader; a line that stands in the fader's place is shown against it.
  const addedDb = (atS: number): number =>
    points.length === 0 ? 0 : valueAt(points, atS) - (mode === 'replace' ? target.value : 0);
  const inWords = (value: number): string => {
    const { figure, unit } = scale.write(value);
    return unit === '' ? figure : `${figure} ${unit}`;
  };
  const time: NumberParam = number('Time', 's', { min: 0, max: song.durationS, default: 0, decimals: 2 });
  const places = points.map(([s, value, curve]): AutomationPoint => [s, scale.place(value), curve]);
  const ridden = song.sections.filter((part) => moveInSection(places, part) >= scale.least);
  const groups = [...new Set(targets.map(({ group }) => group))];
  const choose = (next: number) => {
    lane.value = next;
    picked.value = null;
    ride.value = { ...ride.value, value: null };
  };

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
                choose(0);
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
              onChange={(event) => choose(Number(event.currentTarget.value))}
            >
              {groups.map((group) => {
                const inside = targets.filter((each) => each.group === group);
                const options = inside.map((each) => (
                  <option key={each.address} value={String(targets.indexOf(each))}>
                    {each.label}
                    {session.automation[each.address] ? ' (moves)' : ''}
                  </option>
                ));
                return group === undefined ? (
                  options
                ) : (
                  <optgroup key={group} label={group}>
                    {options}
                  </optgroup>
                );
              })}
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
      <LanePicture
        mix={mix}
        strip={strip}
        label={`${label}, ${target.label}`}
        scale={scale}
        points={points}
        restsAt={mode === 'trim' ? 0 : target.value}
        fromS={fromS}
        toS={toS}
        wave={wave}
        addedDb={isLevel ? addedDb : null}
        picked={at}
        pick={(index) => (picked.value = index)}
        add={add}
        remove={remove}
        write={write}
      />
      <Legend
        entries={[
          { label: `${label} as recorded`, class: 'ink-pre', mark: 'area' },
          ...(isLevel
            ? [{ label: 'with the line', class: stemClass(song, strip), mark: 'area' as const }]
            : []),
          {
            label: isLevel
              ? mode === 'trim'
                ? 'added to the fader, dB'
                : 'in the fader’s place, dB'
              : `${mode === 'trim' ? 'added to' : 'in the place of'} ${target.label}${unit === '' ? '' : `, ${unit}`}`,
            class: 'ink-job',
            mark: 'line',
          },
        ]}
      />
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
          {scale.ride && (
            <>
              <Slider
                key={target.address}
                param={scale.ride.param}
                value={rideTo}
                name={isLevel ? 'Change of the section' : `${target.label} in the section`}
                write={scale.write}
                onChange={(value) => (ride.value = { ...ride.value, value })}
              />
              <Button onClick={() => setWhole(rideTo, RIDE_RAMP_S)}>Set</Button>
            </>
          )}
          {silence !== null && <Button onClick={() => setWhole(silence, MUTE_RAMP_S)}>Silence</Button>}
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
                  write(movePoint(points, at, s, points[at]![1], song.durationS), gesture)
                }
              />
              <Field
                key={`${target.address} ${at}`}
                param={scale.param}
                value={points[at]![1]}
                name={`${isLevel ? 'Level' : target.label} of the point`}
                write={scale.write}
                read={scale.read}
                onChange={(value, gesture) =>
                  write(movePoint(points, at, points[at]![0], value, song.durationS), gesture)
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
            ? `${label}, ${target.label}: no points yet, it stays where its ${isLevel ? 'fader' : 'control'} is.`
            : `${label}, ${target.label}: ${points.map(([s, value]) => `${inWords(value)} at ${clock(s)}`).join(', ')}. It moves in ${
                ridden.length === 0 ? 'no section' : ridden.map((s) => s.label).join(', ')
              }.`}
        </p>
      </details>
    </Cell>
  );
}

export const Automation = island(AutomationCell);
