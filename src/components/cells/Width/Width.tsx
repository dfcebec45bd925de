/**
 * Width: what left and right draw together, how alike they are, and what each stem loses on one loudspeaker. Pan and
 * width of the stems beside their bars.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { monoLossWord, sideWord } from '../../../course/figure-words.ts';
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { Tap } from '../../../engine/facade.ts';
import { listening } from '../../../state/audio.ts';
import { colour } from '../../charts/canvas.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { readPan, speakPan, writePan } from '../Mixer/pan.ts';
import { idList, sectionPassage } from '../passage.ts';
import { ReadOuts, writeFigure } from '../ReadOuts.tsx';
import { figuresOf } from '../space/figures.ts';
import type { Figure } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { Goniometer, PAIRS } from './goniometer.ts';
import { readLimits } from './limits.ts';
import './width.css';

export interface WidthProps {
  lesson: string | null;
  on: string;
  /** Strips with a bar each, parted by spaces. */
  show: string;
  /** Section that plays, and that is measured. */
  loop: string;
  /** What may be lost in mono, in LU: "4.5 vox:1 bass:1". */
  limits?: string;
  n?: string;
  title?: string;
  first?: string;
}

/** The bars' scale ends here; more is written, and the bar is full. */
const MOST_LU = 10;
/** Seconds of the passage that are rendered and measured: long enough for every chord, short enough to wait for. */
const MEASURED_S = 9;
const SIZE = 260;
const WHOLE = 'tap';
/** Where the picture's marks for left and right stand: on a circle, 45° to each side. */
const EDGE = 0.92;

const tapOf = (strip: string): Tap =>
  strip === WHOLE ? { kind: 'tap' } : { kind: 'strip', strip, tap: 'post' };

