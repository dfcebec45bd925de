/**
 * Hearing only one band of an insert, and only the insert's own strip: for as long as it is on, and only while the mix
 * sounds. Nothing of it is written into the mix.
 */
import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Params, ParamValue } from '../../dsp/core/params.ts';
import type { StripId } from '../../session/document.ts';
import { sounding } from '../../state/audio.ts';
import { overlay } from '../../state/overlay.ts';
import { onlySolo, soloed } from './hearing.ts';
import type { InsertFrame } from './insert-cell.tsx';

export interface BandSolo {
  on: boolean;
  set(on: boolean): void;
}

/** @param alone values with which the insert lets only that band through; what is not named has its default */
export function useBandSolo(
  { mix, strip, insert }: InsertFrame<Params>,
  alone: Readonly<Record<string, ParamValue>>,
): BandSolo {
  const on = useSignal(false);
  const wanted = on.value;
  const key = JSON.stringify(alone);
  useEffect(() => {
    if (wanted) overlay.value = { mix: mix.id, strip, insert, values: { ...alone } };
  }, [wanted, key]);
  useEffect(() => {
    if (!wanted) return;
    const before = soloed(mix);
    const isMaster = mix.session.peek().strips[strip]?.kind === 'master';
    const mine: StripId[] = isMaster ? [] : [strip];
    onlySolo(mix, mine);
    // It ends with this mix's sound, and gives way to another insert's.
    const stop = effect(() => {
      const over = overlay.value;
      if (sounding.value !== mix.id || over?.mix !== mix.id || over.strip !== strip || over.insert !== insert)
        on.value = false;
    });
    return () => {
      stop();
      const over = overlay.peek();
      if (over?.mix === mix.id && over.strip === strip && over.insert === insert) overlay.value = null;
      onlySolo(mix, before);
    };
  }, [wanted, mix, strip, insert]);
  return { on: wanted, set: (next) => (on.value = next) };
}
