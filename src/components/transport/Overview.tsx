/**
 * The song on one line: waveform, sections, loop and play head. A click seeks; it is a slider for the keyboard
 * (arrows by a second, page keys by section).
 */
import { useEffect, useRef } from 'preact/hooks';
import type { Loop } from '../../engine/facade.ts';
import type { Section } from '../../state/types.ts';
import { colour, surface } from '../charts/canvas.ts';
import { drawing, type Drawing } from '../charts/loop.ts';
import { bars } from './peaks.ts';
import { spokenTime } from './time.ts';

interface OverviewProps {
  /** 0 to 1 a bucket; empty until it has arrived. */
  values: readonly number[];
  sections: readonly Section[];
  durationS: number;
  positionS: number;
  loop: Loop | null;
  disabled: boolean;
  onSeek: (positionS: number) => void;
}

/** A bar and the gap after it, in CSS pixels. */
const PITCH_PX = 4;
const BAR_PX = 2.5;

/** The section that a time lies in. */
export function sectionAt(sections: readonly Section[], atS: number): Section | undefined {
  return sections.findLast(({ fromS }) => fromS <= atS + 0.001);
}

export function Overview(props: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  const picture = useRef<Drawing | null>(null);
  latest.current = props;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const area = surface(element, () => picture.current?.now());
    if (!area) return;
    picture.current = drawing(element, () => {
      const { values, sections, durationS, positionS, loop } = latest.current;
      area.clear();
      if (durationS <= 0) return;
      const { context, width, height } = area;
      const x = (atS: number) => (atS / durationS) * width;
      const played = colour(element, 'var(--job-trace)');
      const ahead = colour(element, 'var(--trace-pre)');
      if (loop) {
        context.fillStyle = colour(element, 'var(--panel-3)');
        context.fillRect(x(loop.fromS), 0, x(loop.toS) - x(loop.fromS), height);
      }
      context.fillStyle = colour(element, 'var(--panel-control-rule)');
      for (const { fromS } of sections) context.fillRect(Math.round(x(fromS)), height - 5, 1, 5);
      const shown = bars(values, Math.floor(width / PITCH_PX));
      for (const [i, value] of shown.entries()) {
        const left = i * PITCH_PX;
        const tall = Math.max(2, value * (height - 8));
        context.fillStyle = left < x(positionS) ? played : ahead;
        context.fillRect(left, (height - tall) / 2, BAR_PX, tall);
      }
      context.fillStyle = colour(element, 'var(--panel-ink)');
      context.fillRect(Math.round(x(positionS)), 0, 1.5, height);
    });
    return () => {
      picture.current?.stop();
      picture.current = null;
      area.stop();
    };
  }, []);

  useEffect(() => picture.current?.signal(), [props.positionS]);
  useEffect(() => picture.current?.now(), [props.values, props.sections, props.durationS, props.loop]);

  const { sections, durationS, positionS, disabled, onSeek } = props;
  const section = sectionAt(sections, positionS);
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    let to: number | undefined;
    if (step) to = positionS + step * (event.shiftKey ? 0.1 : 1);
    else if (event.key === 'Home') to = 0;
    else if (event.key === 'PageUp') to = sections.find(({ fromS }) => fromS > positionS + 0.01)?.fromS;
    else if (event.key === 'PageDown') to = sectionAt(sections, positionS - 1.5)?.fromS ?? 0;
    if (to === undefined) return;
    event.preventDefault();
    onSeek(Math.min(Math.max(0, to), durationS));
  };

  return (
    <div class="overview">
      <canvas ref={canvas} aria-hidden="true" />
      <input
        type="range"
        aria-label="Position in the song"
        min="0"
        max={durationS > 0 ? durationS : 1}
        step="0.01"
        value={positionS}
        aria-valuetext={`${spokenTime(positionS)} of ${spokenTime(durationS)}${section ? `, ${section.label}` : ''}`}
        disabled={disabled}
        onInput={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onKeyDown={keys}
      />
    </div>
  );
}
