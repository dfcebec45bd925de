/** Live spectra on a canvas, smoothed to a sixth of an octave by the meter that makes them. */
import type { Surface } from './canvas.ts';
import type { LiveSpectrum } from './live-spectrum.ts';
import { frequencyScale, levelScale } from './scales.ts';

/** What a spectrum's scale reaches, in dBFS. */
export const SPECTRUM_TOP_DB = -10;
export const SPECTRUM_FLOOR_DB = -90;

export interface Trace {
  colour: string;
  spectrum: LiveSpectrum;
  style: 'area' | 'line' | 'thin';
}

/** Draws traces from back to front. */
export function drawSpectra(panel: Surface, traces: readonly Trace[]): void {
  panel.clear();
  const { context, width, height } = panel;
  const scale = levelScale(height, SPECTRUM_FLOOR_DB, SPECTRUM_TOP_DB);
  const across = frequencyScale(width);
  for (const { colour, spectrum, style } of traces) {
    const { freqsHz, levelsDb } = spectrum;
    const last = levelsDb.length - 1;
    context.beginPath();
    for (let i = 0; i <= last; i++) {
      const x = across.to(freqsHz[i]!);
      const y = Math.min(height + 2, scale.to(levelsDb[i]!));
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    if (style === 'area') {
      context.globalAlpha = 0.55;
      context.lineWidth = 1;
      context.strokeStyle = colour;
      context.stroke();
      context.lineTo(width, height + 2);
      context.lineTo(0, height + 2);
      context.closePath();
      context.globalAlpha = 0.13;
      context.fillStyle = colour;
      context.fill();
    } else {
      context.globalAlpha = style === 'line' ? 0.9 : 0.8;
      context.lineWidth = style === 'line' ? 1.8 : 1.2;
      context.strokeStyle = colour;
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}
