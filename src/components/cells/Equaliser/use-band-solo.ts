/**
 * Hearing only what one band works on, and only the equaliser's own strip: for as long as it is on, and only while the
 * mix sounds. Nothing of it is written into the mix.
 */
import { effect } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StripId } from '../../../session/document.ts';
import { sounding } from '../../../state/audio.ts';
import { overlay } from '../../../state/overlay.ts';
import { onlySolo, soloed } from '../hearing.ts';
import type { InsertFrame } from '../insert-cell.tsx';
import { regionAlone } from './bands.ts';
import type { Band, EqValues } from './bands.ts';
import type { Params } from '../../../dsp/core/params.ts';

export interface BandSolo {
  on: boolean;
  set(on: boolean): void;
}

export function useBandSolo(frame: InsertFrame<Params>, values: EqValues, band: Band): BandSolo {
  const { mix, strip, insert } = frame;
  const on = useSignal(false);
  const wanted = on.value;
  const key = JSON.stringify(regionAlone(values, band));
  useEffect(() => {
    if (wanted) overlay.value = { mix: mix.id, strip, insert, values: regionAlone(values, band) };
  }, [wanted, key]);
  useEffect(() => {
    if (!wanted) return;
    const before = soloed(mix);
    const isMaster = mix.session.peek().strips[strip]?.kind === 'master';
    const mine: StripId[] = isMaster ? [] : [strip];
    onlySolo(mix, mine);
    // It ends with this mix's sound, and gives way to another equaliser's.
    const stop = effect(() => {
      const over = overlay.value;
      if (sounding.value !== mix.id || over?.mix !== mix.id || over.strip !== strip || over.insert !== insert)
        on.value = false;
    });
    return () => {
      stop();
      if (overlay.peek()?.mix === mix.id && overlay.peek()?.strip === strip) overlay.value = null;
      onlySolo(mix, before);
    };
  }, [wanted, mix, strip, insert]);
  return { on: wanted, set: (next) => (on.value = next) };
}
