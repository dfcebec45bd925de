/**
 * Parameters, declared once. The engine, the controls, validation, share links and the documentation
 * all derive from these declarations: range, unit, default, taper and formatting stand nowhere else.
 */

export type Unit = 'dB' | 'dBTP' | 'Hz' | 'ms' | 's' | '%' | ':1' | 'Q' | 'LU' | 'LUFS' | 'oct' | '';

/** How a control's travel (0 to 1) maps to the value: evenly, evenly in octaves, or a power of the travel. */
export type Taper = { kind: 'linear' } | { kind: 'log' } | { kind: 'power'; exponent: number };

export interface NumberParam {
  kind: 'number';
  label: string;
  unit: Unit;
  min: number;
  max: number;
  default: number;
  taper: Taper;
  /** Digits after the decimal point when shown and the finest step of the keyboard. */
  decimals: number;
}

export interface ChoiceParam<C extends string = string> {
  kind: 'choice';
  label: string;
  choices: readonly { id: C; label: string }[];
  default: C;
}

export interface ToggleParam {
  kind: 'toggle';
  label: string;
  default: boolean;
}

export type Param = NumberParam | ChoiceParam | ToggleParam;
/** Parameter ids may hold dots (`lowMid.freqHz`); they are permanent once released. */
export type Params = Readonly<Record<string, Param>>;
export type ParamValue = number | string | boolean;

type ValueOf<P> = P extends NumberParam
  ? number
  : P extends ChoiceParam<infer C>
    ? C
    : P extends ToggleParam
      ? boolean
      : never;
export type Values<S extends Params> = { [K in keyof S]: ValueOf<S[K]> };

const LINEAR: Taper = { kind: 'linear' };
const LOG: Taper = { kind: 'log' };

interface NumberOptions {
  min: number;
  max: number;
  default: number;
  decimals?: number;
  taper?: Taper;
}

/** A level or gain in decibels. */
export const decibels = (label: string, o: NumberOptions, unit: 'dB' | 'dBTP' = 'dB'): NumberParam => ({
  kind: 'number',
  label,
  unit,
  decimals: 1,
  taper: LINEAR,
  ...o,
});
/** A frequency in hertz, even in octaves. */
export const hertz = (label: string, o: NumberOptions): NumberParam => ({
  kind: 'number',
  label,
  unit: 'Hz',
  decimals: 0,
  taper: LOG,
  ...o,
});
/** A time in milliseconds, even in octaves (`min` above 0) unless a taper is given. */
export const milliseconds = (label: string, o: NumberOptions): NumberParam => ({
  kind: 'number',
  label,
  unit: 'ms',
  decimals: 1,
  taper: o.min > 0 ? LOG : LINEAR,
  ...o,
});
/** Any other number. */
export const number = (label: string, unit: Unit, o: NumberOptions): NumberParam => ({
  kind: 'number',
  label,
  unit,
  decimals: 2,
  taper: LINEAR,
  ...o,
});
/** One of several. */
export const choice = <const C extends string>(
  label: string,
  choices: readonly { id: C; label: string }[],
  def: NoInfer<C>,
): ChoiceParam<C> => ({
  kind: 'choice',
  label,
  choices,
  default: def,
});
/** On or off. */
export const toggle = (label: string, def: boolean): ToggleParam => ({ kind: 'toggle', label, default: def });

/** The defaults of a whole declaration. */
export function defaults<S extends Params>(params: S): Values<S> {
  return Object.fromEntries(Object.entries(params).map(([id, p]) => [id, p.default])) as Values<S>;
}

/**
 * A stored or foreign value made legal: numbers are clamped to the range, anything of the wrong kind or an
 * unknown choice becomes the default.
 */
export function legal(param: Param, value: unknown): ParamValue {
  switch (param.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? Math.min(param.max, Math.max(param.min, value))
        : param.default;
    case 'choice':
      return typeof value === 'string' && param.choices.some((c) => c.id === value) ? value : param.default;
    case 'toggle':
      return typeof value === 'boolean' ? value : param.default;
  }
}

/** Every parameter of a declaration with a legal value; unknown keys are dropped. */
export function legalValues<S extends Params>(
  params: S,
  values: Readonly<Record<string, unknown>>,
): Values<S> {
  return Object.fromEntries(
    Object.entries(params).map(([id, p]) => [
      id,
      legal(p, Object.hasOwn(values, id) ? values[id] : undefined),
    ]),
  ) as Values<S>;
}

/** Position of a control, 0 to 1, for a value. */
export function toTravel(param: NumberParam, value: number): number {
  const { min, max, taper } = param;
  const x = Math.min(max, Math.max(min, value));
  switch (taper.kind) {
    case 'linear':
      return (x - min) / (max - min);
    case 'log':
      return Math.log(x / min) / Math.log(max / min);
    case 'power':
      return ((x - min) / (max - min)) ** (1 / taper.exponent);
  }
}

/** Value at a position of the control, 0 to 1. */
export function fromTravel(param: NumberParam, travel: number): number {
  const { min, max, taper } = param;
  const t = Math.min(1, Math.max(0, travel));
  switch (taper.kind) {
    case 'linear':
      return min + t * (max - min);
    case 'log':
      return min * (max / min) ** t;
    case 'power':
      return min + t ** taper.exponent * (max - min);
  }
}

export interface Figure {
  figure: string;
  unit: string;
}

/** Levels and gains at or below this are shown as silence (−∞). */
const SILENCE_DB = -120;

/**
 * A value as the site writes it: a real minus sign, a plus sign on gains, 3.1 kHz above 1 kHz.
 * `signed` puts a plus sign before positive decibels.
 */
export function formatNumber(value: number, unit: Unit, decimals: number, signed = false): Figure {
  if ((unit === 'dB' || unit === 'dBTP' || unit === 'LUFS') && value <= SILENCE_DB)
    return { figure: '−∞', unit };
  if (unit === 'Hz' && value >= 1000) {
    return { figure: (value / 1000).toFixed(value >= 10_000 ? 1 : 2).replace(/\.?0+$/, ''), unit: 'kHz' };
  }
  const rounded = value.toFixed(decimals);
  const isZero = Number(rounded) === 0;
  const digits = isZero ? Math.abs(value).toFixed(decimals) : rounded.replace('-', '');
  const sign = isZero ? '' : value < 0 ? '−' : signed ? '+' : '';
  return { figure: sign + digits, unit: unit === 'Q' ? '' : unit };
}

/** A parameter's value as figure and unit, for read-outs. */
export function format(param: Param, value: ParamValue): Figure {
  switch (param.kind) {
    case 'number':
      return formatNumber(value as number, param.unit, param.decimals, param.unit === 'dB' && param.max > 0);
    case 'choice':
      return { figure: param.choices.find((c) => c.id === value)?.label ?? String(value), unit: '' };
    case 'toggle':
      return { figure: value ? 'on' : 'off', unit: '' };
  }
}
