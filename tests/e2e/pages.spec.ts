/**
 * Every page that is built, once: nothing for axe to find in one theme or the other, with all cells alive and all that is folded
 * open; nothing moves when a cell comes to life; nothing scrolls sideways on a phone; nothing is complained of. What a
 * page says of itself is there as well.
 */
import { readdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, expect, test } from './site.ts';

const DIST = process.env.E2E_DIST ?? 'dist';
/** All that axe knows but what goes beyond WCAG's level AA and what is still being tried. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What looks different in the other theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Pages whose colours are looked at in both themes: all that the site is made of stands on one of them. */
const BOTH_THEMES = ['/', '/cells/', '/facts/', '/lessons/06-eq/', '/lessons/17-loud/'];
/** Google calls 0.1 good; a cell that comes to life keeps its place. */
const MOST_SHIFT = 0.01;
const NARROW = [390, 320];

const PAGES = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('index.html'))
  .map((file) => `/${file.slice(0, -'index.html'.length)}`)
  .sort()
  .concat('/no-such-page/');

/** Adds up what moves by itself once the page has its faces: after that only cells that come to life could move it. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const shifts = { sum: 0, what: [] as string[] };
    Object.assign(globalThis, { headroomShifts: shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        shifts.sum += entry.value;
        for (const { node } of entry.sources)
          shifts.what.push(node instanceof Element ? `${node.tagName}.${node.className}` : 'text');
      }
    }).observe({ type: 'layout-shift' });
  });
}

/** Goes down the page a screen at a time, so that every cell is seen and comes to life. */
async function readThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
      scrollTo({ top: y, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  await expect(page.locator('astro-island[ssr]:not(details:not([open]) *)')).toHaveCount(0);
}

/** Everything that folds, and the fuller view of every cell. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll<HTMLDetailsElement>('main details')) folded.open = true;
  });
  await readThrough(page);
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLButtonElement>('main .cell-actions button'))
      if (button.textContent?.trim() === 'More') button.click();
  });
}

async function found(page: Page, narrow: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // What passed is left out: on long pages, telling it costs as much as looking for it.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await narrow(axe).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

for (const [i, url] of PAGES.entries()) {
  test(`${url} is for everybody`, async ({ page, complaints }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(url);
    await bar(page);
    await watchShifts(page);
    await readThrough(page);
    const shifts = await page.evaluate(
      () => (globalThis as unknown as { headroomShifts: { sum: number; what: string[] } }).headroomShifts,
    );
    expect(shifts.sum, shifts.what.join(', ')).toBeLessThan(MOST_SHIFT);

    await openAll(page);
    const [theme, other] = i % 2 === 0 ? ['light', 'dark'] : ['dark', 'light'];
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    expect(await found(page, (axe) => axe.withTags(TAGS)), theme).toEqual([]);
    if (BOTH_THEMES.includes(url)) {
      await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), other);
      expect(await found(page, (axe) => axe.withRules(OF_COLOUR)), other).toEqual([]);
    }

    const { twice, described, structured } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const data = document.querySelector('script[type="application/ld+json"]')?.textContent;
      return {
        twice: ids.filter((id, i) => ids.indexOf(id) !== i),
        described: document.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? '',
        structured: data ? String((JSON.parse(data) as { '@type': unknown })['@type']) : null,
      };
    });
    expect(twice).toEqual([]);
    expect(await page.title()).toMatch(/Headroom/);
    expect(described.length).toBeGreaterThan(40);
    if (url.startsWith('/lessons/') && url !== '/lessons/') expect(structured).toBe('LearningResource');

    for (const width of NARROW) {
      await page.setViewportSize({ width, height: 844 });
      // The first answer may come before the rules of this width hold.
      await expect
        .poll(
          () =>
            page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          { message: `${width} px` },
        )
        .toBeLessThanOrEqual(0);
    }
    const missing = url === '/no-such-page/';
    expect(complaints).toEqual({
      errors: missing ? [expect.stringContaining('404')] : [],
      violations: [],
    });
  });
}
