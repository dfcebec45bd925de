/** Marks the lessons of which everything that is asked was passed on this device, wherever they are listed. */
import { effect } from '@preact/signals';
import { progress } from '../state/progress.ts';

/** A lesson is done when its exercises and tasks were all passed; the mark is a filled dot and a word for the ear. */
function mark(): void {
  const known = progress.value;
  for (const link of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const passed = known[link.dataset.lesson ?? '']?.passedAt ?? {};
    const asked = (link.dataset.tasks ?? '').split(' ').filter((task) => task !== '');
    const done = asked.length > 0 && asked.every((task) => Object.hasOwn(passed, task));
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
