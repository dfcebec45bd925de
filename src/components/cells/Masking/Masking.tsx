/**
 * Masking: where in time and frequency some stems cover another one, by the measure that the exercises use. Rendered
 * and measured again after every edit, beside what it was at the start.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MaskingMap } from '../../../dsp/meters/masking.ts';
import type { Session } from '../../../session/document.ts';
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import { seek, sounding, transport } from '../../../state/audio.ts';
import { measuring } from '../../../state/measuring.ts';
import { REGIONS } from '../../charts/scales.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { Legend, legendColour } from '../Legend.tsx';
import { writeLevel } from '../level.ts';
import { readPan, speakPan, writePan } from '../Mixer/pan.ts';
import { idList, sectionPassage } from '../passage.ts';
import { ReadOuts } from '../ReadOuts.tsx';
import { useMeasured } from '../space/use-measured.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { COVERED, LOUDNESS, regionShares } from './regions.ts';
import './masking.css';

export interface MaskingProps {
  lesson: string | null;
  on: string;
  /** The strip that should be heard. */
  of: string;
  /** Strips that may cover it, parted by spaces. */
  by: string;
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

type When = 'now' | 'start';
const HEIGHT = 260;
const MARKS_HZ = [100, 200, 500, 1000, 2000, 5000, 10_000];

const percent = (share: number): string => (share * 100).toFixed(0);

