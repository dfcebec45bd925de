/** Press play: the sound goes on, the meters move, and what is changed is what is heard. */
import { eq } from '../../src/dsp/effects/eq/eq.ts';
import { defaults } from '../../src/dsp/core/params.ts';
import {
  bandLevels,
  bar,
  cell,
  expect,
  figure,
  LESSONS,
  listenToOutput,
  longestSilence,
  loudness,
  position,
  recordOutput,
  setFigure,
  test,
} from './site.ts';

test('play advances the sound and moves the meters', async ({ page, complaints }) => {
  await listenToOutput(page);
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  const mixer = await cell(page, /^6\.1 /);
  /** Of each strip's left bar, how many pixels are lit. */
  const heights = () =>
    mixer.locator('.meter canvas').evaluateAll((canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const x = Math.round((22.5 / 34) * canvas.width);
        const column = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height).data;
        return column.filter((value, i) => i % 4 === 3 && value > 0).length;
      }),
    );
  expect(Math.max(...(await heights()))).toBe(0);

  await transport.getByRole('button', { name: 'Play' }).click();
  await expect(transport.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(2);
  await expect.poll(async () => Math.max(...(await heights()))).toBeGreaterThan(10);
  await expect.poll(() => loudness(page)).toBeLessThan(-5);
  expect(await loudness(page)).toBeGreaterThan(-60);
  // A meter that moves shows different values.
  const seen = new Set<string>();
  for (let i = 0; i < 10; i++) {
    seen.add(String(await heights()));
    await page.waitForTimeout(100);
  }
  expect(seen.size).toBeGreaterThan(5);
  const { samples } = await recordOutput(page, 1);
  expect(samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeGreaterThan(0.01);

  await transport.getByRole('button', { name: 'Pause' }).click();
  await page.waitForTimeout(300);
  const stopped = await position(page);
  await page.waitForTimeout(1500);
  expect(await position(page)).toBe(stopped);
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test('Space plays and pauses, but not while typing or on a button', async ({ page }) => {
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expect(transport.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(transport.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await transport.getByRole('button', { name: 'Nothing heard?' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(transport.getByRole('button', { name: 'Pause' })).toHaveCount(0);
});

test('a moved band changes the measured output as computed', { tag: '@Equaliser' }, async ({ page }) => {
  test.setTimeout(90_000);
  const probesHz = [100, 300, 1000, 3000];
  const change = { freqHz: 1000, gainDb: -12, q: 1 };
  await listenToOutput(page);
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  const equaliser = await cell(page, /^6\.11 /);
  await equaliser.getByRole('button', { name: /^Play/ }).click();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);

  // One short section, again and again, so that before and after hear the same music.
  const loop = transport.getByRole('button', { name: 'Loop' });
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  await loop.click();
  await expect(loop).toHaveAttribute('aria-pressed', 'false');
  await transport.getByRole('combobox', { name: 'Section' }).selectOption('break');
  await loop.click();
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  // The place has to be loaded first; then it is heard.
  await expect.poll(() => position(page), { intervals: [100] }).toBeGreaterThanOrEqual(41);
  const loopS = 43.457 - 39.171;

  const levels = async () => {
    const { samples, sampleRate } = await recordOutput(page, 2 * loopS);
    return bandLevels(samples, sampleRate, probesHz);
  };
  const before = await levels();
  await setFigure(equaliser, 'Band 3 frequency', `${change.freqHz}`);
  await setFigure(equaliser, 'Band 3 gain', `${change.gainDb}`);
  await setFigure(equaliser, 'Band 3 q', `${change.q}`);
  await page.waitForTimeout(1000);
  const after = await levels();

  const values = {
    ...defaults(eq.params),
    'lowMid.on': true,
    'lowMid.freqHz': change.freqHz,
    'lowMid.gainDb': change.gainDb,
    'lowMid.q': change.q,
  };
  // The curve that the page draws, averaged by power over what one probe listens to.
  const computed = probesHz.map((hz) => {
    const across = Array.from({ length: 25 }, (_, i) => hz * 2 ** ((i / 24 - 0.5) / 3));
    const power = across.map((f) => 10 ** ((eq.magnitudeDb?.(values, f, 48_000) ?? NaN) / 10));
    return 10 * Math.log10(power.reduce((sum, p) => sum + p, 0) / power.length);
  });
  expect(computed[2]).toBeLessThan(-10);
  for (const [i, hz] of probesHz.entries()) {
    const moved = (after[i] ?? NaN) - (before[i] ?? NaN);
    expect(
      Math.abs(moved - (computed[i] ?? NaN)),
      `${hz} Hz: moved ${moved} dB, computed ${computed[i]} dB`,
    ).toBeLessThan(1);
  }
});

test('the music outlives navigation, without a violation of the policy', async ({ page, complaints }) => {
  await listenToOutput(page);
  await page.goto(LESSONS.eq);
  expect(await page.locator('meta[http-equiv="content-security-policy"]').count()).toBe(1);
  const transport = await bar(page);
  await transport.getByRole('combobox', { name: 'Section' }).selectOption('chorus');
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(23);
  await expect.poll(() => loudness(page)).toBeLessThan(-5);

  const from = await position(page);
  const began = Date.now();
  const silence = await longestSilence(page, async () => {
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Course' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'The course' })).toBeFocused();
    await page.waitForTimeout(700);
    await page.locator(`main a[href$="${LESSONS.loud}"]`).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Loud without distortion' })).toBeFocused();
    await page.waitForTimeout(700);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'The course' })).toBeVisible();
    await page.waitForTimeout(700);
  });
  const passedS = (Date.now() - began) / 1000;
  expect(silence).toBeLessThan(0.1);
  expect(Math.abs((await position(page)) - from - passedS)).toBeLessThan(1.6);
  await expect(transport.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(transport).toHaveCount(1);
  expect(await page.locator('meta[http-equiv="content-security-policy"]').count()).toBe(1);
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test('a click on the waveform goes there; its keys go by seconds and sections', async ({ page }) => {
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await transport.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(1);
  await transport.getByRole('button', { name: 'Pause' }).click();
  const slider = transport.getByRole('slider', { name: 'Position in the song' });
  const box = (await slider.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  expect(Math.abs((await position(page)) - 55.5 / 2)).toBeLessThan(1.5);
  const there = await position(page);
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await expect.poll(() => position(page)).toBe(there + 2);
  await slider.press('PageUp');
  await expect(slider).toHaveAttribute('aria-valuetext', /^39 seconds of 55 seconds, Break$/);
  await slider.press('Home');
  await expect.poll(() => position(page)).toBe(0);
  await figure(await cell(page, /^6\.2 /), 'Band 3 gain').focus();
});
