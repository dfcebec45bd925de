/**
 * uPlot, wrapped once: axes in the site's units (frequency even in octaves, with the marks that all pictures have), the
 * page's colours in either theme, a read-out in words under the cursor, which arrow keys move as well, a table of the
 * same numbers, lines twice as thick in a cell that is presented, and care for size and clean-up. uPlot itself is fetched when the first
 * numbers come, so that a page that is only read does not load it.
 */
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { Ref } from 'preact';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from '../../dsp/core/params.ts';
import type { Unit } from '../../dsp/core/params.ts';
import { asked } from '../../state/late.ts';
import { colour } from './canvas.ts';
import { drawing } from './loop.ts';
import type { Drawing } from './loop.ts';
import { clock } from '../transport/time.ts';
import { axisMarks } from './scales.ts';
import './chart.css';

/** Columns of numbers: x first, then one a series; null is a gap. */
export type Columns = [number[], ...(number | null)[][]];

export interface ChartAxis {
  label: string;
  /** `time` is a place in the song (m:ss), `frequency` is even in octaves. */
  kind: 'time' | 'frequency' | 'level';
  min: number;
  max: number;
  unit: Unit;
  decimals?: number;
  /** Values that get a line; of frequencies those of all pictures, else uPlot's own choice, unless told. */
  marks?: number[];
}

export interface ChartSeries {
  label: string;
  /** Any CSS colour: a token of the page. */
  colour: string;
  widthPx?: number;
  dash?: number[];
  /** Single values are drawn as dots, not joined: events. */
  points?: boolean;
  unit: Unit;
  decimals?: number;
}

export interface ChartBand {
  from: number;
  to: number;
  label: string;
  colour: string;
}

export interface ChartHandle {
  /** New numbers. `signal`: the sound moved, so reduced motion may hold it back. */
  set(columns: Columns, why: 'signal' | 'now'): void;
}

interface ChartProps {
  /** What the picture shows, for a screen reader and above the table. */
  label: string;
  x: ChartAxis;
  y: ChartAxis;
  series: ChartSeries[];
  /** Ranges drawn behind the traces: a target. */
  bands?: ChartBand[];
  initial: Columns;
  handle: Ref<ChartHandle>;
  /** What stands there before the first figures. */
  empty?: string;
  onVisible?: (visible: boolean) => void;
}

/** Seconds between marks of a song's time. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300];
/** Rows that a table of a chart shows at most; between them it takes every n-th. */
const TABLE_ROWS = 24;

const figure = (
  axis: { kind?: string; unit: Unit; decimals?: number },
  value: number | null | undefined,
): string => {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (axis.kind === 'time') return clock(value);
  const f = formatNumber(value, axis.unit, axis.decimals ?? 1);
  return f.unit ? `${f.figure} ${f.unit}` : f.figure;
};

/** Text at a mark; the last one of a level's axis says the unit. */
function tick(axis: ChartAxis, value: number, last: boolean): string {
  if (axis.kind === 'time') return clock(value);
  if (axis.kind === 'frequency') return axisMarks(axis).find(({ at }) => at === value)?.label ?? '';
  const { figure, unit } = formatNumber(value, axis.unit, axis.marks?.some((v) => v % 1 !== 0) ? 1 : 0);
  return last && unit ? `${figure} ${unit}` : figure;
}

