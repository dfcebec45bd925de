/**
 * A link that carries a mix (`#mix=ring&state=…`): its cell is brought into view, and the mix is opened even before
 * the cell comes alive, which it does only when it is seen.
 */
import { openMix } from '../state/mix.ts';
import { currentPageData } from '../state/page-data.ts';

function say(sentence: string): void {
  const line = document.createElement('p');
  line.className = 'page-notice';
  line.setAttribute('role', 'status');
  line.textContent = sentence;
  document.querySelector('main')?.prepend(line);
}

function open(): void {
  const name = new URLSearchParams(location.hash.slice(1)).get('mix');
  const data = currentPageData();
  if (name === null || !data) return;
  if (!Object.hasOwn(data.mixes, name)) {
    say('This link is damaged: it names a mix that this page does not have. Nothing of yours was changed.');
    return;
  }
  const mix = openMix(data.lesson, name);
  document.querySelector(`[data-mix="${CSS.escape(mix.id)}"]`)?.scrollIntoView({ block: 'start' });
}

open();
addEventListener('hashchange', open);
document.addEventListener('astro:after-swap', open);
