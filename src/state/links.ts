/** Links that restore a mix: the page's own address with the mix's name and its state behind the `#`. */

import { arriving } from './late.ts';

/** What writes and reads links; no page needs it before one is made or opened. Rejects without a connection. */
export const linkFormat = () => arriving(import('./shared-links.ts'));

/** The state in a link's text, `mix=ring&state=…`, if it is meant for that mix; null otherwise. */
export function stateFor(mix: string, hash: string): string | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return fields.get('mix') === mix ? fields.get('state') : null;
}
