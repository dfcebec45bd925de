/** Text first: little is fetched before the first press of play, and the sound's code only with it. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { bar, expect, LESSONS, position, test } from './site.ts';

/** What a page may load before anything is played, gzipped. */
const BEFORE_PLAY_KB = 60;

/** Scripts that arrive, gzipped, by their file name. */
function watchScripts(page: Page): Map<string, number> {
  const sizes = new Map<string, number>();
  page.on('response', async (response) => {
    if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
    const body = await response.body().catch(() => null);
    if (body) sizes.set(response.url().split('/').at(-1)!, gzipSync(body).length / 1000);
  });
  return sizes;
}

for (const url of ['/', ...Object.values(LESSONS)]) {
  test(`${url} loads no sound before play`, async ({ page }) => {
    const audio: string[] = [];
    page.on('request', (request) => {
      if (/\.opus$|\.wasm$|worker|worklet|engine/.test(new URL(request.url()).pathname))
        audio.push(request.url());
    });
    const scripts = watchScripts(page);
    await page.goto(url);
    const transport = await bar(page);
    await page.waitForLoadState('networkidle');
    expect(audio).toEqual([]);
    const before = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    test
      .info()
      .annotations.push({ type: 'scripts before play', description: `${before.toFixed(1)} kB gzipped` });
    expect(before, [...scripts].map(([name, size]) => `${name} ${size.toFixed(1)}`).join(', ')).toBeLessThan(
      BEFORE_PLAY_KB,
    );

    await transport.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
    expect(audio.length).toBeGreaterThan(3);
  });
}
