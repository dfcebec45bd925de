/** Every effect's declaration, by its permanent id: `registry.ts` without the sound. */
import type { EffectSpec } from '../core/effect.ts';
import { chorusSpec } from './chorus/spec.ts';
import { compressorSpec } from './compressor/spec.ts';
import { deesserSpec } from './deesser/spec.ts';
import { delaySpec } from './delay/spec.ts';
import { eqSpec } from './eq/spec.ts';
import { gateSpec } from './gate/spec.ts';
import { limiterSpec } from './limiter/spec.ts';
import { multibandSpec } from './multiband/spec.ts';
import { reverbSpec } from './reverb/spec.ts';
import { saturationSpec } from './saturation/spec.ts';
import { stereoSpec } from './stereo/spec.ts';
import { transientSpec } from './transient/spec.ts';
import { trimSpec } from './trim/spec.ts';

/** Every effect's declaration, by its permanent id. */
export const specs = {
  trim: trimSpec,
  eq: eqSpec,
  compressor: compressorSpec,
  limiter: limiterSpec,
  reverb: reverbSpec,
  gate: gateSpec,
  deesser: deesserSpec,
  transient: transientSpec,
  saturation: saturationSpec,
  multiband: multibandSpec,
  stereo: stereoSpec,
  delay: delaySpec,
  chorus: chorusSpec,
} as const;

export type EffectId = keyof typeof specs;

/** The declaration of that id, or undefined if there is none: ids come from documents and may be anything. */
export const specById = (id: string): EffectSpec | undefined =>
  Object.hasOwn(specs, id) ? specs[id as EffectId] : undefined;
