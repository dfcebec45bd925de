/** Marks the lessons whose exercises were all passed on this device, in the list at the side. */
import { effect } from '@preact/signals';
import { progress } from '../state/progress.ts';

/** A lesson is done when all its exercises were passed; the mark is a filled dot and a word for the ear. */
function mark(): void {
  const known = progress.value;
  for (const link of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const passed = Object.keys(known[link.dataset.lesson ?? '']?.passedAt ?? {}).length;
    const all = Number(link.dataset.exercises);
    const done = all > 0 && passed >= all;
    link.toggleAttribute('data-done', done);
    const said = link.querySelector('.visually-hidden');
    if (done && !said) {
      const word = document.createElement('span');
      word.className = 'visually-hidden';
      word.textContent = ', done';
      link.append(word);
    } else if (!done) said?.remove();
  }
}

effect(mark);
document.addEventListener('astro:after-swap', mark);
