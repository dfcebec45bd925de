/**
 * How a level, a place or a control moves through the song: a line of points over the strip's waveform and the song's
 * sections. Grey is the recording, coloured is what a level's line makes of it. Points are drawn, dragged, typed, or
 * set for a whole section.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AutomationPoint, StripId } from '../../../session/document.ts';
import { moveInSection } from '../../../session/lane.ts';
import { clock } from '../../transport/time.ts';
import { loadPeaks } from '../../transport/peaks.ts';
import type { StemPeaks } from '../../transport/peaks.ts';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { passageOf } from '../loop.ts';
import { idList } from '../passage.ts';
import { stemClass } from '../stems.ts';
import { useMix } from '../use-mix.ts';
import { LanePicture } from './LanePicture.tsx';
import { LaneTools } from './LaneTools.tsx';
import { OnePoint } from './OnePoint.tsx';
import { openLane } from './open-lane.ts';
import { WholeSection } from './WholeSection.tsx';
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
  const wanted = useSignal(0);
  const picked = useSignal<number | null>(null);
  const shown = useSignal('');
  /** What a whole section is set to: null is what the lane begins with. */
  const rideTo = useSignal<number | null>(null);
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

  const lane = openLane(mix, strip, wanted.value);
  const { target, mode, scale, points } = lane;
  const { unit } = scale.param;
  const label = session.strips[strip]!.label;
  const at = picked.value !== null && picked.value < points.length ? picked.value : null;

  const section = song.sections.find(({ id }) => id === shown.value);
  const fromS = section ? Math.max(0, section.fromS - AROUND_S) : 0;
  const toS = section ? Math.min(song.durationS, section.toS + AROUND_S) : song.durationS;
  const add = (atS: number, value?: number): void => {
    picked.value = lane.add(atS, value);
  };
  const remove = (index: number): void => {
    lane.remove(index);
    picked.value = points.length > 1 ? Math.max(0, index - 1) : null;
  };

  const stem = session.strips[strip]!.source;
  const ref = stem === undefined ? undefined : session.sources[stem];
  const wave = ref?.kind === 'song' ? (peaks.value?.[ref.stem] ?? []) : [];
  const isLevel = target.kind === 'level';
  const inWords = (value: number): string => {
    const { figure, unit } = scale.write(value);
    return unit === '' ? figure : `${figure} ${unit}`;
  };
  const places = points.map(([s, value, curve]): AutomationPoint => [s, scale.place(value), curve]);
  const ridden = song.sections.filter((part) => moveInSection(places, part) >= scale.least);
  const choose = (next: number) => {
    wanted.value = next;
    picked.value = null;
    rideTo.value = null;
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
      <LaneTools
        mix={mix}
        strips={strips}
        strip={strip}
        onStrip={(next) => {
          chosen.value = next;
          choose(0);
        }}
        lane={lane}
        onLane={choose}
        shown={shown.value}
        onShow={(next) => (shown.value = next)}
      />
      <LanePicture
        mix={mix}
        strip={strip}
        label={`${label}, ${target.label}`}
        scale={scale}
        points={points}
        restsAt={lane.restsAt}
        fromS={fromS}
        toS={toS}
        wave={wave}
        addedDb={isLevel ? lane.addedAt : null}
        picked={at}
        pick={(index) => (picked.value = index)}
        add={add}
        remove={remove}
        write={lane.write}
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
        <WholeSection
          sections={song.sections}
          lane={lane}
          value={rideTo.value}
          onValue={(value) => (rideTo.value = value)}
          onSet={() => (picked.value = null)}
        />
        <OnePoint
          lane={lane}
          durationS={song.durationS}
          picked={at}
          pick={(index) => (picked.value = index)}
          add={add}
          remove={remove}
        />
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
