/** What is held on one page: panels that open, the keyboard, a phone, a screen reader while it plays, forced colours. */
import AxeBuilder from '@axe-core/playwright';
import { bar, cell, expect, LESSONS, position, test } from './site.ts';

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

test('the keyboard goes over the stage and on: every player keeps the focus where it is moved to', async ({
  page,
}) => {
  await page.goto('/lessons/09-reverb/');
  const stage = await cell(page, /^9\.1 /);
  const players = stage.locator('svg [role="button"]');
  const count = await players.count();
  expect(count).toBeGreaterThan(2);
  const first = await players.first().getAttribute('aria-label');
  await players.first().focus();
  // Past its neighbours to the front and to the very back.
  for (let i = 0; i < 25; i++) await page.keyboard.press(i < 20 ? 'ArrowUp' : 'ArrowDown');
  await expect(players.first()).toBeFocused();
  await expect(players.first()).not.toHaveAttribute('aria-label', first ?? '');
  for (let i = 1; i < count; i++) {
    await page.keyboard.press('Tab');
    await expect(players.nth(i)).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(stage.locator('svg [role="button"]:focus')).toHaveCount(0);
  expect(await stage.evaluate((element) => element.contains(document.activeElement))).toBe(true);
});

test('a screen reader is not talked to while the music plays', async ({ page }) => {
  await page.goto(LESSONS.loud);
  const limiter = await cell(page, /^17\.1 /);
  await limiter.getByRole('button', { name: /^Play/ }).click();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
  const said = await page.evaluate(async () => {
    const live = '[role="status"], [role="alert"], [role="log"], [aria-live]:not([aria-live="off"])';
    const texts: string[] = [];
    const watch = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
        const text = region?.textContent ?? '';
        // That the sound is on its way may be said, and is once.
        if (!/^$|^(Waiting|Loading|Starting) /.test(text) && !texts.includes(text)) texts.push(text);
      }
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    watch.disconnect();
    return texts;
  });
  expect(said).toEqual([]);
});

test('in forced colours pictures keep their ground, and what is pressed is marked', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  const ground = (selector: string) =>
    equaliser
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground('.picture')).toBe('rgb(18, 20, 22)');
  expect(await ground('.toggle[aria-pressed="true"]')).not.toBe(
    await ground('.toggle[aria-pressed="false"]'),
  );
});

test('on a phone fingers find what they need', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(LESSONS.eq);
  await cell(page, /^6\.2 /);
  await (await bar(page)).getByRole('button', { name: 'More' }).click();
  const small = await page.evaluate(() => {
    const atLeast = (selector: string, px: number) =>
      [...document.querySelectorAll(selector)]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < px - 0.5)
        .map(
          ({ element, box }) =>
            `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`,
        );
    // Links in running text are as high as their line.
    const any =
      '.cell :is(button, select, summary, [role="slider"], [role="button"]), .transport :is(button, select)';
    const primary = '.cell :is(.button, .toggle, .knob-dial, .field-figure, .eq-dot), .transport .play';
    return [...atLeast(any, 24), ...atLeast(primary, 44)];
  });
  expect(small).toEqual([]);
  await context.close();
});
