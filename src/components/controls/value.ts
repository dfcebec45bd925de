/** How a control moves, reads and speaks a declared parameter. Pure, so that every control behaves alike. */
import { format, formatNumber, fromTravel, toTravel } from '../../dsp/core/params.ts';
import type { Figure, NumberParam, Unit } from '../../dsp/core/params.ts';

export type StepSize = 'fine' | 'normal' | 'large';

/** Told with every change; edits of one gesture (a drag, a run of key presses) are one step of undo. */
export type Change<V> = (value: V, gesture: string) => void;

/** A value on the grid that the read-out can show, within the range. */
export function snap(param: NumberParam, value: number): number {
  const grid = 10 ** param.decimals;
  const snapped = Math.round(value * grid) / grid;
  return Math.min(param.max, Math.max(param.min, snapped));
}

/** The smallest 1, 2 or 5 times a power of ten that is at least `x`. */
function roundStep(x: number): number {
  const decade = 10 ** Math.floor(Math.log10(x));
  return decade * (x / decade <= 1 ? 1 : x / decade <= 2 ? 2 : x / decade <= 5 ? 5 : 10);
}

/**
 * The next value in a direction. Gains go by 0.5 dB (fine 0.1, large 3), what is even in octaves by a semitone
 * (fine a quarter of it, large a third of an octave), everything else by about a hundredth of the range. A step
 * is never smaller than what the read-out shows.
 */
export function nudge(param: NumberParam, value: number, direction: 1 | -1, size: StepSize): number {
  const finest = 10 ** -param.decimals;
  const { taper, min, max, unit } = param;
  let next: number;
  if (taper.kind === 'log') {
    const octaves = { fine: 1 / 48, normal: 1 / 12, large: 1 / 3 }[size];
    next = value * 2 ** (direction * octaves);
  } else if (taper.kind === 'power') {
    const travel = { fine: 0.002, normal: 0.01, large: 0.06 }[size];
    next = fromTravel(param, toTravel(param, value) + direction * travel);
  } else if (unit === 'dB' || unit === 'dBTP' || unit === 'LU' || unit === 'LUFS') {
    next = value + direction * { fine: 0.1, normal: 0.5, large: 3 }[size];
  } else {
    const hundredth = roundStep((max - min) / 100);
    next = value + direction * { fine: hundredth / 10, normal: hundredth, large: hundredth * 10 }[size];
  }
  if (Math.abs(next - value) < finest) next = value + direction * finest;
  return snap(param, next);
}

const SPOKEN: Record<string, string> = {
  dB: 'decibels',
  dBTP: 'decibels true peak',
  LU: 'loudness units',
  LUFS: 'LUFS',
  Hz: 'hertz',
  kHz: 'kilohertz',
  ms: 'milliseconds',
  s: 'seconds',
  '%': 'percent',
  ':1': 'to 1',
  oct: 'octaves',
};

/** A figure as a screen reader should say it: "minus 6.5 decibels". */
export function spoken({ figure, unit }: Figure): string {
  const words = figure.replace('−∞', 'silence').replace('−', 'minus ').replace('+', 'plus ');
  return figure === '−∞' ? words : `${words} ${SPOKEN[unit] ?? unit}`.trim();
}

/** A parameter's value as a screen reader should say it. */
export const spokenValue = (param: NumberParam, value: number): string => spoken(format(param, value));

/** Figure and unit in one string, for sentences and labels. */
export function written(value: number, unit: Unit, decimals: number, signed = false): string {
  const figure = formatNumber(value, unit, decimals, signed);
  return figure.unit === ''
    ? figure.figure
    : figure.unit === '%' || figure.unit === ':1'
      ? figure.figure + figure.unit
      : `${figure.figure} ${figure.unit}`;
}

/**
 * Where the lit part of a dial begins: at zero when an even range crosses it (a gain, a pan), else at the left stop.
 * A level's fader begins at silence, though its range crosses 0 dB.
 */
export const originTravel = (param: NumberParam): number =>
  param.min < 0 && param.max > 0 && param.taper.kind === 'linear' ? toTravel(param, 0) : 0;
