/**
 * Every effect, by its permanent id. To add one: a folder beside this file, a line here and one in `specs.ts`. This
 * file brings everything that makes sound with it; what only has to know the controls takes `specs.ts`.
 */
import type { Effect } from '../core/effect.ts';
import type { Params } from '../core/params.ts';
import { chorus } from './chorus/chorus.ts';
import { compressor } from './compressor/compressor.ts';
import { deesser } from './deesser/deesser.ts';
import { delay } from './delay/delay.ts';
import { eq } from './eq/eq.ts';
import { gate } from './gate/gate.ts';
import { limiter } from './limiter/limiter.ts';
import { multiband } from './multiband/multiband.ts';
import { reverb } from './reverb/reverb.ts';
import { saturation } from './saturation/saturation.ts';
import type { EffectId } from './specs.ts';
import { stereo } from './stereo/stereo.ts';
import { transient } from './transient/transient.ts';
import { trim } from './trim/trim.ts';

/** Every effect, by its permanent id. */
export const effects = {
  trim,
  eq,
  compressor,
  limiter,
  reverb,
  gate,
  deesser,
  transient,
  saturation,
  multiband,
  stereo,
  delay,
  chorus,
} as const satisfies Record<EffectId, unknown>;

/** The effect of that id, or undefined if there is none: ids come from documents and may be anything. */
export const effectById = (id: string): Effect<string, Params> | undefined =>
  Object.hasOwn(effects, id) ? (effects[id as EffectId] as unknown as Effect<string, Params>) : undefined;
