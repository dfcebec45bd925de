/**
 * Nine playback systems: their curves with where each comes from, heard at a press, and the place of the vocal on each
 * of them. What is chosen is how one listens: no mix, link, check or export changes by it.
 */
import { useEffect, useRef } from 'preact/hooks';
import { playbackCurveDb } from '../../../dsp/monitor/simulator.ts';
import { PLAYBACK_SYSTEMS, playbackSystem } from '../../../dsp/monitor/systems.ts';
import type { PlaybackSystem } from '../../../dsp/monitor/systems.ts';
import type { Check } from '../../../course/types.ts';
import type { StripId } from '../../../session/document.ts';
import { listening, play, playPassage, sounding, transport } from '../../../state/audio.ts';
import { measuring } from '../../../state/measuring.ts';
import { levelScale } from '../../charts/scales.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { linePath } from '../../charts/line-path.ts';
import { written } from '../../controls/value.ts';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ACROSS, FrequencyAxis, GainAxis } from '../spectrum-axes.tsx';
import { useMeasured } from '../space/use-measured.ts';
import { useMix } from '../use-mix.ts';
import './systems.css';

export interface SystemsProps {
  lesson: string | null;
  on: string;
  /** Strip whose balance against all others is measured on each system. */
  vocal?: StripId;
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

/** As high as the list of nine beside it. */
const HEIGHT = 314;
/** What is lower is drawn at the bottom. */
const LOWEST_DB = -30;
const down = levelScale(HEIGHT, LOWEST_DB, 12);
/** Points of a curve, evenly in octaves from 20 Hz to 20 kHz. */
const POINTS_HZ = Array.from({ length: 121 }, (_, i) => 20 * 1000 ** (i / 120));

const curveOf = (system: PlaybackSystem): string =>
  linePath(POINTS_HZ.map((hz) => [ACROSS.to(hz), down.to(Math.max(LOWEST_DB, playbackCurveDb(system, hz)))]));

function sides({ width, monoBelowHz }: PlaybackSystem): string {
  if (width === 0) return 'In mono';
  const image = width === 1 ? 'In its full width' : `With ${Math.round(width * 100)}% of the width`;
  return monoBelowHz > 0 ? `${image}, mono below ${monoBelowHz} Hz` : image;
}

function SystemsCell({ lesson, on, vocal, loop, n, title = 'Playback systems', first }: SystemsProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop);
  const { strips, order } = mix.session.value;
  if (vocal !== undefined && !strips[vocal])
    throw new Error(`<Systems vocal="${vocal}">: no such strip. There are: ${order.join(', ')}.`);
  const root = useRef<HTMLDivElement>(null);
  const heard = listening.value.monitor;
  const system = playbackSystem(heard) ?? PLAYBACK_SYSTEMS[0]!;

  const choose = (id: string) => {
    listening.value = { ...listening.peek(), monitor: id };
    // Whoever chooses one wants to hear it.
    if (sounding.value !== mix.id && passage) playPassage(mix, passage.fromS, passage.toS);
    else if (sounding.value !== mix.id || !transport.value.playing) play(mix);
  };
  // Who leaves the page listens flat again.
  useEffect(() => () => void (listening.value = { ...listening.peek(), monitor: 'studio' }), []);

  const others = order.filter((id) => id !== vocal && strips[id]?.kind === 'track');
  const measured = useMeasured(mix, root, `${vocal ?? ''} ${loop ?? ''}`, async (session, signal) => {
    if (vocal === undefined) return null;
    const { figuresInWorker } = await measuring();
    const check = (id: string): Check => ({
      kind: 'on-system',
      of: vocal,
      against: others,
      system: id,
      shift: true,
      label: '',
      hint: '',
      passage: passage ? { fromS: passage.fromS, toS: passage.toS } : 'song',
    });
    const checks = Object.fromEntries(PLAYBACK_SYSTEMS.map(({ id }) => [id, check(id)]));
    return figuresInWorker({ session, checks, song: mix.song }, signal);
  }).value;
  const shifts = measured.value;
  const label = vocal === undefined ? '' : strips[vocal]!.label;
  const badge = heard === 'studio' ? null : `Heard as: ${system.label}`;

  return (
    <Cell n={n} title={title} mix={mix} passage={passage} badge={soloBadge(mix) ?? badge} first={first}>
      <div class="systems" ref={root}>
        <ul class="systems-list" aria-label="Playback systems">
          {PLAYBACK_SYSTEMS.map(({ id, label: name }) => {
            const shift = shifts?.[id];
            return (
              <li key={id}>
                <button
                  type="button"
                  class="systems-choice"
                  aria-pressed={heard === id}
                  onClick={() => choose(id)}
                >
                  <span>{name}</span>
                  {vocal !== undefined && (
                    <span class="systems-shift">
                      <span class="visually-hidden">{label} against the band: </span>
                      {shift === undefined
                        ? '–'
                        : id === 'studio'
                          ? 'reference'
                          : written(shift, 'LU', 1, true)}
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <div class="picture systems-picture">
          <svg aria-hidden="true">
            <FrequencyAxis height={HEIGHT} />
            <GainAxis down={down} marksDb={[6, 0, -12, -24]} />
            <Stretched height={HEIGHT}>
              <path class="curve" d={curveOf(system)} />
            </Stretched>
          </svg>
        </div>
      </div>
      <Legend
        entries={[
          { label: `${system.label}: gain over frequency`, class: 'ink-job', mark: 'line' },
          ...(vocal === undefined
            ? []
            : [
                {
                  label: `figures: ${label} against the band, compared with the studio`,
                  class: 'ink-rule',
                  mark: 'area' as const,
                },
              ]),
        ]}
      />
      <div class="systems-about" role="status">
        <p>
          <strong>{system.label}.</strong> {system.says} {sides(system)}
          {system.noiseLufs === null ? '' : `, noise around you at ${written(system.noiseLufs, 'LUFS', 0)}`}.
        </p>
        <p class="systems-source">Where the curve comes from: {system.source}</p>
        {measured.trouble && <p>{measured.trouble}</p>}
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <ul class="systems-words">
          {PLAYBACK_SYSTEMS.map((each) => (
            <li key={each.id}>
              <strong>{each.label}.</strong> {each.says} {each.source}
              {shifts?.[each.id] !== undefined &&
                each.id !== 'studio' &&
                ` ${label} against the band: ${written(shifts[each.id]!, 'LU', 1, true)}.`}
            </li>
          ))}
        </ul>
      </details>
    </Cell>
  );
}

export const Systems = island(SystemsCell);
