/** Cells of delivery: what they make is measured here once more, from the outside. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readWav } from '../../src/dsp/files/wav.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import { cell, expect, listenToOutput, longestSilence, setFigure, test } from './site.ts';

/** Rendering a whole song takes as long as the machine takes. */
const MADE_MS = 40_000;

test(
  'Export: the file that is downloaded is the one that was measured, and the list says what is missing',
  { tag: '@Export' },
  async ({ page, complaints }) => {
    test.slow();
    await page.goto('/lessons/13-print/');
    const print = await cell(page, /^13\.1 /);
    await print.getByRole('radio', { name: '48 kHz', exact: true }).click();
    await print.getByRole('radio', { name: '24-bit' }).click();
    await print.getByRole('radio', { name: 'Switch it off' }).click();
    await print.getByRole('button', { name: 'Make the files' }).click();
    const link = print.getByRole('link', { name: 'paper-lanterns_mix_48k_24bit.wav' });
    await expect(link).toBeVisible({ timeout: MADE_MS });

    const row = print.getByRole('row').filter({ has: page.getByText('paper-lanterns_mix_48k_24bit.wav') });
    const download = page.waitForEvent('download');
    await link.click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('paper-lanterns_mix_48k_24bit.wav');
    const bytes = new Uint8Array(await readFile(await file.path()));
    const wav = readWav(bytes);
    expect(wav).toMatchObject({ sampleRate: 48_000, bits: 24, float: false });
    await expect(row.getByText(/^SHA-256/)).toHaveAttribute(
      'title',
      createHash('sha256').update(bytes).digest('hex'),
    );
    await expect(row).toContainText(truePeakDb(wav.channels).toFixed(1).replace('-', '−'));

    // Made at the bar line, without silence before it, and alone.
    const met = (name: RegExp) => print.getByRole('listitem').filter({ hasText: name });
    await expect(met(/own rate/)).toHaveClass(/check-met/);
    await expect(met(/Nothing is clipped/)).toHaveClass(/check-met/);
    await expect(met(/silence before/)).toHaveClass(/check-not-yet/);
    await expect(met(/rings out/)).toHaveClass(/check-not-yet/);
    await expect(met(/instrumental$|and an instrumental/)).toHaveClass(/check-open/);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Dither: what was added is heard and measured, and 12 bits add less',
  { tag: '@Dither' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/21-release/');
    const dither = await cell(page, /^21\.1 /);
    await dither.getByRole('radio', { name: 'Rounded' }).click();
    await expect(dither.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: MADE_MS });
    const level = async (name: string) => {
      const text = await dither.getByRole('row', { name: new RegExp(`^${name}`) }).innerText();
      return text.match(/−?\d+\.\d/g)!.map((figure) => Number(figure.replace('−', '-')));
    };
    await expect(dither.getByRole('row', { name: /^Rounded/ })).toContainText('dB', { timeout: MADE_MS });
    const [tpdfDb, , tpdfMoves] = await level('TPDF dither');
    const [, , roundedMoves] = await level('Rounded');
    expect(tpdfDb).toBeCloseTo(-48.2, 0);
    expect(roundedMoves!).toBeGreaterThan(3 * tpdfMoves!);
    await dither.getByRole('radio', { name: '12-bit' }).focus();
    await dither.getByRole('radio', { name: '8-bit', exact: true }).press('ArrowRight');
    await expect
      .poll(async () => (await level('TPDF dither'))[0], { timeout: MADE_MS })
      .toBeCloseTo(-72.3, 0);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Vinyl: a longer side is quieter, and mono bass puts the sides under the middle',
  { tag: '@Vinyl' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/21-release/');
    const vinyl = await cell(page, /^21\.4 /);
    const side = vinyl.getByRole('slider', { name: 'Side length, on the picture' });
    await side.focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageUp');
    await expect(side).toHaveAttribute('aria-valuetext', /^22\.\d minutes, minus 3\.\d decibels$/);
    await setFigure(vinyl, 'Bass mono below', '120');
    const sides = vinyl.getByRole('definition').nth(2);
    await expect(sides).toContainText(/−[23]\d\.\d/, { timeout: MADE_MS });
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Album: order by keyboard, figures that follow a gain, and a gap that is heard',
  { tag: '@Album' },
  async ({ page, complaints }) => {
    test.slow();
    await listenToOutput(page);
    await page.goto('/lessons/20-album/');
    const album = await cell(page, /^20\.1 /);
    await album.getByRole('button', { name: 'Half a Room Away earlier' }).press('Enter');
    await expect(album.locator('.album-name strong')).toHaveText([
      'Paper Lanterns',
      'Half a Room Away',
      'Signal Fire',
    ]);
    await album.getByRole('button', { name: 'Measure the songs' }).click();
    await expect(album.getByRole('button', { name: '✓ Measured' })).toBeVisible({ timeout: 2 * MADE_MS });
    const ballad = album.getByRole('listitem').filter({ hasText: 'The ballad at least' });
    await expect(ballad).toHaveClass(/check-not-yet/);
    await setFigure(album, 'Half a Room Away: gain', '-3.4');
    await expect(ballad).toHaveClass(/check-met/);
    const gap = album.getByRole('slider', { name: 'Half a Room Away: gap before' });
    await gap.focus();
    await page.keyboard.press('PageUp');
    await expect(gap).toHaveAttribute('aria-valuetext', '2.0 seconds');
    await album.getByRole('button', { name: /^Play: the join/ }).click();
    await expect(album.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: MADE_MS });
    // The song before it ends 8 s after the beginning, softly, so that the gap may be heard as longer than it is.
    const silenceS = await longestSilence(page, async () => {
      for (let i = 0; i < 6; i++)
        await page.getByRole('slider', { name: 'Position in the song' }).press('ArrowRight');
      await page.waitForTimeout(5000);
    });
    expect(silenceS).toBeGreaterThan(1.8);
    expect(silenceS).toBeLessThan(4);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);
