/**
 * A link that carries a mix (`#mix=ring&state=…`): its cell is brought into view, and the mix is opened even before
 * the cell comes alive, which it does only when it is seen.
 */
function open(): void {
  const name = new URLSearchParams(location.hash.slice(1)).get('mix');
  if (name === null) return;
  // The cell opens its mix by itself when it is seen; only the way there is missing without this.
  import('./open-shared.ts').then(({ openShared }) => openShared(name)).catch(console.error);
}

open();
addEventListener('hashchange', open);
document.addEventListener('astro:after-swap', open);
