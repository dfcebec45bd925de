/** Terms that explain themselves: Escape closes what is open, and none runs off the page. */
const termAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.term') : null;

const show = (event: Event): void => {
  const term = termAt(event.target);
  if (!term) return;
  delete term.dataset['closed'];
  const { left } = term.getBoundingClientRect();
  if (left > innerWidth / 2) term.dataset['flip'] = '';
  else delete term.dataset['flip'];
};

document.addEventListener('pointerover', show);
document.addEventListener('focusin', show);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const term of document.querySelectorAll<HTMLElement>('.term:is(:hover, :focus-within)'))
    term.dataset['closed'] = '';
});
// A pointer that comes back wants it again.
document.addEventListener('pointerout', (event) => {
  const term = termAt(event.target);
  if (term && !term.contains(event.relatedTarget as Node | null)) delete term.dataset['closed'];
});

export {};
