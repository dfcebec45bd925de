/** The effect registry, as documents look things up in it: by ids that may be anything. */
import type { Effect } from '../dsp/core/effect.ts';
import { effects } from '../dsp/effects/registry.ts';

const byId: ReadonlyMap<string, Effect> = new Map(
  Object.entries(effects as unknown as Record<string, Effect>),
);

/** The effect of that id, or undefined; names that objects inherit are no ids. */
export const effectById = (id: string): Effect | undefined => byId.get(id);
