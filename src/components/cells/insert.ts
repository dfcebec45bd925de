/** One insert of a mix, as an instrument's controls see it. */
import type { EffectSpec } from '../../dsp/core/effect.ts';
import { legalValues } from '../../dsp/core/params.ts';
import type { Params, ParamValue, Values } from '../../dsp/core/params.ts';
import type { MeterPoint } from '../../engine/facade.ts';
import type { InsertId, Patch, StripId, TapPoint } from '../../session/document.ts';
import type { Mix } from '../../state/types.ts';

export interface InsertView<S extends Params> {
  /** Whether the mix has it yet: a strip without this effect gets it with the first edit. */
  present: boolean;
  on: boolean;
  values: Values<S>;
  /**
   * Changes by parameter id; edits of one gesture are one step of undo. Who turns a knob wants to hear it: what is off
   * is switched on by it, as what is not there yet is made on.
   */
  set(changes: Readonly<Record<string, ParamValue>>, gesture: string): void;
  setOn(on: boolean, gesture: string): void;
  /** What its detector listens to; null is the sound itself. */
  setKey(key: { from: StripId; tap: TapPoint } | null, gesture: string): void;
}

/**
 * The insert at that address, which the first edit makes if the strip has none of that name. Throws, which fails the
 * build, when the mix has no such strip or the insert is another effect, and says what there is.
 */
export function viewInsert<Id extends string, S extends Params>(
  mix: Mix,
  effect: EffectSpec<Id, S>,
  strip: StripId,
  insert: InsertId,
): InsertView<S> {
  const found = mix.session.value.strips[strip];
  if (!found)
    throw new Error(`${mix.id} has no strip "${strip}". There are: ${mix.session.value.order.join(', ')}.`);
  const state = found.insert[insert];
  if (state && state.effect !== effect.id) {
    throw new Error(`${mix.id}: "${insert}" on strip "${strip}" is no ${effect.id} but a ${state.effect}.`);
  }
  const address = `${strip}/${insert}`;
  /** What has to be there before a part of it can change. */
  const made = (): Patch =>
    state
      ? {}
      : {
          [address]: { effect: effect.id, v: effect.version, on: true, values: {} },
          [`${strip}/inserts`]: [...found.inserts, insert],
        };
  return {
    present: state !== undefined,
    // An equaliser that is not there yet is as one that does nothing; a compressor would do something, so it is off.
    on: state?.on ?? effect.id === 'eq',
    values: legalValues(effect.params, state?.values ?? {}),
    set: (changes, gesture) =>
      mix.edit(
        {
          ...made(),
          ...(state?.on === false && { [`${address}.on`]: true }),
          ...Object.fromEntries(Object.entries(changes).map(([id, value]) => [`${address}/${id}`, value])),
        },
        gesture,
      ),
    setOn: (on, gesture) => mix.edit({ ...made(), [`${address}.on`]: on }, gesture),
    setKey: (key, gesture) => mix.edit({ ...made(), [`${address}.key`]: key }, gesture),
  };
}

/** Where to measure an insert's input and output; a strip without it has one and the same at both. */
export function insertPoints(
  present: boolean,
  strip: StripId,
  insert: InsertId,
): Record<'before' | 'after', MeterPoint> {
  const side = (which: 'in' | 'out'): MeterPoint => ({
    kind: 'samples',
    at: present ? { kind: 'insert', strip, insert, side: which } : { kind: 'strip', strip, tap: 'pre' },
  });
  return { before: side('in'), after: side('out') };
}
