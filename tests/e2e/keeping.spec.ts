/** What the learner set stays: over a reload, in a link, through undo and redo; and the theme. */
import { bar, cell, expect, figure, LESSONS, setFigure, test } from './site.ts';

test('a reload keeps the settings', async ({ page }) => {
  await page.goto(LESSONS.eq);
  await setFigure(await cell(page, /^6\.2 /), 'Band 3 gain', '-5.5');
  await setFigure(await cell(page, /^6\.1 /), 'Vocal level', '-4');
  await page.waitForTimeout(900);
  await page.reload();
  await expect(figure(await cell(page, /^6\.2 /), 'Band 3 gain')).toContainText('−5.5');
  await expect(figure(await cell(page, /^6\.1 /), 'Vocal level')).toContainText('−4');
});

test('the volume is kept, and starts at −12 dB', async ({ page }) => {
  await page.goto(LESSONS.eq);
  const volume = (await bar(page)).getByRole('slider', { name: 'Volume' });
  await expect(volume).toHaveAttribute('aria-valuetext', '−12 dB');
  await volume.fill('-20');
  await page.waitForTimeout(600);
  await page.reload();
  await expect((await bar(page)).getByRole('slider', { name: 'Volume' })).toHaveAttribute(
    'aria-valuetext',
    '−20 dB',
  );
});

test('undo and redo go back and forth, by button and by key', async ({ page }) => {
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  const gain = figure(equaliser, 'Band 3 gain');
  const before = await gain.textContent();
  await setFigure(equaliser, 'Band 3 gain', '-3');
  await setFigure(equaliser, 'Band 3 gain', '-6');
  await equaliser.getByRole('button', { name: 'Undo' }).click();
  await expect(gain).toContainText('−3');
  await equaliser.getByRole('button', { name: 'Undo' }).click();
  await expect(gain).toHaveText(before ?? '');
  await equaliser.getByRole('button', { name: 'Redo' }).click();
  await equaliser.getByRole('button', { name: 'Redo' }).click();
  await expect(gain).toContainText('−6');
  await gain.focus();
  await page.keyboard.press('Control+z');
  await expect(gain).toContainText('−3');
  await equaliser.getByRole('button', { name: 'Reset' }).click();
  await expect(gain).toHaveText(before ?? '');
});

test('Share gives a link that restores the exact state elsewhere', async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL! });
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  await setFigure(equaliser, 'Band 3 frequency', '321');
  await setFigure(equaliser, 'Band 3 gain', '-7.5');
  await setFigure(equaliser, 'Band 3 q', '4.2');
  const shown = async (within: typeof equaliser) =>
    Promise.all(['frequency', 'gain', 'q'].map((part) => figure(within, `Band 3 ${part}`).textContent()));
  const mine = await shown(equaliser);
  await equaliser.getByRole('button', { name: 'Share' }).click();
  await expect(equaliser.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(400);

  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(link);
  await there.locator('.transport-host astro-island:not([ssr])').waitFor({ state: 'attached' });
  const restored = there.getByRole('region', { name: /^6\.2 / });
  await expect(there.getByText('These settings come from a link.').first()).toBeVisible();
  await expect(figure(restored, 'Band 3 gain')).toContainText('−7.5');
  expect(await shown(restored)).toEqual(mine);
  // What was opened stays on the reader's own device, and the address is clean again.
  expect(new URL(there.url()).hash).toBe('');
  await there.waitForTimeout(900);
  await there.reload();
  await expect(figure(await cell(there, /^6\.2 /), 'Band 3 gain')).toContainText('−7.5');
  await other.close();
});

test('where a link may be copied only in the press itself, as in Safari, it stands there with a button', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const state = { copied: '' };
    Object.assign(globalThis, { headroomCopied: state });
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: (text: string) => {
          if (globalThis.event?.type !== 'click')
            return Promise.reject(new DOMException('outside a press', 'NotAllowedError'));
          state.copied = text;
          return Promise.resolve();
        },
      },
    });
  });
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  await equaliser.getByRole('button', { name: 'Share' }).click();
  const link = equaliser.getByRole('textbox', { name: 'Copy this link' });
  await expect(link).toHaveValue(/#mix=/);
  const shown = await link.inputValue();
  await equaliser.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(equaliser.getByText('Link copied')).toBeVisible();
  await expect(link).toHaveCount(0);
  expect(
    await page.evaluate(
      () => (globalThis as unknown as { headroomCopied: { copied: string } }).headroomCopied.copied,
    ),
  ).toBe(shown);
});

test('the theme is chosen, kept, and there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await bar(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  const toggle = page.getByRole('button', { name: 'Dark theme' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About Headroom' })).toBeVisible();
  expect(await paper()).toBe(dark);
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      (globalThis as unknown as { firstTheme: string | undefined }).firstTheme =
        document.documentElement.dataset.theme;
    });
  });
  await page.reload();
  expect(await page.evaluate(() => (globalThis as unknown as { firstTheme: string }).firstTheme)).toBe(
    'dark',
  );
  expect(await paper()).toBe(dark);
});
