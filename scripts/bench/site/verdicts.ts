/** How long an exercise's verdict takes, from the press of its button until the checks stand there. */
import type { Browser } from '@playwright/test';
import { wakeAll } from './cells.ts';

export interface Verdict {
  /** The lesson's page and the cell's title. */
  where: string;
  /** The first on this page: worker, decoder and stems are fetched and compiled as well. */
  firstMs: number;
  /** Pressed again after a change, with everything there. */
  againMs: number;
}

const PATIENCE_MS = 60_000;

/** Every judged exercise of a lesson as it starts. */
export async function verdicts(browser: Browser, base: string, path: string): Promise<Verdict[]> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  try {
    await page.goto(base + path);
    await wakeAll(page);
    const found: Verdict[] = [];
    const cells = page
      .locator('main')
      .getByRole('region')
      .filter({ has: page.locator('.exercise-foot') });
    for (let i = 0; i < (await cells.count()); i++) {
      const cell = cells.nth(i);
      const press = cell.locator('.exercise-foot button').first();
      await press.scrollIntoViewIfNeeded();
      const once = async (): Promise<number> => {
        const began = performance.now();
        await press.click();
        await cell.locator('.exercise-progress').waitFor({ state: 'detached', timeout: PATIENCE_MS });
        if ((await cell.locator('.check-open').count()) > 0)
          throw new Error(`no verdict: ${path}, cell ${i}`);
        return performance.now() - began;
      };
      const firstMs = await once();
      const where = `${path} ${(await cell.getAttribute('aria-label')) ?? ''}`;
      found.push({ where, firstMs, againMs: await once() });
    }
    return found;
  } finally {
    await page.close();
  }
}
