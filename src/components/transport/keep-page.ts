/**
 * Without a connection the browser's own error page would take the place of this one, and the music with it: the page
 * stays and says so, and the navigation waits for the next one to replace it. Loaded with the first press of play.
 */
import { sayLate } from '../../state/late.ts';

/** Whether anything at all comes back from an address. */
const answers = (url: URL): Promise<boolean> =>
  fetch(url, { method: 'HEAD' }).then(
    () => true,
    () => false,
  );

document.addEventListener('astro:before-preparation', (event) => {
  const load = event.loader;
  event.loader = async () => {
    await load();
    // Back and forward have moved the address already.
    if (!event.defaultPrevented || event.navigationType === 'traverse' || (await answers(event.to))) return;
    sayLate('That page could not be loaded. Check the connection, then try again.');
    await new Promise(() => {});
  };
});
