/** The equaliser's curve, from the coefficients that run. */
import { SECTION, sectionDb } from '../../core/filter-design.ts';
import {
  designFilter,
  FILTERS,
  firstSection,
  FORM,
  formOf,
  freqOf,
  gainOfBand,
  needsGain,
  qOf,
  SECTIONS,
  sectionsOf,
} from './layout.ts';
import { eqSpec } from './spec.ts';
import type { EqValues } from './spec.ts';

/** The last curve's coefficients: a picture asks for hundreds of frequencies at the same values. */
const curve = {
  values: null as EqValues | null,
  sampleRate: 0,
  form: new Int32Array(FORM),
  coefs: new Float64Array(SECTIONS * SECTION),
};

function prepareCurve(values: EqValues, sampleRate: number): void {
  const last = curve.values;
  if (last !== null && curve.sampleRate === sampleRate) {
    let same = true;
    for (const id in eqSpec.params) {
      if (last[id as keyof EqValues] !== values[id as keyof EqValues]) {
        same = false;
        break;
      }
    }
    if (same) return;
  }
  curve.values = { ...values };
  curve.sampleRate = sampleRate;
  formOf(values, curve.form);
  for (let f = 0; f < FILTERS; f++) {
    if (sectionsOf(curve.form, f) === 0) continue;
    designFilter(
      curve.form,
      f,
      freqOf(values, f),
      gainOfBand(values, f),
      qOf(values, f),
      sampleRate,
      curve.coefs,
    );
  }
}

/** Gain at a frequency, in the channels the equaliser works on. */
export function magnitudeDb(values: EqValues, freqHz: number, sampleRate: number): number {
  prepareCurve(values, sampleRate);
  let db = 0;
  for (let f = 0; f < FILTERS; f++) {
    if (needsGain(curve.form, f) && gainOfBand(values, f) === 0) continue;
    const first = firstSection(f);
    for (let i = first; i < first + sectionsOf(curve.form, f); i++) {
      db += sectionDb(curve.coefs, i * SECTION, freqHz, sampleRate);
    }
  }
  return db;
}
