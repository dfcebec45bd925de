/** The live spectrum of the mix, or of some of its strips over each other. */
import { useRef } from 'preact/hooks';
import type { MeterPoint } from '../../../engine/facade.ts';
import { liveSpectrum } from '../../charts/live-spectrum.ts';
import type { LiveSpectrum } from '../../charts/live-spectrum.ts';
import { FREQUENCY_MARKS, frequencyScale, levelScale, REGIONS } from '../../charts/scales.ts';
import { drawSpectra, SPECTRUM_FLOOR_DB, SPECTRUM_TOP_DB } from '../../charts/spectra.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { island } from '../island.tsx';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { Legend, legendColour } from '../Legend.tsx';
import { idList, sectionPassage } from '../passage.ts';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import './spectrum.css';

export interface SpectrumProps {
  lesson: string | null;
  on: string;
  /** Strips to show over each other; the whole mix unless told. */
  of?: string;
  loop?: string;
  n?: string;
  title?: string;
}

const HEIGHT = 240;
const across = frequencyScale(100);
const down = levelScale(HEIGHT, SPECTRUM_FLOOR_DB, SPECTRUM_TOP_DB);

function SpectrumCell({ lesson, on, of, loop, n, title = 'Spectrum' }: SpectrumProps) {
  const mix = useMix(lesson, on);
  const { strips } = mix.session.value;
  const ids = idList(of);
  for (const id of ids) if (!strips[id]) throw new Error(`<Spectrum of="${of}">: no strip "${id}".`);
  const shown = ids.length > 0 ? ids : ['master'];
  const canvas = useRef<HTMLCanvasElement>(null);
  const traces = useRef<Record<string, LiveSpectrum>>({});
  const inks = useRef<Record<string, string> | null>(null);
  const panel = useCanvas(canvas, () => repaint());
  const draw = () => {
    if (!panel.current || !canvas.current) return;
    inks.current ??= Object.fromEntries(shown.map((id) => [id, legendColour(canvas.current!, id)]));
    for (const trace of Object.values(traces.current)) trace.update();
    drawSpectra(
      panel.current,
      shown.flatMap((id) => {
        const spectrum = traces.current[id];
        return spectrum
          ? [
              {
                colour: inks.current![id]!,
                spectrum,
                style: shown.length > 1 ? ('area' as const) : ('line' as const),
              },
            ]
          : [];
      }),
    );
  };
  const repaint = useMeter(mix, canvas, {
    points: Object.fromEntries(
      shown.map((id): [string, MeterPoint] => [
        id,
        { kind: 'samples', at: ids.length > 0 ? { kind: 'strip', strip: id, tap: 'post' } : { kind: 'tap' } },
      ]),
    ),
    onFrame: ({ values }) => {
      for (const [id, samples] of Object.entries(values))
        (traces.current[id] ??= liveSpectrum()).push(samples);
    },
    onSilence: () => Object.values(traces.current).forEach((trace) => trace.reset()),
    draw,
  });
  return (
    <Cell n={n} title={title} mix={mix} passage={sectionPassage(mix.song, loop)} badge={soloBadge(mix)}>
      <div class="picture spectrum-picture">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Spectrum of ${shown.map((id) => strips[id]?.label ?? id).join(', ')}, in dBFS over frequency`}
        />
        <svg aria-hidden="true">
          {FREQUENCY_MARKS.map(({ hz, label }) => (
            <g key={hz}>
              <line
                class={label ? 'grid-line grid-main' : 'grid-line'}
                x1={`${across.to(hz)}%`}
                x2={`${across.to(hz)}%`}
                y1="0"
                y2={HEIGHT}
              />
              {label && (
                <text class="axis-figure axis-middle" x={`${across.to(hz)}%`} y={HEIGHT - 22}>
                  {label}
                </text>
              )}
            </g>
          ))}
          {[-30, -50, -70].map((db) => (
            <text key={db} class="axis-figure" x="8" y={down.to(db) + 4}>
              −{-db}
              {db === -30 ? ' dBFS' : ''}
            </text>
          ))}
          {REGIONS.map((r) => (
            <text
              key={r.id}
              class="axis-region axis-middle"
              x={`${across.to(Math.sqrt(r.fromHz * r.toHz))}%`}
              y={HEIGHT - 7}
            >
              {r.label}
            </text>
          ))}
        </svg>
      </div>
      <Legend
        entries={shown.map((id) => ({
          label: strips[id]?.label ?? id,
          class: stemClass(mix.song, id),
          mark: 'area' as const,
          strip: id,
        }))}
      />
      <p class="cell-text spectrum-words">
        Smoothed to a sixth of an octave: a single tone stands at its own level anywhere, pink noise lies
        flat.
      </p>
    </Cell>
  );
}

export const Spectrum = island(SpectrumCell);
