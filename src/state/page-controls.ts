/** Space plays and pauses, wherever no control needs it for itself. */
import { toggle } from './audio.ts';

/** Keys that a text field, a button or a control needs for itself. */
const OWN_SPACE =
  'input, textarea, select, button, summary, a[href], audio, video, [contenteditable], [role="slider"], [role="button"]';

let listens = false;

/** Starts listening to Space. To be called once a document, from the transport bar; further calls do nothing. */
export function listenToKeys(): void {
  if (listens) return;
  listens = true;
  document.addEventListener('keydown', (event) => {
    if (
      event.key !== ' ' ||
      event.repeat ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    if (event.target instanceof Element && event.target.closest(OWN_SPACE)) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    toggle();
  });
}
