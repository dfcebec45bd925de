/**
 * The song on one line: waveform, sections, loop and play head. A click seeks; it is a slider for the keyboard
 * (arrows by a second, with Shift by a tenth, page keys by section). The position comes as a signal and moves the
 * picture, never the component.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Loop } from '../../engine/facade.ts';
import type { Section } from '../../course/types.ts';
import { colour, surface } from '../charts/canvas.ts';
import { drawing, type Drawing } from '../charts/loop.ts';
import { bars } from './peaks.ts';
import { sectionAt } from './section.ts';
import { spokenTime } from './time.ts';

interface OverviewProps {
  /** 0 to 1 a bucket; empty until it has arrived. */
  values: readonly number[];
  sections: readonly Section[];
  durationS: number;
  position: ReadonlySignal<number>;
  loop: Loop | null;
  disabled: boolean;
  onSeek: (positionS: number) => void;
}

/** A bar and the gap after it, in CSS pixels. */
const PITCH_PX = 4;
const BAR_PX = 2.5;

export function Overview(props: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const latest = useRef(props);
  const picture = useRef<Drawing | null>(null);
  latest.current = props;
  const { values, sections, durationS, position, loop, disabled, onSeek } = props;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const area = surface(element, () => picture.current?.now());
    if (!area) return;
    picture.current = drawing(element, () => {
      area.clear();
      const { width, height, context } = area;
      const song = latest.current;
      if (song.durationS <= 0) return;
      const head = song.position.peek();
      const x = (atS: number) => (atS / song.durationS) * width;
      const played = colour(element, 'var(--job-trace)');
      const ahead = colour(element, 'var(--trace-pre)');
      if (song.loop) {
        context.fillStyle = colour(element, 'var(--panel-3)');
        context.fillRect(x(song.loop.fromS), 0, x(song.loop.toS) - x(song.loop.fromS), height);
      }
      context.fillStyle = colour(element, 'var(--panel-control-rule)');
      for (const { fromS } of song.sections) context.fillRect(Math.round(x(fromS)), height - 5, 1, 5);
      for (const [i, value] of bars(song.values, Math.floor(width / PITCH_PX)).entries()) {
        const left = i * PITCH_PX;
        const tall = Math.max(2, value * (height - 10));
        context.fillStyle = left < x(head) ? played : ahead;
        context.fillRect(left, (height - 4 - tall) / 2, BAR_PX, tall);
      }
      context.fillStyle = colour(element, 'var(--panel-ink)');
      context.fillRect(Math.min(width - 1.5, x(head)), 0, 1.5, height);
    });
    // A head that stands in the same place of the screen is no reason to draw.
    let drawnAt = -1;
    const stop = effect(() => {
      const at = Math.round((position.value / latest.current.durationS) * area.width * devicePixelRatio);
      if (at === drawnAt) return;
      drawnAt = at;
      picture.current?.signal();
    });
    return () => {
      stop();
      picture.current?.stop();
      picture.current = null;
      area.stop();
    };
  }, [position]);

  useEffect(() => picture.current?.now(), [values, sections, durationS, loop]);

  // The slider says whole seconds; telling it more often would only cost. While it has the focus a screen reader says
  // each change aloud, over the music: then only another section counts, or a jump.
  useEffect(() => {
    let said = -1;
    let saidSection: Section | undefined;
    return effect(() => {
      const atS = position.value;
      const second = Math.floor(atS);
      if (!slider.current || second === said) return;
      const section = sectionAt(sections, atS);
      const playsOn = second === said + 1 && section === saidSection;
      said = second;
      saidSection = section;
      if (playsOn && document.activeElement === slider.current) return;
      slider.current.valueAsNumber = atS;
      slider.current.setAttribute(
        'aria-valuetext',
        `${spokenTime(atS)} of ${spokenTime(durationS)}${section ? `, ${section.label}` : ''}`,
      );
    });
  }, [position, sections, durationS]);

  const keys = (event: KeyboardEvent) => {
    const atS = position.peek();
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    let to: number | undefined;
    if (step) to = atS + step * (event.shiftKey ? 0.1 : 1);
    else if (event.key === 'Home') to = 0;
    else if (event.key === 'PageUp') to = sections.find(({ fromS }) => fromS > atS + 0.01)?.fromS;
    else if (event.key === 'PageDown') to = sectionAt(sections, atS - 1.5)?.fromS ?? 0;
    if (to === undefined) return;
    event.preventDefault();
    onSeek(Math.min(Math.max(0, to), durationS));
  };

  return (
    <div class="overview">
      <canvas ref={canvas} aria-hidden="true" />
      <input
        ref={slider}
        type="range"
        aria-label="Position in the song"
        min="0"
        max={durationS > 0 ? durationS : 1}
        step="any"
        disabled={disabled}
        onInput={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onKeyDown={keys}
      />
    </div>
  );
}
