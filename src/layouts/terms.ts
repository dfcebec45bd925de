/** Terms that explain themselves by CSS alone: Escape closes what is open until the pointer comes back. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const term of document.querySelectorAll<HTMLElement>('.term:is(:hover, :focus-within)')) {
    term.dataset['closed'] = '';
    const open = () => delete term.dataset['closed'];
    term.addEventListener('pointerleave', open, { once: true });
    term.addEventListener('focusout', open, { once: true });
  }
});

export {};
