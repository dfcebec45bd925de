/** Opens the mix that the page's address carries. It comes only with such an address. */
import { openMix } from '../state/mix.ts';
import { currentPageData } from '../state/page-data.ts';

function say(sentence: string): void {
  const line = document.createElement('p');
  line.className = 'page-notice';
  line.setAttribute('role', 'status');
  line.textContent = sentence;
  document.querySelector('main')?.prepend(line);
}

/** Opens the mix of that name and brings its cell into view; says so when the page has none. */
export function openShared(name: string): void {
  const data = currentPageData();
  if (!data) return;
  if (!Object.hasOwn(data.mixes, name)) {
    say('This link is damaged: it names a mix that this page does not have. Nothing of yours was changed.');
    return;
  }
  const mix = openMix(data.lesson, name);
  document.querySelector(`[data-mix="${CSS.escape(mix.id)}"]`)?.scrollIntoView({ block: 'start' });
}
