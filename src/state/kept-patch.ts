/** What the device keeps of a mix: its preset and the changes on it. */
import type { Patch } from '../session/document.ts';
import { isRecord } from '../session/json.ts';
import { isPresetId } from '../session/preset-id.ts';

/** Changes on a released preset. */
export interface KeptPatch {
  base: string;
  patch: Patch;
}

/** Of a record on the device; null when it is none. What the addresses hold is checked when it is applied. */
export function readKeptPatch(data: unknown): KeptPatch | null {
  if (!isRecord(data)) return null;
  const { base, patch } = data;
  return isPresetId(base) && isRecord(patch) ? { base, patch: patch as Patch } : null;
}
