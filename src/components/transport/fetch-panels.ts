/**
 * The way to what the bar's buttons open. It is fetched when the pointer or the focus comes near, at the first press
 * of play, and at the latest by the press that opens something.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { arriving, asked } from '../../state/late.ts';

type Panels = typeof import('./panels.ts');

const present = signal<Panels | null>(null);

/** The panels, once they are there. */
export const panels: ReadonlySignal<Panels | null> = present;

const asking = () => import('./panels.ts');
const keep = (there: Panels): void => {
  present.value ??= there;
};

/** Ahead of the press. A try that failed may be repeated, and the press does. */
export const fetchPanels = (): void => void arriving(asking()).then(keep).catch(console.error);

/** For what was asked for by a press: without the panels `giveUp` takes the press back, and the bar says why. */
export async function needPanels(giveUp: () => void): Promise<void> {
  const there = await asked(asking());
  if (there) keep(there);
  else giveUp();
}
