/** What a page loads before anything is played: it has to be little, for reading must not wait for the sound. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Kilobytes of script, gzipped, that a first visit fetches until the page stands still. */
const OPENED_KB = { '/': 32, '/lessons/06-eq/': 40, '/lessons/17-loud/': 42 };
/** The same after the whole page was scrolled through, with every cell on it alive. */
// With all cells of the page: lesson 17 compares blind and has a mixer at its end.
const READ_KB = { '/': 32, '/lessons/06-eq/': 70, '/lessons/17-loud/': 70 };

/** Counts from now on. */
function countScripts(page: Page): { kilobytes: () => Promise<number>; names: () => string[] } {
  const sizes: Promise<number>[] = [];
  const names: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    names.push(new URL(response.url()).pathname.replace(/^.*\//, ''));
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return {
    kilobytes: async () => (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1000,
    names: () => names,
  };
}

for (const path of Object.keys(OPENED_KB) as (keyof typeof OPENED_KB)[]) {
  test(`${path} loads little script before the first press of play`, async ({ page }) => {
    const scripts = countScripts(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    const opened = await scripts.kilobytes();
    expect(opened).toBeGreaterThan(5);
    expect(opened, scripts.names().join(' ')).toBeLessThan(OPENED_KB[path]);

    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 400) {
        scrollTo(0, y);
        await new Promise((done) => setTimeout(done, 50));
      }
    });
    await page.waitForLoadState('networkidle');
    // What is folded away, to be done again on another song, comes when it is unfolded.
    await expect(page.locator('astro-island[ssr]:not(details:not([open]) *)')).toHaveCount(0);
    expect(await scripts.kilobytes(), scripts.names().join(' ')).toBeLessThan(READ_KB[path]);
    // Of the sound itself nothing has come yet.
    expect(scripts.names().filter((name) => /worklet|worker|engine|renderer/.test(name))).toEqual([]);
  });
}
