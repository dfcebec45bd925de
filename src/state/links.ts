/** Links that restore a mix: the page's own address with the mix's name and its state behind the `#`. */
import type { Shared } from '../session/document.ts';

/** What writes and reads links; no page needs it before one is made or opened. Rejects without a connection. */
export const linkFormat = () => import('../session/share.ts');

/** The address of this page with a mix in it. Rejects with a sentence for the learner. */
export async function linkTo(mix: string, shared: Omit<Shared, 'v'>): Promise<string> {
  const url = new URL(location.href);
  const { encodeShared, SHARED_VERSION } = await linkFormat().catch(() => {
    throw new Error('The link could not be made. Check the connection, then try again.');
  });
  url.hash = new URLSearchParams({
    mix,
    state: await encodeShared({ v: SHARED_VERSION, ...shared }),
  }).toString();
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
