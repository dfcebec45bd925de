/** Links that restore a mix: the page's own address with the mix's name and its state behind the `#`. */
import type { Shared } from '../session/document.ts';
import { encodeShared } from '../session/share.ts';

/** The address of this page with a mix in it. */
export async function linkTo(mix: string, shared: Shared): Promise<string> {
  const url = new URL(location.href);
  url.hash = new URLSearchParams({ mix, state: await encodeShared(shared) }).toString();
  return url.href;
}

/** The state in a link's text, `mix=ring&state=…`, if it is meant for that mix; null otherwise. */
export function stateFor(mix: string, hash: string): string | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return fields.get('mix') === mix ? fields.get('state') : null;
}

/** Takes the state out of the address bar, so that a reload shows what the learner made of it since. */
export function clearLink(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}
