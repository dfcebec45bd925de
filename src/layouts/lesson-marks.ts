/** Marks the lessons of which everything that is asked was passed on this device, wherever they are listed. */
import { effect } from '@preact/signals';
import type { LessonProgress } from '../state/progress.ts';
import { progress } from '../state/progress.ts';

/** Whether the exercises and tasks of the lesson that a link leads to were all passed. */
export function isDone(link: HTMLElement, known: Readonly<Record<string, LessonProgress>>): boolean {
  const passed = known[link.dataset.lesson ?? '']?.passedAt ?? {};
  const asked = (link.dataset.tasks ?? '').split(' ').filter((task) => task !== '');
  return asked.length > 0 && asked.every((task) => Object.hasOwn(passed, task));
}

/** The mark of a lesson that is done is a filled dot, and a word for the ear. */
function mark(): void {
  const known = progress.value;
  for (const link of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const done = isDone(link, known);
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
