/** One insert of a mix, as an instrument's controls see it. */
import type { Effect } from '../../dsp/core/effect.ts';
import { legalValues } from '../../dsp/core/params.ts';
import type { Params, ParamValue, Values } from '../../dsp/core/params.ts';
import type { InsertId, StripId } from '../../session/document.ts';
import type { Mix } from '../../state/types.ts';

export interface InsertView<S extends Params> {
  on: boolean;
  values: Values<S>;
  /** Changes by parameter id; edits of one gesture are one step of undo. */
  set(changes: Readonly<Record<string, ParamValue>>, gesture: string): void;
  setOn(on: boolean, gesture: string): void;
}

/**
 * The insert at that address. Throws, which fails the build, when the mix has no such insert or it is another
 * effect, and says what there is.
 */
export function viewInsert<Id extends string, S extends Params>(
  mix: Mix,
  effect: Effect<Id, S>,
  strip: StripId,
  insert: InsertId,
): InsertView<S> {
  const found = mix.session.value.strips[strip];
  if (!found) throw new Error(`${mix.id} has no strip "${strip}". There are: ${mix.session.value.order.join(', ')}.`);
  const state = found.insert[insert];
  if (state?.effect !== effect.id) {
    const there = found.inserts.map((id) => `${id} (${found.insert[id]?.effect})`).join(', ') || 'none';
    throw new Error(`${mix.id}: strip "${strip}" has no ${effect.id} called "${insert}". Its inserts: ${there}.`);
  }
  return {
    on: state.on,
    values: legalValues(effect.params, state.values),
    set: (changes, gesture) =>
      mix.edit(Object.fromEntries(Object.entries(changes).map(([id, value]) => [`${strip}/${insert}/${id}`, value])), gesture),
    setOn: (on, gesture) => mix.edit({ [`${strip}/${insert}.on`]: on }, gesture),
  };
}
