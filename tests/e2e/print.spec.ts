/** A lesson on paper: the text, the tasks with their checks, and the values in words; no panels, no players. */
import { expect, test } from './site.ts';

for (const theme of ['light', 'dark'] as const) {
  for (const slug of ['06-eq', '09-reverb', '13-print']) {
    test(`lesson ${slug} prints from the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: theme });
      await page.goto(`/lessons/${slug}/`);

      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('heading', { level: 2, name: 'Sources' })).toBeVisible();
      for (const outside of ['.transport-host', '.lesson-nav', '.lesson-end', '.site-header nav'])
        await expect(page.locator(outside)).toBeHidden();

      const cells = page.locator('main .cell');
      expect(await cells.count()).toBeGreaterThan(3);
      for (const cell of await cells.all()) {
        await expect(cell.locator('.cell-title')).toBeVisible();
        for (const none of await cell.locator('canvas, button, input, select').all())
          await expect(none).toBeHidden();
      }
      // Dark on white, whatever the theme: backgrounds are not printed.
      const [ground, ink] = await cells
        .first()
        .evaluate((cell) => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell).color]);
      expect(ground).toBe('rgb(255, 255, 255)');
      const [red = 255] = (ink?.match(/[\d.]+/g) ?? []).map(Number);
      expect(red).toBeLessThan(80);

      // What is folded on the screen is read on paper.
      for (const folded of await page.locator('main details:is(.answer, .again, .text-now)').all())
        expect((await folded.boundingBox())?.height ?? 0, (await folded.textContent()) ?? '').toBeGreaterThan(
          20,
        );
      for (const check of await page.locator('.check-label').all()) await expect(check).toBeVisible();
    });
  }
}