export function Chart({
  label,
  x,
  y,
  series,
  bands = [],
  initial,
  handle,
  empty = 'Press play, and this is measured as it sounds.',
  onVisible,
}: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  /** What stands under the cursor, new with every picture while it plays. */
  const readOut = useRef<HTMLParagraphElement>(null);
  /** The same for a screen reader, only where keys moved to. */
  const aloud = useRef<HTMLParagraphElement>(null);
  const columns = useRef<Columns>(initial);
  const plot = useRef<uPlot | null>(null);
  const paint = useRef<Drawing | null>(null);
  const [table, setTable] = useState(false);
  const [rows, setRows] = useState<Columns>(initial);

  const [begun, setBegun] = useState(false);
  /** Larger figures while the cell fills the screen. */
  const [thick, setThick] = useState(false);
  /** Counts changes of the theme: colours are worked out when the plot is made. */
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const changed = () => setTheme((n) => n + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', changed);
    const chosen = new MutationObserver(changed);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', changed);
      chosen.disconnect();
    };
  }, []);
  useImperativeHandle(
    handle,
    () => ({
      set(next, why) {
        columns.current = next;
        setBegun(true);
        paint.current?.[why]();
      },
    }),
    [],
  );

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    const visible = onVisible;
    const task = drawing(
      element,
      () => plot.current?.setData(columns.current as uPlot.AlignedData, true),
      visible,
    );
    paint.current = task;
    const resize = new ResizeObserver(() => {
      if (plot.current) plot.current.setSize({ width: element.clientWidth, height: element.clientHeight });
      setThick(element.closest('.cell-presented') !== null);
    });
    resize.observe(element);

    if (begun)
      void asked(import('uplot')).then((there) => {
        if (gone || !there) return;
        const { default: UPlot } = there;
        const ink = colour(element, 'var(--panel-ink-2)');
        const grid = colour(element, 'var(--panel-2)');
        const sizePx = thick ? 16 : 11;
        const font = `${sizePx}px "IBM Plex Mono", ui-monospace, monospace`;
        const axis = (a: ChartAxis, size: number): uPlot.Axis => ({
          stroke: ink,
          font,
          size,
          gap: 4,
          grid: { stroke: grid, width: 1 },
          ticks: { show: false },
          splits: a.marks || a.kind === 'frequency' ? () => axisMarks(a).map(({ at }) => at) : undefined,
          values: (_u, splits) => splits.map((v, i) => tick(a, v, i === splits.length - 1)),
          filter: (_u, splits) => splits,
          ...(a.kind === 'time' && { incrs: TIME_STEPS, space: thick ? 110 : 60 }),
        });
        const drawBands = (u: uPlot) => {
          for (const band of bands) {
            const top = u.valToPos(band.to, 'y', true);
            const bottom = u.valToPos(band.from, 'y', true);
            u.ctx.save();
            u.ctx.globalAlpha = 0.22;
            u.ctx.fillStyle = colour(element, band.colour);
            u.ctx.fillRect(u.bbox.left, top, u.bbox.width, Math.max(2, bottom - top));
            u.ctx.restore();
          }
        };
        plot.current = new UPlot(
          {
            width: element.clientWidth,
            height: element.clientHeight,
            padding: [8, 12, 0, 0],
            legend: { show: false },
            cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
            scales: {
              x: { time: false, distr: x.kind === 'frequency' ? 3 : 1, range: () => [x.min, x.max] },
              y: { range: () => [y.min, y.max] },
            },
            axes: [axis(x, thick ? 38 : 24), axis(y, thick ? 80 : 54)],
            series: [
              { label: x.label },
              ...series.map((s) => ({
                label: s.label,
                stroke: colour(element, s.colour),
                // In a cell that is presented every canvas draws its lines twice as thick (`presenter.ts`).
                width: s.widthPx ?? 2,
                dash: s.dash,
                points: { show: s.points ?? false, size: 8 },
                ...(s.points ? { paths: () => null } : {}),
                spanGaps: false,
              })),
            ],
            hooks: {
              drawClear: [drawBands],
              setCursor: [
                (u) => {
                  if (!readOut.current) return;
                  const i = u.cursor.idx;
                  readOut.current.textContent = i === null || i === undefined ? '' : says(u.data, i);
                },
              ],
            },
          },
          columns.current as uPlot.AlignedData,
          element,
        );
      });

    return () => {
      gone = true;
      task.stop();
      paint.current = null;
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
    // The declaration of a chart is fixed for its life; only its numbers change.
  }, [thick, theme, begun]);

  // An open table follows the numbers once a second: faster cannot be read.
  useEffect(() => {
    if (!table) return;
    const refresh = () => setRows(columns.current.map((c) => [...c]) as Columns);
    refresh();
    const timer = setInterval(refresh, 1000);
    return () => clearInterval(timer);
  }, [table]);

  /** What all series are at one place. */
  const says = (data: ArrayLike<ArrayLike<number | null | undefined>>, i: number): string =>
    `${figure(x, data[0]?.[i])}: ${series.map((s, k) => `${s.label} ${figure(s, data[k + 1]?.[i])}`).join(', ')}`;
  /** Arrow keys move the cursor from one measured place to the next, which is then said. */
  const keys = (event: KeyboardEvent): void => {
    const u = plot.current;
    const by = {
      ArrowLeft: -1,
      ArrowRight: 1,
      PageUp: 10,
      PageDown: -10,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (!u || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const places = u.data[0]
      .map((_, i) => i)
      .filter((i) => u.data.slice(1).some((c) => c[i] !== null && c[i] !== undefined));
    if (places.length === 0) return;
    const now = u.cursor.idx ?? null;
    const from = now === null ? -1 : places.filter((i) => i < now).length;
    const next = places[Math.min(places.length - 1, Math.max(0, from + by))]!;
    u.setCursor({ left: u.valToPos(u.data[0][next]!, 'x'), top: u.bbox.height / devicePixelRatio / 2 });
    if (readOut.current) readOut.current.textContent = says(u.data, next);
    if (aloud.current) aloud.current.textContent = says(u.data, next);
  };

  const filled = rows[0]
    .map((_, i) => i)
    .filter((i) => rows.slice(1).some((c) => c[i] !== null && c[i] !== undefined));
  const every = Math.max(1, Math.ceil(filled.length / TABLE_ROWS));
  return (
    <figure class="chart">
      <div
        class="chart-plot"
        ref={box}
        role="group"
        aria-roledescription="chart"
        tabindex={0}
        aria-label={`${label} Arrow keys move along it.`}
        onKeyDown={keys}
      />
      {!begun && <p class="chart-empty">{empty}</p>}
      <p class="chart-read" ref={readOut} />
      <p class="visually-hidden" ref={aloud} role="status" />
      <details
        class="chart-table"
        onToggle={(event) => setTable((event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>Numbers</summary>
        {filled.length === 0 ? (
          <p>Nothing measured yet. Press play.</p>
        ) : (
          <table>
            <caption>{label}</caption>
            <thead>
              <tr>
                <th scope="col">{x.label}</th>
                {series.map((s) => (
                  <th scope="col" key={s.label}>
                    {s.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {filled
                .filter((_, n) => n % every === 0)
                .map((i) => (
                  <tr key={i}>
                    <th scope="row">{figure(x, rows[0][i])}</th>
                    {series.map((s, k) => (
                      <td key={s.label}>{figure(s, rows[k + 1]?.[i])}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </details>
    </figure>
  );
}
