/** A lane's line of points over the strip's waveform and the song's sections: pressed, dragged, stepped with the keys. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { gainOf } from '../../../dsp/core/decibels.ts';
import type { AutomationPoint, StripId } from '../../../session/document.ts';
import { movePoint, valueAt } from '../../../session/lane.ts';
import type { Mix } from '../../../state/types.ts';
import { gestureRun, newGesture } from '../../controls/gesture.ts';
import { holdPointer, STILL_PX } from '../../controls/hold-pointer.ts';
import { nudge } from '../../controls/value.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import type { LaneScale } from './lane-scale.ts';
import './automation.css';

interface LanePictureProps {
  mix: Mix;
  strip: StripId;
  /** What the picture is of: "Vocal, Level". */
  label: string;
  scale: LaneScale;
  points: readonly AutomationPoint[];
  /** Where the value stays while there are no points. */
  restsAt: number;
  /** The stretch of the song that is shown. */
  fromS: number;
  toS: number;
  /** Loudest samples of the strip's recording, evenly over the song; none where it plays no recording. */
  wave: readonly number[];
  /** dB that the line adds to the recording at a time; null for a line that is no level. */
  addedDb: ((atS: number) => number) | null;
  picked: number | null;
  pick: (index: number) => void;
  /** A point where there was none; the value is on the scale's grid. */
  add: (atS: number, value: number) => void;
  remove: (index: number) => void;
  write: (points: readonly AutomationPoint[], gesture: string) => void;
}

const WIDTH = 900;
const HEIGHT = 230;
const TOP = 26;
const BOTTOM = HEIGHT - 10;
const LEFT = 40;
const RIGHT = WIDTH - 8;
const BARS = 280;
/** Part of the height that the loudest moment of the recording takes, so that there is room above it. */
const WAVE_SHARE = 0.7;
/** Points of the line beside those that are drawn as dots: a bent way shows as bent. */
const LINE_POINTS = 240;

/** A time in the song as it is kept: to the hundredth. */
export const snapS = (s: number, durationS: number): number =>
  Math.min(durationS, Math.max(0, Math.round(s * 100) / 100));

const yOf = (place: number): number => BOTTOM - place * (BOTTOM - TOP);

