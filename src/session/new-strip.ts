/** A strip before anything was done to it: it passes what comes in on to the master as it is. */
import type { Strip } from './document.ts';

/** What differs goes into `over`. A track wants its `source`. */
export const newStrip = (kind: Strip['kind'], over: Partial<Strip> = {}): Strip => ({
  kind,
  label: '',
  offsetS: 0,
  gainDb: 0,
  pan: 0,
  width: 100,
  mute: false,
  out: kind === 'master' ? '' : 'master',
  inserts: [],
  insert: {},
  sends: {},
  ...over,
});
