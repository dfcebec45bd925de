/** The bands of a multiband compressor as they lie on the spectrum, and how far a crossover may be moved. */
import { multibandSpec } from '../../../dsp/effects/multiband/spec.ts';
import type { NumberParam, ParamValue, Values } from '../../../dsp/core/params.ts';
import { HIGHEST_HZ, LOWEST_HZ } from '../../charts/scales.ts';

export type MultibandValues = Values<typeof multibandSpec.params>;
export type BandId = 'low' | 'lowMid' | 'highMid' | 'high';
export type CrossoverId = 'lowHz' | 'midHz' | 'highHz';

export interface Band {
  id: BandId;
  label: string;
  fromHz: number;
  toHz: number;
  /** Place of its reduction among the readings. */
  reading: number;
}

/** Crossovers closer than this would leave a band without room: half an octave. */
const CLOSEST = Math.SQRT2;

const reading = (id: BandId): number => multibandSpec.readings.findIndex((r) => r.id === `${id}Db`);

/** Crossovers that part bands, from low to high: with three bands the one in the middle parts nothing. */
export const crossoversOf = ({ bands }: MultibandValues): readonly CrossoverId[] =>
  bands === '4' ? ['lowHz', 'midHz', 'highHz'] : ['lowHz', 'highHz'];

/** The bands from low to high. */
export function bandsOf(values: MultibandValues): Band[] {
  const ids: readonly BandId[] =
    values.bands === '4' ? ['low', 'lowMid', 'highMid', 'high'] : ['low', 'lowMid', 'high'];
  const labels: Record<BandId, string> =
    values.bands === '4'
      ? { low: 'Low', lowMid: 'Low middle', highMid: 'High middle', high: 'High' }
      : { low: 'Low', lowMid: 'Middle', highMid: '', high: 'High' };
  const edges = [LOWEST_HZ, ...crossoversOf(values).map((id) => values[id]), HIGHEST_HZ];
  return ids.map((id, i) => ({
    id,
    label: labels[id],
    fromHz: edges[i]!,
    toHz: Math.max(edges[i]!, edges[i + 1]!),
    reading: reading(id),
  }));
}

const limits = (part: 'thresholdDb' | 'ratio' | 'attackMs' | 'releaseMs' | 'gainDb'): NumberParam =>
  multibandSpec.params[`low.${part}`] as NumberParam;

/** As far down as the effect's own controls take a band, at once and for long: of music nothing is heard. */
const SHUT = {
  on: true,
  thresholdDb: limits('thresholdDb').min,
  ratio: limits('ratio').max,
  attackMs: limits('attackMs').min,
  releaseMs: limits('releaseMs').max,
  gainDb: limits('gainDb').min,
} as const;

/** Values with which only one band is heard, with its compression: every other one is shut. */
export function bandAlone(values: MultibandValues, alone: BandId): Record<string, ParamValue> {
  const shut = (['low', 'lowMid', 'highMid', 'high'] as const)
    .filter((id) => id !== alone)
    .flatMap((id) => Object.entries(SHUT).map(([part, value]) => [`${id}.${part}`, value]));
  return { ...values, mixPct: 100, ...Object.fromEntries(shut) };
}

/** A crossover's value, kept half an octave away from its neighbours. */
export function keptApart(values: MultibandValues, id: CrossoverId, hz: number): number {
  const order = crossoversOf(values);
  const at = order.indexOf(id);
  const { min, max } = multibandSpec.params[id] as NumberParam;
  const below = at > 0 ? values[order[at - 1]!] * CLOSEST : min;
  const above = at < order.length - 1 ? values[order[at + 1]!] / CLOSEST : max;
  return Math.min(max, Math.max(min, Math.min(above, Math.max(below, hz))));
}
