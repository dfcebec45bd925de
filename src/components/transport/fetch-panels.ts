/**
 * The way to what the bar's buttons open. It is fetched when the pointer or the focus comes near, at the first press
 * of play, and at the latest by the press that opens something.
 */
import { signal, type ReadonlySignal } from '@preact/signals';

type Panels = typeof import('./panels.ts');

const present = signal<Panels | null>(null);
const sentence = signal<string | null>(null);

/** The panels, once they are there. */
export const panels: ReadonlySignal<Panels | null> = present;

/** A plain sentence when a panel that was asked for did not come; null otherwise. */
export const panelsNotice: ReadonlySignal<string | null> = sentence;
export const dismissPanelsNotice = (): void => {
  sentence.value = null;
};

/** Resolves to whether they are there. A try that failed may be repeated. */
export async function fetchPanels(): Promise<boolean> {
  try {
    present.value = present.peek() ?? (await import('./panels.ts'));
    sentence.value = null;
  } catch (error) {
    console.error(error);
  }
  return present.peek() !== null;
}

/** For what was asked for by a press: without the panels `giveUp` takes the press back, and a sentence says why. */
export async function needPanels(giveUp: () => void): Promise<void> {
  if (present.peek() || (await fetchPanels())) return;
  giveUp();
  sentence.value = 'This part of the page could not be loaded. Check the connection, then try again.';
}
