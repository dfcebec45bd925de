/** How far one is, on the course map: a sentence, and a link to the first lesson that is not done. */
import { effect } from '@preact/signals';
import { progress } from '../state/progress.ts';
import { isDone } from './lesson-marks.ts';

function say(): void {
  const known = progress.value;
  const line = document.querySelector<HTMLElement>('[data-course-progress]');
  if (!line) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.lesson-list [data-lesson]')];
  const done = links.filter((link) => isDone(link, known));
  const next = links.find((link) => !isDone(link, known));
  line.replaceChildren();
  if (Object.keys(known).length === 0) return;
  line.append(`${done.length} of ${links.length} done on this device. `);
  if (!next) return;
  const link = document.createElement('a');
  link.href = next.href;
  link.textContent = `Go on with ${next.querySelector('b')?.textContent ?? 'the next'}`;
  line.append(link, '.');
}

effect(say);
document.addEventListener('astro:after-swap', say);
