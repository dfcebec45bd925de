/** Lessons can be read without scripts: headings, prose, tasks and the values that the cells stand at. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, LESSONS, test } from './site.ts';

test.use({ javaScriptEnabled: false });

const source = (slug: string) =>
  readFileSync(new URL(`../../content/lessons/${slug}/index.mdx`, import.meta.url), 'utf8');

for (const [slug, url] of [
  ['06-eq', LESSONS.eq],
  ['09-reverb', '/lessons/09-reverb/'],
  ['13-print', '/lessons/13-print/'],
  ['17-loud', LESSONS.loud],
] as const) {
  test(`lesson ${slug} reads well without scripts`, async ({ page }) => {
    const text = source(slug);
    const front = parse(/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') as { title: string; summary: string };
    await page.goto(url);

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(front.title);
    await expect(page.getByText(front.summary).first()).toBeVisible();
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading ?? '');
    expect(headings.length).toBeGreaterThan(4);
    for (const heading of headings)
      await expect(page.getByRole('heading', { level: 2, name: heading.replaceAll('’', "'") })).toBeVisible();

    // Every cell is there with its title, and the figures that its controls stand at, with their units.
    // What is folded, to be done again on another song, opens without scripts too; here it is as it arrives.
    const asked = text.replace(/<Again\b[\s\S]*?<\/Again>/g, '');
    const titles = [...asked.matchAll(/ n="([\d.]+)" title="([^"]+)"/g)];
    expect(titles.length).toBeGreaterThan(2);
    for (const [, n, title] of titles)
      await expect(page.getByRole('region', { name: `${n} ${title}` })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/−?\d+(\.\d)? ?dB/);
    await expect(page.getByRole('main')).toContainText(/\d ?(Hz|kHz|ms)/);

    // A passage to listen for says where it is in one line or two.
    for (const where of await page.locator('.listen-where:visible').all())
      expect((await where.boundingBox())?.height).toBeLessThan(60);

    // What cannot work without scripts is not offered.
    await expect(page.getByRole('region', { name: 'Transport' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Dark theme' })).toBeHidden();
    await expect(page.locator('body')).not.toContainText(/\bundefined\b|\bNaN\b|\[object/);
  });
}

test('the first page and the course lead to both lessons without scripts', async ({ page }) => {
  for (const start of ['/', '/lessons/']) {
    await page.goto(start);
    for (const url of Object.values(LESSONS))
      await expect(page.locator(`main a[href$="${url}"]`).first()).toBeVisible();
  }
});
