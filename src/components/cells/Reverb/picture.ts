/** What the reverb's two pictures have in common: their size, and what they are drawn of. */
import { reverbSpec } from '../../../dsp/effects/reverb/spec.ts';
import type { ReverbValues } from '../../../dsp/effects/reverb/spec.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';

/** Of a picture, and where in it the scale begins and ends, in pixels. */
export const HEIGHT = 230;
export const TOP = 12;
export const BOTTOM = HEIGHT - 26;

/** Parameters that are numbers. */
export type NumberId = {
  [K in keyof ReverbValues]: ReverbValues[K] extends number ? K : never;
}[keyof ReverbValues];

/** Declaration of a number of the reverb. */
export const param = (id: NumberId): NumberParam => reverbSpec.params[id] as NumberParam;

export interface PictureProps {
  values: ReverbValues;
  set: (changes: Partial<ReverbValues>, gesture: string) => void;
}
