/** The sound and its code are fetched with the first press of play, not before. How much else is: `budget.spec.ts`. */
import { bar, expect, LESSONS, position, test } from './site.ts';

for (const url of ['/', ...Object.values(LESSONS)]) {
  test(`${url} loads no sound before play`, async ({ page }) => {
    const audio: string[] = [];
    page.on('request', (request) => {
      if (/\.opus$|\.wasm$|worker|worklet|engine/.test(new URL(request.url()).pathname))
        audio.push(request.url());
    });
    await page.goto(url);
    const transport = await bar(page);
    await page.waitForLoadState('networkidle');
    expect(audio).toEqual([]);
    await transport.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
    expect(audio.length).toBeGreaterThan(3);
  });
}
