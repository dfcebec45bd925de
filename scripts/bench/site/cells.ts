/** Finding cells on a page of the built site and bringing them to life. */
import type { Locator, Page } from '@playwright/test';

const MOST_PASSES = 10;

/** Opens what is folded and scrolls through the page until every cell has come to life. */
export async function wakeAll(page: Page): Promise<void> {
  const asleep = page.locator('main astro-island[ssr]');
  await page.locator('main details:has(astro-island)').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  for (let pass = 0; pass < MOST_PASSES && (await asleep.count()) > 0; pass++)
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
  const left = await asleep.count();
  if (left > 0) throw new Error(`${left} cells of ${page.url()} do not come to life`);
}

/** A cell by its number, such as `6.5`. */
export const cellNumbered = (page: Page, number: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${number.replace('.', '\\.')} `) }).first();
