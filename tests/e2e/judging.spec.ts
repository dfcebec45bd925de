/** An exercise is judged by rendering and measuring the learner's own sound, in the page. */
import type { Page } from '@playwright/test';
import { lessonMixes, lessonTasks, loadExercises, loadLesson } from '../../src/course/content/lessons.ts';
import type { Patch } from '../../src/session/document.ts';
import { encodeShared, SHARED_VERSION } from '../../src/session/share.ts';
import { bar, cell, expect, hearSides, listenToOutput, test } from './site.ts';

/** A verdict is a matter of seconds here; on a machine that is shared with others it may take longer. */
const PATIENCE_MS = 30_000;

for (const [slug, name] of [
  ['06-eq', 'ring'],
  ['06-eq', 'room'],
  ['17-loud', 'loud'],
] as const) {
  const [mix, spec] = Object.entries(lessonMixes(loadLesson(slug))).find(
    ([, { exercise }]) => exercise === name,
  )!;
  const exercise = loadExercises(slug)[name]!;
  const required = Object.entries(exercise.checks).filter(([, check]) => !check.further);

  const open = async (page: Page, patch: Patch) => {
    const state = await encodeShared({ v: SHARED_VERSION, base: spec.base, patch });
    await page.goto(`/lessons/${slug}/#${new URLSearchParams({ mix, state })}`);
    await bar(page);
    await expect(page.getByText(/These settings come from a link/).first()).toBeVisible();
    const check = page.getByRole('button', { name: /^Check my/ });
    let regions = page.locator('main').getByRole('region').filter({ has: check });
    for (const [, { label }] of required) regions = regions.filter({ hasText: label });
    await expect(regions).toHaveCount(1);
    return cell(page, (await regions.getAttribute('aria-label'))!);
  };

  test(`${slug}, ${name}: the start is not enough, and a hint says what is missing`, async ({ page }) => {
    const region = await open(page, { ...exercise.pins, ...exercise.start, 'session.bpm': 112.5 });
    await region.getByRole('button', { name: /^Check my/ }).click();
    await expect(region.getByText(/Not there yet/)).toBeVisible({ timeout: PATIENCE_MS });
    const hints = await region.locator('.check-hint').allInnerTexts();
    expect(hints.length).toBeGreaterThan(0);
    expect(hints.join('')).not.toBe('');
  });

  test(`${slug}, ${name}: a solution is enough`, { tag: '@Exercise' }, async ({ page }) => {
    const region = await open(page, { ...exercise.pins, ...exercise.start, ...exercise.solutions[0]! });
    const began = Date.now();
    await region.getByRole('button', { name: /^Check my/ }).click();
    await expect(region.getByText(/^(All met\.|The task is met\.)/)).toBeVisible({ timeout: PATIENCE_MS });
    test.info().annotations.push({ type: 'verdict', description: `${Date.now() - began} ms` });
    for (const [, { label }] of required) {
      const row = region.getByRole('listitem').filter({ hasText: label });
      await expect(row).toContainText('✓');
      await expect(row).toContainText(/\d/);
    }
    // Passing is remembered: the list of lessons marks it when all exercises of the lesson were passed.
    await page.waitForTimeout(500);
    await page.reload();
    await bar(page);
    const link = page.locator(`[data-lesson="${slug}"]`);
    if (lessonTasks(slug).length === 1) await expect(link).toHaveAttribute('data-done', '');
    else await expect(link).not.toHaveAttribute('data-done', '');
  });
}

test(
  'the first page plays mix and master in step, equally loud or not',
  { tag: '@Stages' },
  async ({ page }) => {
    await listenToOutput(page);
    await page.goto('/');
    await bar(page);
    const compare = page.locator('main .cell').first();
    await compare.scrollIntoViewIfNeeded();
    await compare.getByRole('button', { name: /^Play/ }).click();
    // Not at the edges of the song, where one may still hear nothing.
    const slider = page.getByRole('slider', { name: 'Position in the song' });
    for (let i = 0; i < 2; i++) await slider.press('PageUp');
    const stage = (name: string) => compare.getByRole('radio', { name, exact: true });
    await stage('Mix').focus();
    await page.keyboard.press('ArrowRight');
    await expect(stage('Master')).toBeChecked();
    const matched = compare.getByRole('button', { name: /Level-matched/ });
    await expect(matched).toHaveAttribute('aria-pressed', 'true');
    const turnedDown = /−(\d+\.\d) dB/;
    await expect(matched).toContainText(turnedDown);
    const byDb = Number(turnedDown.exec((await matched.textContent())!)![1]);
    expect(byDb).toBeGreaterThan(3);
    /** The master's level at the output, from the same place each time. */
    const level = async (): Promise<number> => {
      await slider.press('PageUp');
      await slider.press('PageDown');
      await page.waitForTimeout(300);
      return (await hearSides(page, 1.5)).leftDb;
    };
    const equal = await level();
    await matched.click();
    await expect(matched).toHaveAttribute('aria-pressed', 'false');
    expect(Math.abs((await level()) - equal - byDb)).toBeLessThan(0.7);
  },
);
