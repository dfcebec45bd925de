/** Controls moved before the editor has arrived: they answer at once, and nothing of it is lost. */
import { cell, expect, figure, LESSONS, setFigure, test } from './site.ts';

const EDITOR = /\/_astro\/editor[.-][^/]*\.js$/;

test('a control answers before the editor has arrived, and every step can be undone afterwards', async ({
  page,
}) => {
  let asked = 0;
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(EDITOR, async (route) => {
    asked++;
    await held;
    await route.continue();
  });
  await page.goto(LESSONS.eq);
  const mixer = await cell(page, /^6\.1 /);
  const level = figure(mixer, 'Vocal level');
  const before = await level.textContent();
  expect(asked).toBe(0);
  await setFigure(mixer, 'Vocal level', '-4');
  await setFigure(mixer, 'Vocal level', '-7');
  await expect(level).toContainText('−7');
  expect(asked).toBe(1);
  const undo = mixer.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeDisabled();
  letGo();
  await expect(undo).toBeEnabled();
  await expect(level).toContainText('−7');
  await undo.click();
  await expect(level).toContainText('−4');
  await undo.click();
  await expect(level).toHaveText(before ?? '');
});

test('without a connection at the first edit, the edit waits and a sentence says so', async ({ page }) => {
  let connected = false;
  await page.route(EDITOR, (route) => (connected ? route.continue() : route.abort()));
  await page.goto(LESSONS.eq);
  const mixer = await cell(page, /^6\.1 /);
  await setFigure(mixer, 'Vocal level', '-4');
  await expect(mixer.getByText('A part of the page has not arrived')).toBeVisible();
  await expect(figure(mixer, 'Vocal level')).toContainText('−4');
  connected = true;
  await expect(mixer.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await expect(mixer.getByText('A part of the page has not arrived')).toBeHidden();
  await expect(figure(mixer, 'Vocal level')).toContainText('−4');
});

test('steps work where a press gives buttons no focus, as on a Mac', async ({ page }) => {
  // What Safari and Firefox do there with a press that no handler has taken: nothing has the focus afterwards.
  await page.addInitScript(() => {
    addEventListener('mousedown', (event) => {
      if (event.defaultPrevented || !(event.target as Element).closest('button')) return;
      event.preventDefault();
      (document.activeElement as HTMLElement | null)?.blur();
    });
  });
  await page.goto(LESSONS.eq);
  const mixer = await cell(page, /^6\.1 /);
  const level = figure(mixer, 'Vocal level');
  const shown = async () =>
    Number(
      (await level.innerText())
        .match(/[−\d.]+ ?dB/)![0]
        .replace('−', '-')
        .replace(/ ?dB/, ''),
    );
  const before = await shown();
  const field = mixer.getByRole('textbox', { name: 'Vocal level', exact: true });
  await level.click();
  await expect(field).toBeFocused();
  await mixer.getByRole('button', { name: 'Vocal level up' }).click();
  await mixer.getByRole('button', { name: 'Vocal level up' }).click();
  await expect.poll(shown).toBeGreaterThan(before);
  await expect(field).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('a search for a ring is kept as loud as the voice was, and no band rises by more than 10 dB', async ({
  page,
}) => {
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  await setFigure(equaliser, 'Band 3 gain', '18');
  await expect(figure(equaliser, 'Band 3 gain')).toHaveAccessibleName(/\+10\.0 dB$/);
  await equaliser.getByRole('button', { name: /^Play/ }).click();
  const matched = equaliser.getByRole('button', { name: /Level-matched/ });
  // The raised side is turned down before Before and After were ever pressed.
  await expect(matched).toContainText(/after (≈ )?−\d/, { timeout: 30_000 });
});
