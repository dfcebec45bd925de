/** Nothing for axe to find, in both themes and while playing; nothing scrolls sideways on a phone. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, expect, LESSONS, position, test } from './site.ts';

const PAGES = [
  ['home', '/'],
  ['the EQ lesson', LESSONS.eq],
  ['the limiter lesson', LESSONS.loud],
  ['the course', '/lessons/'],
  ['the credits', '/credits/'],
  ['about', '/about/'],
  ['the 404 page', '/no-such-page/'],
] as const;

/** Brings every cell to life: they hydrate when they are seen. */
async function seeAll(page: Page): Promise<void> {
  await bar(page);
  // What is folded away, to be done again on another song, belongs to the page as well.
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll<HTMLDetailsElement>('details.again')) folded.open = true;
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 500) {
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(40);
  }
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await page.evaluate(() => scrollTo(0, 0));
}

for (const theme of ['light', 'dark'] as const) {
  for (const [name, url] of PAGES) {
    test(`axe finds nothing on ${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(url);
      await seeAll(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      );
      expect(found).toEqual([]);
    });
  }
}

test('axe finds nothing with the words and the help open', async ({ page }) => {
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await transport.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
  await transport.getByRole('button', { name: 'Words' }).click();
  await expect(transport.getByRole('list', { name: /Words of/ })).toBeVisible();
  const words = await new AxeBuilder({ page }).include('.transport-host').analyze();
  expect(words.violations.map(({ id }) => id)).toEqual([]);
  await transport.getByRole('button', { name: 'Nothing heard?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nothing heard?' });
  await dialog.getByRole('button', { name: 'Left tone' }).click();
  const help = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(help.violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

for (const width of [390, 320]) {
  for (const [name, url] of PAGES) {
    test(`${name} does not scroll sideways at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(url);
      await seeAll(page);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBeLessThanOrEqual(0);
    });
  }
}

test('on a phone the transport works and its rest opens', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await expect(transport.getByRole('slider', { name: 'Volume' })).toBeHidden();
  await transport.getByRole('button', { name: 'More' }).click();
  await expect(transport.getByRole('slider', { name: 'Volume' })).toBeVisible();
  await transport.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
});

test('the keyboard reaches the text first, and the skip link shows', async ({ page }) => {
  await page.goto(LESSONS.eq);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
});
