/** Writing a mix into a link, and reading one. Loaded when a link is made or opened. */
import type { Session, Shared } from '../session/document.ts';
import { SessionError } from '../session/errors.ts';
import { decodeShared, encodeShared, openShared, SHARED_VERSION } from '../session/share.ts';

/** The address of this page with a mix in it. */
export async function linkTo(mix: string, shared: Omit<Shared, 'v'>): Promise<string> {
  const url = new URL(location.href);
  url.hash = new URLSearchParams({
    mix,
    state: await encodeShared({ v: SHARED_VERSION, ...shared }),
  }).toString();
  return url.href;
}

/** Takes the state out of the address bar, so that a reload shows what the learner made of it since. */
export function clearLink(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** What a link holds, and what to say of it; without a session where it is damaged, newer or strange. */
export async function readLink(
  state: string,
  base: string,
  presets: Readonly<Record<string, Session>>,
): Promise<{ session: Session | null; says: string }> {
  try {
    const shared = await decodeShared(state);
    const { session, refused } = openShared(shared, (id) =>
      Object.hasOwn(presets, id) ? presets[id] : undefined,
    );
    const says = [
      'These settings come from a link. Undo brings your own back.',
      shared.base === base ? '' : 'The link was made for an older recording.',
      refused.length === 0 ? '' : `${refused.length} of its settings are unknown here and were left out.`,
    ];
    return { session, says: says.filter((part) => part !== '').join(' ') };
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    return { session: null, says: `${error.message} Your own settings are unchanged.` };
  }
}
