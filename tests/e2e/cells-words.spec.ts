/** Cells of words: what is written, asked and sung. */
import { readFile } from 'node:fs/promises';
import { cell, expect, hearSides, listenToOutput, position, test } from './site.ts';

test(
  'Note: what is written is kept, and stands there again after a reload',
  { tag: '@Note' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/20-album/');
    const note = page.getByRole('textbox', { name: /^Why this order\?/ });
    await note.scrollIntoViewIfNeeded();
    await expect(note.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    await note.pressSequentially('Loud first, then a room with one lamp.');
    await expect(page.getByText('Kept on this device.')).toBeVisible();
    await page.reload();
    await note.scrollIntoViewIfNeeded();
    await expect(note).toHaveValue('Loud first, then a room with one lamp.');

    await page.goto('/about/');
    const save = page.getByRole('button', { name: 'Save my notes as a text file' });
    await save.scrollIntoViewIfNeeded();
    await expect(save.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    const download = page.waitForEvent('download');
    await save.press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe('headroom-notes.txt');
    expect(await readFile(await file.path(), 'utf8')).toMatch(
      /^20\. .+\n=+\n\nWhy this order\?.*\nLoud first, then a room with one lamp\.$/m,
    );
    await expect(page.getByText('Saved as headroom-notes.txt.')).toBeVisible();
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Listen and Lyrics: the passage is what sounds, and the line that is sung is marked',
  { tag: ['@Listen', '@Lyrics'] },
  async ({ page, complaints }) => {
    await listenToOutput(page);
    await page.goto('/lessons/22-who/');
    const words = page.getByRole('list', { name: 'Words of Paper Lanterns' });
    await words.scrollIntoViewIfNeeded();
    await expect(words.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    const second = words.getByRole('button').nth(1);
    const fromS = Number(/0:(\d+)/.exec((await second.getAttribute('title'))!)![1]);
    // By keyboard.
    await second.focus();
    await second.press('Enter');
    await expect(second).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('[data-loudness]')).not.toHaveText('–');
    expect(Math.abs((await position(page)) - fromS)).toBeLessThanOrEqual(2);
    expect((await hearSides(page, 0.5)).leftDb).toBeGreaterThan(-50);

    const listen = page.locator('.listen').first();
    await listen.scrollIntoViewIfNeeded();
    await expect(listen.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    const button = listen.getByRole('button');
    const [, from, to] = /(0:\d+) to (0:\d+)$/.exec((await button.getAttribute('aria-label'))!)!;
    const seconds = (text: string) => Number(text.split(':')[1]);
    await button.click();
    await expect(button).toHaveAccessibleName('Pause');
    await expect.poll(() => position(page)).toBeGreaterThanOrEqual(seconds(from!));
    expect(await position(page)).toBeLessThanOrEqual(seconds(to!));
    expect((await hearSides(page, 0.5)).leftDb).toBeGreaterThan(-50);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'StreamingTask: a move is chosen by keyboard, its size typed, and what really happens is said',
  { tag: '@StreamingTask' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/18-turned-down/');
    const task = await cell(page, /^18\.4 /);
    await expect(task.getByText('Case 1 of 8')).toBeVisible();
    await task.getByRole('radio', { name: 'Down' }).focus();
    await page.keyboard.press('Space');
    await expect(task.getByRole('radio', { name: 'Down' })).toBeChecked();
    await page.keyboard.press('Tab');
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await expect(task.getByText('Case 2 of 8')).toBeVisible();
    const first = task.getByRole('list', { name: 'Answered' }).getByRole('listitem').first();
    await expect(first).toContainText(/^✓ Spotify, −8\.0 LUFS: Turned down: −6\.0 dB, to −14 LUFS\.$/);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);
