/** Controls moved before the editor has arrived: they answer at once, and nothing of it is lost. */
import type { Locator } from '@playwright/test';
import { cell, expect, figure, LESSONS, setFigure, test } from './site.ts';

/** Also by the other name under which it is asked for again. */
const EDITOR = /\/_astro\/editor[.-][^/]*\.js(\?.*)?$/;

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

test('what is chosen and written before a part of the page has its script is kept', async ({ page }) => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/_astro\/(Predict|Quiz|Note)[.-][^/]*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/lessons/20-album/');
  const dead = (within: Locator) => within.locator('xpath=ancestor::astro-island[1][@ssr]');
  const prediction = page
    .locator('fieldset.question')
    .filter({ has: page.locator('[name*="-predict-"]') })
    .first();
  const quiz = page
    .locator('fieldset.question')
    .filter({ has: page.locator('[name*="-quiz-"]') })
    .first();
  const note = page.locator('textarea.note-field').first();
  for (const question of [prediction, quiz]) {
    await question.getByRole('radio').first().check();
    await expect(dead(question)).toHaveCount(1);
  }
  await note.fill('The slow one goes last.');
  await expect(dead(note)).toHaveCount(1);
  letGo();
  for (const part of [prediction, quiz, note]) {
    await part.scrollIntoViewIfNeeded();
    await expect(dead(part)).toHaveCount(0);
  }
  await expect(prediction.getByRole('radio').first()).toBeChecked();
  await expect(page.getByText(/^(Your prediction|You said): /).first()).toBeVisible();
  await expect(quiz.getByText(/^(✓ this one|○ not this one)$/).first()).toBeVisible();
  await expect(page.getByText('Kept on this device.').first()).toBeVisible();
  await page.reload();
  await expect(note).toHaveValue('The slow one goes last.');
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