/** The map as an image, a pixel a frame and band: the covered parts in the masker's colour. */
function imageOf(map: MaskingMap, heard: string, covered: string): HTMLCanvasElement {
  const bands = map.bandsHz.length;
  const image = document.createElement('canvas');
  image.width = map.frames;
  image.height = bands;
  const context = image.getContext('2d')!;
  const data = context.createImageData(map.frames, bands);
  const rgb = (css: string): number[] => {
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const colours = [rgb(heard), rgb(covered)];
  context.clearRect(0, 0, 1, 1);
  for (let f = 0; f < map.frames; f++) {
    for (let b = 0; b < bands; b++) {
      const cell = map.cells[f * bands + b]!;
      if (cell === 0) continue;
      const at = 4 * ((bands - 1 - b) * map.frames + f);
      data.data.set(colours[cell & COVERED ? 1 : 0]!, at);
      data.data[at + 3] = 70 + Math.round((185 * (cell & LOUDNESS)) / LOUDNESS);
    }
  }
  context.putImageData(data, 0, 0);
  return image;
}

function MaskingCell({ lesson, on, of, by, loop, n, title = 'Masking', first }: MaskingProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const { strips, order } = mix.session.value;
  const maskers = idList(by);
  for (const id of [of, ...maskers]) {
    if (!strips[id]) throw new Error(`<Masking>: no strip "${id}". There are: ${order.join(', ')}.`);
  }
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const head = useRef<SVGLineElement>(null);
  const when = useSignal<When>('now');
  const known = useRef<{ of: Session; map: MaskingMap | null } | null>(null);
  const image = useRef<{ of: MaskingMap; image: HTMLCanvasElement } | null>(null);

  const measured = useMeasured(mix, root, `${of} ${by} ${loop}`, async (session, signal) => {
    const { maskingInWorker } = await measuring();
    const measure = (s: Session) =>
      maskingInWorker({ session: s, of, by: maskers, passage, song: mix.song }, signal);
    const { origin } = mix;
    if (known.current?.of !== origin) known.current = { of: origin, map: await measure(origin) };
    const start = known.current.map;
    return { start, now: session === origin ? start : await measure(session) };
  }).value;
  const shown = measured.value?.[when.value] ?? null;

  const panel = useCanvas(canvas, () => repaint());
  const draw = () => {
    const surface = panel.current;
    if (!surface || !canvas.current) return;
    surface.clear();
    const map = shownNow.current;
    if (!map) return;
    if (image.current?.of !== map)
      image.current = {
        of: map,
        image: imageOf(map, legendColour(canvas.current, of), legendColour(canvas.current, maskers[0]!)),
      };
    surface.context.imageSmoothingEnabled = false;
    surface.context.drawImage(image.current.image, 0, 0, surface.width, surface.height);
  };
  const shownNow = useRef(shown);
  shownNow.current = shown;
  const repaint = useMeter(mix, canvas, { points: {}, onFrame: () => {}, draw });
  useEffect(() => repaint(), [shown]);

  const here = sounding.value === mix.id;
  const at = here ? (transport.value.positionS - passage.fromS) / (passage.toS - passage.fromS) : -1;
  const bandsHz = shown?.bandsHz ?? [];
  const yOf = (hz: number): string => {
    // Bands lie evenly on the picture; a frequency lies between two of them.
    const above = bandsHz.findIndex((f) => f >= hz);
    if (above <= 0) return '-10';
    const part = (hz - bandsHz[above - 1]!) / (bandsHz[above]! - bandsHz[above - 1]!);
    return `${(1 - (above - 1 + part + 0.5) / bandsHz.length) * 100}%`;
  };
  const regions = shown ? regionShares(shown) : [];
  const worst = regions.reduce<(typeof regions)[number] | null>(
    (most, r) => (!most || r.covered * r.weight > most.covered * most.weight ? r : most),
    null,
  );
  const label = strips[of]!.label;
  // Two of one family look too much alike: then what is covered has the colour of what is taken away.
  const familyOf = (id: string) => mix.song.stems.find((stem) => stem.id === id)?.family ?? id;
  const alike = familyOf(of) === familyOf(maskers[0]!);
  const coveredClass = alike ? 'ink-taken' : stemClass(mix.song, maskers[0]!);
  const names = maskers.map((id) => strips[id]!.label).join(' and ');
  const { start, now } = measured.value ?? { start: null, now: null };
  const change = start && now ? Math.round(now.share * 100) - Math.round(start.share * 100) : null;

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix)}
      first={first}
      compare={
        <Choice
          name="Which picture is shown"
          choices={[
            { id: 'start', label: 'As it was' },
            { id: 'now', label: 'Now' },
          ]}
          value={when.value}
          onChange={(next) => (when.value = next)}
        />
      }
    >
      <div ref={root}>
        <div
          class="picture masking-picture"
          onClick={(event) => {
            if (!here) return;
            const box = event.currentTarget.getBoundingClientRect();
            seek(passage.fromS + ((event.clientX - box.left) / box.width) * (passage.toS - passage.fromS));
          }}
        >
          <canvas ref={canvas} aria-hidden="true" />
          <svg
            width="100%"
            height={HEIGHT}
            role="img"
            aria-label={`Where ${names} cover ${label}, over time and frequency`}
          >
            <g aria-hidden="true">
              {shown &&
                MARKS_HZ.map((hz) => (
                  <g key={hz}>
                    <line
                      class="grid-line grid-main masking-line"
                      x1="0"
                      x2="100%"
                      y1={yOf(hz)}
                      y2={yOf(hz)}
                    />
                    <text class="axis-figure" x="6" y={yOf(hz)} dy="-3">
                      {hz >= 1000 ? `${hz / 1000}k` : hz}
                      {hz === 10_000 ? ' Hz' : ''}
                    </text>
                  </g>
                ))}
              {at >= 0 && at <= 1 && (
                <line
                  ref={head}
                  class="masking-head"
                  x1={`${at * 100}%`}
                  x2={`${at * 100}%`}
                  y1="0"
                  y2="100%"
                />
              )}
              {!shown && (
                <text class="axis-region axis-middle" x="50%" y="50%">
                  {measured.trouble ??
                    (measured.busy
                      ? 'Rendering and measuring…'
                      : measured.value
                        ? `${label} is silent here.`
                        : 'Press play, and it is rendered and measured.')}
                </text>
              )}
            </g>
          </svg>
        </div>
        <Legend
          entries={[
            { label: `${label}, heard`, class: stemClass(mix.song, of), mark: 'area', strip: of },
            {
              label: `${label}, covered by ${names}`,
              class: coveredClass,
              mark: 'area',
              strip: maskers[0]!,
            },
          ]}
        />
        <div class="masking-foot">
          <ul class="masking-regions">
            {REGIONS.map(({ id, label: region }) => {
              const share = regions.find((r) => r.id === id);
              return (
                <li key={id}>
                  <span>{region}</span>
                  <svg width="100%" height="10" aria-hidden="true">
                    <rect class="masking-slot" width="100%" height="10" rx="2" />
                    {share && (
                      <rect
                        class={`masking-fill ${coveredClass}`}
                        width={`${share.covered * 100}%`}
                        height="10"
                        rx="2"
                      />
                    )}
                  </svg>
                  <span class="masking-share">{share ? `${percent(share.covered)} %` : '–'}</span>
                </li>
              );
            })}
          </ul>
          <div class="masking-strips">
            {[of, ...maskers].map((id) => (
              <div key={id} class={`masking-strip ${stemClass(mix.song, id)}`}>
                <span>{strips[id]!.label}</span>
                <Slider
                  param={STRIP_PARAMS.pan}
                  value={strips[id]!.pan}
                  name={`${strips[id]!.label} pan`}
                  write={writePan}
                  read={readPan}
                  say={speakPan}
                  onChange={(pan, gesture) => mix.edit({ [`${id}.pan`]: pan }, gesture)}
                />
                <Slider
                  param={STRIP_PARAMS.gainDb}
                  value={strips[id]!.gainDb}
                  name={`${strips[id]!.label} level`}
                  write={writeLevel}
                  onChange={(gainDb, gesture) => mix.edit({ [`${id}.gainDb`]: gainDb }, gesture)}
                />
              </div>
            ))}
          </div>
          <ReadOuts
            items={[
              { label: 'Covered as it was', unit: '%', figure: start ? percent(start.share) : '–' },
              {
                label: measured.busy ? 'Covered now (measuring)' : 'Covered now',
                unit: '%',
                figure: now ? percent(now.share) : '–',
              },
            ]}
          />
        </div>
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {now && start
            ? `${names} cover ${percent(now.share)} percent of ${label} in the ${passage.label.toLowerCase()}; at the start it was ${percent(start.share)} percent${change === 0 ? ', so nothing has changed' : ''}. ${
                worst
                  ? `Most is lost in the region called ${worst.label}: ${percent(worst.covered)} percent there.`
                  : ''
              }`
            : 'Nothing is measured yet: press play.'}
        </p>
      </details>
    </Cell>
  );
}

export const Masking = island(MaskingCell);
