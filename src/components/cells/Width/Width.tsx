/**
 * Width: what left and right draw together, how alike they are, and what each stem loses on one loudspeaker. Pan and
 * width of the stems beside their bars.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { monoLossWord, sideWord } from '../../../course/figure-words.ts';
import type { StripId } from '../../../session/document.ts';
import { listening } from '../../../state/audio.ts';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Cell } from '../Cell.tsx';
import { useFigureClock } from '../figure-clock.ts';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { speakPan } from '../Mixer/pan.ts';
import { idList, sectionPassage } from '../passage.ts';
import { ReadOuts, writeFigure } from '../ReadOuts.tsx';
import { figuresOf } from '../space/figures.ts';
import type { Figure } from '../space/figures.ts';
import { useMeasured } from '../space/use-measured.ts';
import { useMix } from '../use-mix.ts';
import { readLimits } from './limits.ts';
import { isOver, LossRow, writeLoss } from './LossRow.tsx';
import { StereoPicture } from './StereoPicture.tsx';
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

/** Seconds of the passage that are rendered and measured: long enough for every chord, short enough to wait for. */
const MEASURED_S = 9;
/** The mix as it would be exported, as the checks name it. */
const WHOLE = 'tap';

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
  /** The strip that the picture shows; null: the whole mix. */
  const seen = useSignal<StripId | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const correlation = useRef<HTMLElement>(null);
  const lean = useRef<HTMLElement>(null);
  const due = useFigureClock();

  const figures: Record<string, Figure> = {
    ...Object.fromEntries(shown.map((id) => [id, { kind: 'mono-loss', of: id } as const])),
    [WHOLE]: { kind: 'mono-loss', of: WHOLE },
    low: { kind: 'side-against-mid', of: WHOLE, belowHz: 100 },
  };
  const measured = useMeasured(mix, root, `${show} ${loop}`, (session, signal) =>
    figuresOf(mix, session, figures, measuredIn, signal),
  ).value;
  const lossOf = (id: string): number | null => measured.value?.[id] ?? null;
  const { mono } = listening.value;
  const seenLabel = seen.value === null ? 'the whole mix' : strips[seen.value]!.label;
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
          <StereoPicture
            key={seen.value}
            mix={mix}
            of={seen.value}
            label={seenLabel}
            onFigures={(alike, leanDb, contextTimeS) => {
              if (!due(contextTimeS)) return;
              writeFigure(correlation.current, alike, '', 2, true);
              writeFigure(lean.current, leanDb, 'dB', 1, true);
            }}
          />
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
            {shown.map((id) => (
              <LossRow
                key={id}
                mix={mix}
                id={id}
                lossLu={lossOf(id)}
                limitLu={limitFor(id)}
                seen={seen.value === id}
                onSee={() => (seen.value = seen.value === id ? null : id)}
              />
            ))}
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
                  const verdict = isOver(loss, limit)
                    ? `, over its limit of ${written(limit!, 'LU', 1)}`
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
