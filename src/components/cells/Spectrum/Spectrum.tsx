/** The live spectrum of the mix, or of some of its strips over each other; the same in figures, by region. */
import { useRef } from 'preact/hooks';
import { formatNumber } from '../../../dsp/core/params.ts';
import type { MeterPoint } from '../../../engine/facade.ts';
import { liveSpectrum } from '../../charts/live-spectrum.ts';
import type { LiveSpectrum } from '../../charts/live-spectrum.ts';
import { REGIONS } from '../../charts/scales.ts';
import { drawSpectra } from '../../charts/spectra.ts';
import { useCanvas } from '../../charts/use-canvas.ts';
import { island } from '../island.tsx';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { useFigureClock } from '../figure-clock.ts';
import { Legend, legendColour } from '../Legend.tsx';
import { idList, sectionPassage } from '../passage.ts';
import { writeFigure } from '../ReadOuts.tsx';
import { FrequencyAxis, SpectrumLevels } from '../spectrum-axes.tsx';
import { stemClass } from '../stems.ts';
import { useMeter } from '../use-meter.ts';
import { useMix } from '../use-mix.ts';
import { regionLevels } from './regions.ts';
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

function SpectrumCell({ lesson, on, of, loop, n, title = 'Spectrum' }: SpectrumProps) {
  const mix = useMix(lesson, on);
  const { strips } = mix.session.value;
  const ids = idList(of);
  for (const id of ids) if (!strips[id]) throw new Error(`<Spectrum of="${of}">: no strip "${id}".`);
  const shown = ids.length > 0 ? ids : ['master'];
  const canvas = useRef<HTMLCanvasElement>(null);
  const traces = useRef<Record<string, LiveSpectrum>>({});
  const inks = useRef<Record<string, string> | null>(null);
  const figures = useRef<HTMLTableSectionElement>(null);
  const atS = useRef(0);
  const due = useFigureClock();
  const panel = useCanvas(canvas, () => repaint());
  const write = () => {
    for (const [i, id] of shown.entries()) {
      const spectrum = traces.current[id];
      const cells = figures.current?.rows[i]?.cells;
      if (!spectrum || !cells) continue;
      const { levelsDb, highestHz } = regionLevels(spectrum.freqsHz, spectrum.levelsDb);
      const { figure, unit } = formatNumber(highestHz ?? NaN, 'Hz', 0);
      const highest = cells[1]!;
      const text = highestHz === null ? '–' : `${figure} ${unit}`;
      if (highest.textContent !== text) highest.textContent = text;
      for (const [j, db] of levelsDb.entries())
        writeFigure(cells[2 + j]!, Number.isFinite(db) ? db : NaN, 'dB', 0);
    }
  };
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
    if (due(atS.current)) write();
  };
  const repaint = useMeter(mix, canvas, {
    points: Object.fromEntries(
      shown.map((id): [string, MeterPoint] => [
        id,
        { kind: 'samples', at: ids.length > 0 ? { kind: 'strip', strip: id, tap: 'post' } : { kind: 'tap' } },
      ]),
    ),
    onFrame: ({ values, contextTimeS }) => {
      atS.current = contextTimeS;
      for (const [id, samples] of Object.entries(values))
        (traces.current[id] ??= liveSpectrum()).push(samples);
    },
    onSilence: () => {
      Object.values(traces.current).forEach((trace) => trace.reset());
      write();
    },
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
          <FrequencyAxis height={HEIGHT} />
          <SpectrumLevels height={HEIGHT} />
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
      <details class="text-now">
        <summary>In words</summary>
        <table class="cell-values spectrum-values measured">
          <caption>How high each line reaches now, by region, in dBFS</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Highest at</th>
              {REGIONS.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={figures}>
            {shown.map((id) => (
              <tr key={id}>
                <th scope="row">{strips[id]?.label ?? id}</th>
                <td>–</td>
                {REGIONS.map((region) => (
                  <td key={region.id}>–</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Cell>
  );
}

export const Spectrum = island(SpectrumCell);
