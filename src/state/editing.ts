/**
 * The way to the editor. A page is read and drawn without it; it is fetched when the pointer or the focus comes to a
 * cell, at the first press of play, or when the device keeps something of a mix.
 */
import { arriving } from './late.ts';

export type Editor = typeof import('./editor.ts');

const AGAIN_AFTER_MS = 3000;

let present: Editor | null = null;
let coming: Promise<Editor> | null = null;
const worried = new Set<() => void>();

/** The editor, if it is there. */
export const editorNow = (): Editor | null => present;

/**
 * Resolves when the editor is there; it never rejects, for an edit that waits must not be lost: without a connection
 * it tries again and again. `onTrouble` is told of each try that failed, to say so.
 */
export function fetchEditor(onTrouble?: () => void): Promise<Editor> {
  if (onTrouble) worried.add(onTrouble);
  coming ??= arrive();
  return coming;
}

async function arrive(): Promise<Editor> {
  for (;;) {
    try {
      // Without a connection nothing is asked for: each try would be for a file of another name.
      if (navigator.onLine === false) throw new Error('no connection');
      present = await arriving(import('./editor.ts'));
      worried.clear();
      return present;
    } catch (error) {
      console.error(error);
      for (const tell of worried) tell();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    }
  }
}

let follows = false;

/** Fetches it as soon as a hand comes near a cell with a mix. Further calls do nothing. */
export function fetchEditorInTime(): void {
  if (follows) return;
  follows = true;
  const near = ({ target }: Event): void => {
    if (target instanceof Element && target.closest('[data-mix]')) void fetchEditor();
  };
  for (const sign of ['pointerover', 'pointerdown', 'focusin'])
    document.addEventListener(sign, near, { capture: true, passive: true });
}
