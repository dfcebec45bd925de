/** The equaliser's bands as its declaration names them: which parameters belong to which dot on the curve. */
import { magnitudeDb } from '../../../dsp/effects/eq/curve.ts';
import { BANDS as BELLS, eqSpec } from '../../../dsp/effects/eq/spec.ts';
import type { EqValues } from '../../../dsp/effects/eq/spec.ts';
import type { ChoiceParam, NumberParam, ParamValue } from '../../../dsp/core/params.ts';
import { HIGHEST_HZ, LOWEST_HZ } from '../../charts/scales.ts';

export type { EqValues };

export type BandId = (typeof BELLS)[number] | 'highPass' | 'lowPass';

export interface Band {
  id: BandId;
  kind: 'pass' | 'bell';
  /** "Bell", "High shelf", "High-pass": what it does now. */
  name: (values: EqValues) => string;
}

const PARAMS = eqSpec.params as unknown as Readonly<Record<string, NumberParam | ChoiceParam>>;

/** Declaration of a number of a band. */
export const bandParam = (band: BandId, part: 'freqHz' | 'gainDb' | 'q'): NumberParam =>
  PARAMS[`${band}.${part}`] as NumberParam;
/** Declaration of a choice of a band. */
export const bandChoice = (band: BandId, part: 'shape' | 'slopeDbOct'): ChoiceParam =>
  PARAMS[`${band}.${part}`] as ChoiceParam;

/** One value of a band, from the whole. */
export const bandValue = <T extends ParamValue>(values: EqValues, band: BandId, part: string): T =>
  (values as Record<string, ParamValue>)[`${band}.${part}`] as T;

const shapeName = (id: BandId) => (values: EqValues) => {
  const shape = bandValue<string>(values, id, 'shape');
  return bandChoice(id, 'shape').choices.find((c) => c.id === shape)?.label ?? shape;
};

/** All bands from low to high, as the dots are numbered. */
export const BANDS: readonly Band[] = [
  { id: 'highPass', kind: 'pass', name: () => 'High-pass' },
  ...BELLS.map((id) => ({ id, kind: 'bell' as const, name: shapeName(id) })),
  { id: 'lowPass', kind: 'pass', name: () => 'Low-pass' },
];

/** Whether a band does anything. */
export const bandIsOn = (values: EqValues, band: BandId): boolean => bandValue<boolean>(values, band, 'on');

/** Whether a shape has a gain: a notch takes everything, a tilt and a shelf have one. */
export const hasGain = (values: EqValues, band: Band): boolean =>
  band.kind === 'bell' && bandValue<string>(values, band.id, 'shape') !== 'notch';

/** Gain of the whole equaliser in dB at frequencies, by the mathematics that runs. */
export const curveDb = (values: EqValues, freqsHz: readonly number[], sampleRate: number): number[] =>
  freqsHz.map((hz) => magnitudeDb(values, hz, sampleRate));

/** Every other band off: what one band does alone. */
export function onlyBand(values: EqValues, band: BandId): EqValues {
  const alone = { ...values } as Record<string, ParamValue>;
  for (const other of BANDS) if (other.id !== band) alone[`${other.id}.on`] = false;
  return alone as EqValues;
}

/** The frequencies that a band works on, by its shape: a bell's to where it does half, a shelf's to its middle. */
export function bandRegionHz(values: EqValues, { id, kind }: Band): [number, number] {
  const freqHz = bandValue<number>(values, id, 'freqHz');
  const shape = kind === 'pass' ? id : bandValue<string>(values, id, 'shape');
  if (shape === 'highPass' || shape === 'lowShelf') return [LOWEST_HZ, freqHz];
  if (shape === 'lowPass' || shape === 'highShelf') return [freqHz, HIGHEST_HZ];
  if (shape === 'tilt') return [LOWEST_HZ, HIGHEST_HZ];
  const half = 1 / (2 * bandValue<number>(values, id, 'q'));
  const root = Math.sqrt(1 + half * half);
  return [Math.max(LOWEST_HZ, freqHz * (root - half)), Math.min(HIGHEST_HZ, freqHz * (root + half))];
}

/** Values with which the equaliser lets through only what a band works on. */
export function regionAlone(values: EqValues, band: Band): Record<string, ParamValue> {
  const [fromHz, toHz] = bandRegionHz(values, band);
  return {
    channels: values.channels,
    'highPass.on': fromHz > LOWEST_HZ,
    'highPass.freqHz': fromHz,
    'highPass.slopeDbOct': '24',
    'lowPass.on': toHz < HIGHEST_HZ,
    'lowPass.freqHz': toHz,
    'lowPass.slopeDbOct': '24',
  };
}
