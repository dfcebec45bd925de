/** How the equaliser's filters map to second-order sections. */
import { butterworthQ, designSection, hasGain, SECTION } from '../../core/filter-design.ts';
import type { Shape } from '../../core/filter-design.ts';
import { BANDS } from './spec.ts';
import type { EqValues } from './spec.ts';

/** High-pass, five bands, low-pass. */
export const FILTERS = BANDS.length + 2;
const HIGH_PASS = 0;
const LOW_PASS = FILTERS - 1;
/** First section of each filter; a pass filter of 48 dB per octave takes four. */
const FIRST = [0, 4, 5, 6, 7, 8, 9];
const TAKES = [4, 1, 1, 1, 1, 1, 4];
export const SECTIONS = 13;

const SHAPES: readonly Shape[] = ['bell', 'lowShelf', 'highShelf', 'notch', 'tilt'];
const CHANNELS = ['stereo', 'mid', 'side'] as const;

/** A shelf with more resonance than this is no shelf. */
const MAX_SHELF_Q = 2;

/**
 * What cannot glide, as numbers: for each filter 0 when off, else its order (pass filters) or its shape's
 * place plus 1 (bands); then the channels.
 */
export type Form = Int32Array;
export const FORM = FILTERS + 1;

export function formOf(values: EqValues, out: Form): void {
  out[HIGH_PASS] = values['highPass.on'] ? Number(values['highPass.slopeDbOct']) / 6 : 0;
  BANDS.forEach((band, i) => {
    out[i + 1] = values[`${band}.on`] ? SHAPES.indexOf(values[`${band}.shape`]) + 1 : 0;
  });
  out[LOW_PASS] = values['lowPass.on'] ? Number(values['lowPass.slopeDbOct']) / 6 : 0;
  out[FORM - 1] = CHANNELS.indexOf(values.channels);
}

export const freqOf = (values: EqValues, filter: number): number =>
  filter === HIGH_PASS
    ? values['highPass.freqHz']
    : filter === LOW_PASS
      ? values['lowPass.freqHz']
      : values[`${BANDS[filter - 1]}.freqHz`];

export const gainOfBand = (values: EqValues, filter: number): number =>
  filter === HIGH_PASS || filter === LOW_PASS ? 0 : values[`${BANDS[filter - 1]}.gainDb`];

export const qOf = (values: EqValues, filter: number): number =>
  filter === HIGH_PASS || filter === LOW_PASS ? 1 : values[`${BANDS[filter - 1]}.q`];

export const firstSection = (filter: number): number => FIRST[filter];

/** How many sections a filter may take. */
export const room = (filter: number): number => TAKES[filter];

/** How many sections a filter of this form takes. */
export const sectionsOf = (form: Form, filter: number): number => {
  if (form[filter] === 0) return 0;
  return filter === HIGH_PASS || filter === LOW_PASS ? (form[filter] + 1) >> 1 : 1;
};

/** Whether a filter of this form does nothing at a gain of 0 dB. */
export const needsGain = (form: Form, filter: number): boolean =>
  filter !== HIGH_PASS && filter !== LOW_PASS && form[filter] > 0 && hasGain(SHAPES[form[filter] - 1]);

/** Coefficients of a filter's sections, in their places in `out`; a draft of them for values on the move. */
export function designFilter(
  form: Form,
  filter: number,
  freqHz: number,
  gainDb: number,
  q: number,
  sampleRate: number,
  out: Float64Array,
  draft = false,
): void {
  const at = FIRST[filter] * SECTION;
  if (filter !== HIGH_PASS && filter !== LOW_PASS) {
    const shape = SHAPES[form[filter] - 1];
    const isShelf = shape === 'lowShelf' || shape === 'highShelf';
    designSection(shape, freqHz, gainDb, isShelf ? Math.min(q, MAX_SHELF_Q) : q, sampleRate, out, at, draft);
    return;
  }
  const order = form[filter];
  const isHigh = filter === HIGH_PASS;
  const pairs = order >> 1;
  for (let i = 0; i < pairs; i++) {
    designSection(
      isHigh ? 'highPass' : 'lowPass',
      freqHz,
      0,
      butterworthQ(order, i),
      sampleRate,
      out,
      at + i * SECTION,
      draft,
    );
  }
  if (order % 2 === 1) {
    designSection(
      isHigh ? 'highPass1' : 'lowPass1',
      freqHz,
      0,
      1,
      sampleRate,
      out,
      at + pairs * SECTION,
      draft,
    );
  }
}
