/** The live spectra before and after an insert, and of other strips behind them, on a canvas. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { MeterFrame, MeterPoint } from '../../engine/facade.ts';
import type { StripId } from '../../session/document.ts';
import type { Params } from '../../dsp/core/params.ts';
import { colour } from '../charts/canvas.ts';
import { liveSpectrum } from '../charts/live-spectrum.ts';
import type { LiveSpectrum } from '../charts/live-spectrum.ts';
import { drawSpectra } from '../charts/spectra.ts';
import type { Trace } from '../charts/spectra.ts';
import { useCanvas } from '../charts/use-canvas.ts';
import { insertPoints } from './insert.ts';
import type { InsertFrame } from './insert-cell.tsx';
import { legendColour } from './Legend.tsx';
import { useMeter } from './use-meter.ts';

interface SpectraOptions {
  /** Strips whose spectra stand behind. */
  behind?: readonly StripId[];
  /** More to measure in the same frames; `samples` of any of these are not drawn. */
  points?: Record<string, MeterPoint>;
  onFrame?: (frame: MeterFrame) => void;
  onSilence?: () => void;
}

const BEHIND = 'behind ';

/**
 * Draws onto the canvas for as long as the component lives. What comes out has the colour that the cell's legend
 * gives the strip.
 */
export function useInsertSpectra(
  { mix, view, strip, insert }: InsertFrame<Params>,
  canvas: RefObject<HTMLCanvasElement>,
  { behind = [], points: more = {}, onFrame, onSilence }: SpectraOptions = {},
): void {
  const traces = useRef<Record<string, LiveSpectrum> | null>(null);
  const inks = useRef<Record<string, string> | null>(null);
  const points: Record<string, MeterPoint> = {
    ...insertPoints(view.present, strip, insert),
    ...Object.fromEntries(
      behind.map((id) => [
        BEHIND + id,
        { kind: 'samples', at: { kind: 'strip', strip: id, tap: 'post' } } as const,
      ]),
    ),
    ...more,
  };
  const panel = useCanvas(canvas, () => repaint());
  const draw = () => {
    if (!panel.current || !canvas.current) return;
    inks.current ??= {
      before: colour(canvas.current, 'var(--trace-pre)'),
      ...Object.fromEntries([strip, ...behind].map((id) => [id, legendColour(canvas.current!, id)])),
    };
    const found = traces.current ?? {};
    for (const trace of Object.values(found)) trace.update();
    const painted: Trace[] = [
      ...behind.flatMap((id) => {
        const trace = found[BEHIND + id];
        return trace ? [{ colour: inks.current![id]!, spectrum: trace, style: 'area' as const }] : [];
      }),
      ...(found.before
        ? [{ colour: inks.current.before!, spectrum: found.before, style: 'thin' as const }]
        : []),
      ...(found.after
        ? [{ colour: inks.current[strip]!, spectrum: found.after, style: 'line' as const }]
        : []),
    ];
    drawSpectra(panel.current, painted);
  };
  const repaint = useMeter(mix, canvas, {
    points,
    key: `${Object.keys(points).join()} ${view.present}`,
    onFrame: (frame) => {
      traces.current ??= {};
      for (const [key, samples] of Object.entries(frame.values))
        if (!Object.hasOwn(more, key)) (traces.current[key] ??= liveSpectrum()).push(samples);
      onFrame?.(frame);
    },
    onSilence: () => {
      Object.values(traces.current ?? {}).forEach((trace) => trace.reset());
      onSilence?.();
    },
    draw,
  });
}