export function LanePicture({
  mix,
  strip,
  label,
  scale,
  points,
  restsAt,
  fromS,
  toS,
  wave,
  addedDb,
  picked,
  pick,
  add,
  remove,
  write,
}: LanePictureProps) {
  const { song } = mix;
  const svg = useRef<SVGSVGElement>(null);
  const head = useRef<SVGLineElement>(null);
  const headS = useRef(0);
  const run = useMemo(() => gestureRun(), []);

  const xOf = (s: number): number => LEFT + ((s - fromS) / (toS - fromS)) * (RIGHT - LEFT);
  const sOf = (x: number): number => fromS + ((x - LEFT) / (RIGHT - LEFT)) * (toS - fromS);
  const yAt = (value: number): number => yOf(scale.place(value));
  const where = (event: MouseEvent): { s: number; place: number } => {
    const box = svg.current!.getBoundingClientRect();
    return {
      s: sOf(((event.clientX - box.left) / box.width) * WIDTH),
      place: (BOTTOM - ((event.clientY - box.top) / box.height) * HEIGHT) / (BOTTOM - TOP),
    };
  };
  const moved = (from: readonly AutomationPoint[], index: number, s: number, value: number) =>
    movePoint(from, index, snapS(s, song.durationS), value, song.durationS);

  const press = (index: number) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    pick(index);
    const handle = event.currentTarget as SVGGElement;
    handle.focus({ preventScroll: true });
    const gesture = newGesture();
    const begin = points;
    const grip = where(event);
    const [oldS, oldValue] = begin[index]!;
    const onMove = (e: PointerEvent) => {
      const now = where(e);
      const value = scale.at(scale.place(oldValue) + now.place - grip.place);
      write(moved(begin, index, oldS + now.s - grip.s, value), gesture);
    };
    holdPointer(event, { onMove, fromPx: STILL_PX });
  };
  const keys = (index: number) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [s, value] = points[index]!;
    const stepS = event.shiftKey ? 0.01 : 0.1;
    const size = event.shiftKey ? 'fine' : 'normal';
    const to = (atS: number, next: number) => write(moved(points, index, atS, next), run());
    const action = {
      ArrowLeft: () => to(s - stepS, value),
      ArrowRight: () => to(s + stepS, value),
      ArrowUp: () => to(s, nudge(scale.param, value, 1, size)),
      ArrowDown: () => to(s, nudge(scale.param, value, -1, size)),
      PageUp: () => to(s, nudge(scale.param, value, 1, 'large')),
      PageDown: () => to(s, nudge(scale.param, value, -1, 'large')),
      Home: () => to(s, scale.param.min),
      End: () => to(s, scale.param.max),
      Delete: () => remove(index),
      Backspace: () => remove(index),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  // A finger on a point moves the point; anywhere else it scrolls.
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const hold = (event: TouchEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-point]') && event.cancelable)
        event.preventDefault();
    };
    element.addEventListener('touchmove', hold, { passive: false });
    return () => element.removeEventListener('touchmove', hold);
  }, []);

  const drawHead = () => {
    const x = Math.min(RIGHT, Math.max(LEFT, xOf(headS.current))).toFixed(1);
    head.current?.setAttribute('x1', x);
    head.current?.setAttribute('x2', x);
  };
  useMeter(mix, svg, {
    points: { level: { kind: 'level', at: { kind: 'strip', strip, tap: 'post' } } },
    key: strip,
    onFrame: ({ positionS }) => {
      headS.current = positionS;
    },
    draw: drawHead,
  });
  useEffect(drawHead);

  const line =
    points.length === 0
      ? `M${LEFT} ${yAt(restsAt).toFixed(1)}H${RIGHT}`
      : `M${LEFT} ${yAt(valueAt(points, fromS)).toFixed(1)}` +
        Array.from({ length: LINE_POINTS }, (_, i) => fromS + (i / (LINE_POINTS - 1)) * (toS - fromS))
          .concat(points.map(([s]) => s).filter((s) => s >= fromS && s <= toS))
          .sort((a, b) => a - b)
          .map((s) => `L${xOf(s).toFixed(1)} ${yAt(valueAt(points, s)).toFixed(1)}`)
          .join('');
  return (
    <div class="lane-scroll" tabindex={0} role="group" aria-label={`${label}: points`}>
      <svg
        ref={svg}
        class={`lane ${stemClass(song, strip)}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        onClick={(event) => {
          const { s, place } = where(event);
          if (s < fromS || s > toS || (event.target as Element).closest('[data-point]')) return;
          add(s, scale.at(place));
        }}
      >
        <rect class="lane-ground" x={LEFT} y={TOP} width={RIGHT - LEFT} height={BOTTOM - TOP} />
        {song.sections
          .filter((s) => s.toS > fromS && s.fromS < toS)
          .map((s) => {
            const from = xOf(Math.max(fromS, s.fromS));
            const roomPx = xOf(Math.min(toS, s.toS)) - from;
            return (
              <g key={s.id} aria-hidden="true">
                <line class="grid-line grid-main" x1={from} x2={from} y1={TOP} y2={BOTTOM} />
                <text class="axis-region" x={from + 4} y="16">
                  {roomPx > 8 * s.label.length ? s.label : ''}
                </text>
              </g>
            );
          })}
        <Wave wave={wave} addedDb={addedDb} fromS={fromS} toS={toS} durationS={song.durationS} />
        {scale.marks.map((value) => (
          <g key={value} aria-hidden="true">
            <line
              class={`grid-line ${value === 0 ? 'grid-main' : ''}`}
              x1={LEFT}
              x2={RIGHT}
              y1={yAt(value)}
              y2={yAt(value)}
            />
            <text class="axis-figure axis-end" x={LEFT - 5} y={yAt(value) + 4}>
              {scale.mark(value)}
            </text>
          </g>
        ))}
        <path class={`lane-line ${points.length === 0 ? 'lane-rests' : ''}`} d={line} />
        <line ref={head} class="lane-head" x1={LEFT} x2={LEFT} y1={TOP} y2={BOTTOM} />
        {points.map(([s, value], i) =>
          s < fromS || s > toS ? null : (
            <g
              key={i}
              data-point
              class={`lane-point ${picked === i ? 'lane-picked' : ''}`}
              transform={`translate(${xOf(s).toFixed(1)} ${yAt(value).toFixed(1)})`}
              role="slider"
              tabindex={0}
              aria-label={`Point ${i + 1} of ${points.length}`}
              aria-orientation="vertical"
              aria-valuemin={scale.param.min}
              aria-valuemax={scale.param.max}
              aria-valuenow={value}
              aria-valuetext={`${scale.say(value)} at ${s.toFixed(2)} seconds`}
              onPointerDown={press(i)}
              onKeyDown={keys(i)}
              onFocus={() => pick(i)}
            >
              <circle class="lane-grip" r="16" />
              <circle class="lane-dot" r="6" />
            </g>
          ),
        )}
      </svg>
    </div>
  );
}

interface WaveProps extends Pick<LanePictureProps, 'wave' | 'addedDb' | 'fromS' | 'toS'> {
  durationS: number;
}

/** The recording, and what a line that is a level makes of it. */
function Wave({ wave, addedDb, fromS, toS, durationS }: WaveProps) {
  if (wave.length === 0) return null;
  const middle = (TOP + BOTTOM) / 2;
  const half = (WAVE_SHARE * (BOTTOM - TOP)) / 2;
  const loudest = wave.reduce((most, value) => Math.max(most, value), 1);
  const stepS = (toS - fromS) / BARS;
  const bars = Array.from({ length: BARS }, (_, i) => {
    const s = fromS + (i + 0.5) * stepS;
    const a = Math.floor(((s - stepS / 2) / durationS) * wave.length);
    const b = Math.max(a + 1, Math.floor(((s + stepS / 2) / durationS) * wave.length));
    const peak = wave.slice(Math.max(0, a), b).reduce((most, value) => Math.max(most, value), 0) / loudest;
    const gain = addedDb === null ? 1 : gainOf(addedDb(s));
    return { i, before: peak * half, after: Math.min(1 / WAVE_SHARE, peak * gain) * half };
  });
  const path = (side: 'before' | 'after'): string =>
    bars
      .map(({ i, [side]: size }) => {
        const x = LEFT + ((i + 0.5) / BARS) * (RIGHT - LEFT);
        return `M${x.toFixed(1)} ${(middle - size).toFixed(1)}V${(middle + size).toFixed(1)}`;
      })
      .join('');
  return (
    <>
      <path class="lane-before" d={path('before')} />
      {addedDb !== null && <path class="lane-after" d={path('after')} />}
    </>
  );
}