function WidthCell({ lesson, on, show, loop, limits, n, title = 'Width', first }: WidthProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const { strips, order } = mix.session.value;
  const shown = idList(show);
  for (const id of shown) {
    if (!strips[id]) throw new Error(`<Width show>: no strip "${id}". There are: ${order.join(', ')}.`);
  }
  const measuredIn = { ...passage, toS: Math.min(passage.toS, passage.fromS + MEASURED_S) };
  const { all, of: limitOf } = readLimits(limits);
  const limitFor = (id: string): number | null => limitOf[id] ?? all;
  const seen = useSignal<string>(WHOLE);
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<SVGLineElement>(null);
  const correlation = useRef<HTMLElement>(null);
  const lean = useRef<HTMLElement>(null);
  const picture = useRef<Goniometer | null>(null);
  const correlationNow = useRef(0);
  const lastWrite = useRef(0);
  const ink = useRef<string | null>(null);
  const panel = useCanvas(canvas, () => repaint());

  const draw = () => {
    const surface = panel.current;
    if (!surface || !canvas.current) return;
    ink.current ??= colour(canvas.current, 'var(--seen)');
    surface.clear();
    marker.current?.setAttribute('x1', String(50 + 50 * correlationNow.current) + '%');
    marker.current?.setAttribute('x2', String(50 + 50 * correlationNow.current) + '%');
    const { current: gonio } = picture;
    if (!gonio) return;
    const { context, width, height } = surface;
    const reach = (Math.min(width, height) / 2) * EDGE;
    const scale = reach / gonio.scale;
    context.fillStyle = ink.current;
    // Older points are fainter: four ages, so that little is drawn anew.
    for (let age = 0; age < 4; age++) {
      context.globalAlpha = 0.12 + 0.2 * age;
      const from = gonio.at + (age * PAIRS) / 4;
      for (let i = 0; i < PAIRS / 4; i += 2) {
        const k = (from + i) % PAIRS;
        context.fillRect(
          width / 2 + gonio.side[k]! * scale - 0.7,
          height / 2 - gonio.mid[k]! * scale - 0.7,
          1.4,
          1.4,
        );
      }
    }
    context.globalAlpha = 1;
  };
  const repaint = useMeter(mix, canvas, {
    points: {
      samples: { kind: 'samples', at: tapOf(seen.value) },
      alike: { kind: 'correlation', at: tapOf(seen.value) },
    },
    key: seen.value,
    onFrame: ({ values, contextTimeS }) => {
      picture.current ??= new Goniometer();
      if (values.samples) picture.current.push(values.samples);
      if (!values.alike) return;
      correlationNow.current = values.alike[0]!;
      if (Math.abs(contextTimeS - lastWrite.current) < 0.2) return;
      lastWrite.current = contextTimeS;
      writeFigure(correlation.current, values.alike[0]!, '', 2, true);
      writeFigure(lean.current, values.alike[1]!, 'dB', 1, true);
    },
    onSilence: () => {
      picture.current?.reset();
      correlationNow.current = 0;
    },
    draw,
  });

  const figures: Record<string, Figure> = {
    ...Object.fromEntries(shown.map((id) => [id, { kind: 'mono-loss', of: id } as const])),
    [WHOLE]: { kind: 'mono-loss', of: WHOLE },
    low: { kind: 'side-against-mid', of: WHOLE, belowHz: 100 },
  };
  const measured = useMeasured(mix, root, `${show} ${loop}`, (session, signal) =>
    figuresOf(mix, session, figures, measuredIn, signal),
  ).value;
  const lossOf = (id: string): number | null => measured.value?.[id] ?? null;
  const writeLoss = (lu: number): string =>
    // Printed as zero it carries no sign; a middle that is a hair louder than its stereo loses nothing.
    monoLossWord(lu) ?? written(Math.max(0, lu), 'LU', 1);
  const look = (id: string) => {
    ink.current = null;
    picture.current?.reset();
    seen.value = id;
  };
  const { mono } = listening.value;
  const seenLabel = seen.value === WHOLE ? 'the whole mix' : strips[seen.value]!.label;
  const low = measured.value?.low;
  const wide = low === undefined ? null : sideWord(low);
  const loss = lossOf(WHOLE);

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={mono ? 'You hear mono' : soloBadge(mix)}
      first={first}
      compare={
        <Toggle
          tone="hot"
          value={mono}
          title="Left and right added, on both loudspeakers: how one loudspeaker plays it. Only for listening."
          onChange={(next) => (listening.value = { ...listening.peek(), mono: next })}
        >
          Listen in mono
        </Toggle>
      }
    >
      <div class="width-body" ref={root}>
        <div class="width-left">
          <div
            class={`picture width-picture ${seen.value === WHOLE ? 'stem-mix' : ''} ${stemClass(mix.song, seen.value)}`}
          >
            <canvas ref={canvas} aria-hidden="true" />
            <svg
              viewBox={`0 0 ${SIZE} ${SIZE}`}
              role="img"
              aria-label={`What left and right of ${seenLabel} draw together`}
            >
              <g aria-hidden="true">
                <circle class="grid-line width-ring" cx={SIZE / 2} cy={SIZE / 2} r={(SIZE / 2) * EDGE} />
                <path class="grid-line" d={`M${SIZE / 2} 10V${SIZE - 10}M10 ${SIZE / 2}H${SIZE - 10}`} />
                <path class="grid-line grid-main" d="M45 45L215 215M215 45L45 215" />
                <text class="axis-region axis-middle" x={SIZE / 2} y="22">
                  middle
                </text>
                <text class="axis-region" x="14" y="42">
                  left
                </text>
                <text class="axis-region axis-end" x={SIZE - 14} y="42">
                  right
                </text>
                <text class="axis-region axis-end" x={SIZE - 10} y={SIZE / 2 - 6}>
                  side
                </text>
              </g>
            </svg>
          </div>
          <div class="width-alike">
            <svg width="100%" height="34" aria-hidden="true">
              <rect class="width-slot" x="0" y="4" width="100%" height="10" rx="3" />
              <line class="grid-main" x1="50%" x2="50%" y1="2" y2="16" />
              <line ref={marker} class="width-marker" x1="50%" x2="50%" y1="1" y2="17" />
              <text class="axis-figure" x="0" y="31">
                −1 opposite
              </text>
              <text class="axis-figure axis-middle" x="50%" y="31">
                0
              </text>
              <text class="axis-figure axis-end" x="100%" y="31">
                mono +1
              </text>
            </svg>
          </div>
        </div>
        <div class="width-right">
          <p class="width-caption">
            What each loses on one loudspeaker
            {measured.busy
              ? ': measuring…'
              : measured.value
                ? `, in ${Math.round(measuredIn.toS - measuredIn.fromS)} s of the ${passage.label.toLowerCase()}`
                : ': press play, and it is measured'}
          </p>
          <ul class="width-rows">
            {shown.map((id) => {
              const strip = strips[id]!;
              const loss = lossOf(id);
              const limit = limitFor(id);
              const over = loss !== null && limit !== null && loss > limit + 0.05;
              return (
                <li key={id} class={`width-row ${stemClass(mix.song, id)}`}>
                  <button
                    type="button"
                    class="width-name"
                    aria-pressed={seen.value === id}
                    title={`Show ${strip.label} in the picture`}
                    onClick={() => look(seen.value === id ? WHOLE : id)}
                  >
                    {strip.label}
                  </button>
                  <svg class="width-bar" width="100%" height="18" aria-hidden="true">
                    <rect class="width-slot" x="0" y="4" width="100%" height="10" rx="2" />
                    {loss !== null && (
                      <rect
                        class="width-fill"
                        x="0"
                        y="4"
                        width={`${(Math.min(MOST_LU, Math.max(0, loss)) / MOST_LU) * 100}%`}
                        height="10"
                        rx="2"
                      />
                    )}
                    {limit !== null && (
                      <line
                        class="width-limit"
                        x1={`${(limit / MOST_LU) * 100}%`}
                        x2={`${(limit / MOST_LU) * 100}%`}
                        y1="0"
                        y2="18"
                      />
                    )}
                  </svg>
                  <span class="width-loss" data-over={over || undefined}>
                    {loss === null ? '–' : writeLoss(loss)}
                    {over && <small> over</small>}
                  </span>
                  {strip.kind === 'master' ? (
                    <span />
                  ) : (
                    <Slider
                      param={STRIP_PARAMS.pan}
                      value={strip.pan}
                      name={`${strip.label} pan`}
                      write={writePan}
                      read={readPan}
                      say={speakPan}
                      onChange={(pan, gesture) => mix.edit({ [`${id}.pan`]: pan }, gesture)}
                    />
                  )}
                  <Slider
                    param={STRIP_PARAMS.width}
                    value={strip.width}
                    name={`${strip.label} width`}
                    onChange={(width, gesture) => mix.edit({ [`${id}.width`]: width }, gesture)}
                  />
                </li>
              );
            })}
          </ul>
          <p class="width-key" aria-hidden="true">
            <span>name: show it in the picture</span>
            <span>white line: the limit</span>
            <span>pan</span>
            <span>width</span>
          </p>
          {measured.trouble && (
            <p class="width-caption" role="status">
              {measured.trouble}
            </p>
          )}
        </div>
      </div>
      <div class="controls">
        <span class="width-seen">Picture: {seenLabel}, blown up to fill it</span>
        <ReadOuts
          items={[
            { label: 'Correlation', unit: '', target: correlation },
            { label: 'Left against right', unit: 'dB', target: lean },
            {
              label: 'Whole mix in mono',
              unit: loss !== null && monoLossWord(loss) !== null ? '' : 'LU',
              figure: loss === null ? '–' : (monoLossWord(loss) ?? written(-Math.max(0, loss), '', 1)),
            },
            {
              label: 'Side under 100 Hz',
              unit: low === undefined || wide !== null ? '' : 'dB against the middle',
              figure: low === undefined ? '–' : (wide ?? written(low, '', 0)),
            },
          ]}
        />
      </div>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {measured.value
            ? `On one loudspeaker, compared with two: ${shown
                .map((id) => {
                  const limit = limitFor(id);
                  const loss = lossOf(id)!;
                  const verdict =
                    limit === null
                      ? ''
                      : loss > limit + 0.05
                        ? `, over its limit of ${written(limit, 'LU', 1)}`
                        : '';
                  return `${strips[id]!.label} loses ${writeLoss(loss)}${verdict}`;
                })
                .join('; ')}. `
            : 'Nothing is measured yet: press play. '}
          Places:{' '}
          {shown
            .map((id) => {
              const strip = strips[id]!;
              return `${strip.label} ${speakPan(strip.pan)}${strip.width === 100 ? '' : `, ${strip.width} percent wide`}`;
            })
            .join('; ')}
          .
        </p>
      </details>
    </Cell>
  );
}

export const Width = island(WidthCell);
