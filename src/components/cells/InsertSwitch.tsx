/** Switches an insert on and off in the mix itself; before/after only changes what one hears. */
import type { Params } from '../../dsp/core/params.ts';
import { Toggle } from '../controls/Toggle.tsx';
import type { InsertView } from './insert.ts';

export function InsertSwitch<S extends Params>({ view, label }: { view: InsertView<S>; label: string }) {
  return (
    <Toggle value={view.on} onChange={view.setOn}>
      {label} {view.on ? 'on' : 'off'}
    </Toggle>
  );
}

/** What must not be overlooked while an insert is off. */
export const offBadge = (view: InsertView<Params>, label: string): string | null =>
  view.on ? null : `${label} is off`;
