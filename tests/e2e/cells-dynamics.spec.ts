/** Cells of dynamics: the main control moved, the measured sound and what is said of it. */
import type { Locator } from '@playwright/test';
import {
  bandLevels,
  cell,
  expect,
  figure,
  hearSides,
  listenToOutput,
  position,
  recordOutput,
  setFigure,
  test,
} from './site.ts';

const VOICE = '/lessons/07-compression/';
const TIME = '/lessons/08-time/';
const GLUE = '/lessons/16-glue/';
const EQ = '/lessons/06-eq/';
const COLOUR = '/lessons/12-feeling/';
const LOUD = '/lessons/17-loud/';

/** A read-out as a number; NaN while there is a dash. */
async function readOut(within: Locator, label: string): Promise<number> {
  const text = await within
    .locator('.readouts div')
    .filter({ hasText: label })
    .locator('dd span')
    .textContent();
  return Number((text ?? '').replace('−', '-').replace('–', 'NaN'));
}

const play = async (within: Locator): Promise<void> => {
  await within.getByRole('button', { name: /^Play/ }).click();
};

const rmsDb = (x: Float32Array): number =>
  10 * Math.log10(x.reduce((sum, v) => sum + v * v, 0) / Math.max(1, x.length));

test(
  'a threshold pulled down makes the voice more even, and says so',
  { tag: '@Compressor' },
  async ({ page }) => {
    await page.goto(VOICE);
    const voice = await cell(page, /^7\.1 /);
    await play(voice);
    await expect.poll(() => readOut(voice, 'Unevenness before'), { timeout: 20_000 }).toBeGreaterThan(9);
    const before = await readOut(voice, 'Unevenness before');
    await expect.poll(() => readOut(voice, 'Unevenness after')).toBeCloseTo(before, 1);
    const threshold = voice.getByRole('slider', { name: 'Threshold, on the curve' });
    await threshold.focus();
    // Three decibels a step: from 0 to −27.
    for (let i = 0; i < 9; i++) await threshold.press('PageDown');
    await expect(threshold).toHaveAttribute('aria-valuetext', 'minus 27.0 decibels');
    await expect(figure(voice, 'Compressor threshold')).toContainText('−27.0');
    await expect.poll(() => readOut(voice, 'Unevenness after')).toBeLessThan(before - 2);
    await expect.poll(() => readOut(voice, 'Largest reduction, 6 s')).toBeGreaterThan(2);
    await voice.getByText('In words').click();
    await expect(voice.getByText(/Above minus 27.0 decibels/)).toBeVisible();
  },
);

test('the picture of one hit follows the attack', async ({ page }) => {
  await page.goto(TIME);
  const snare = await cell(page, /^8\.1 /);
  await expect.poll(() => readOut(snare, 'Deepest after'), { timeout: 20_000 }).toBeGreaterThan(20);
  const slow = await readOut(snare, 'Deepest after');
  await setFigure(snare, 'Compressor attack', '0.5');
  await expect.poll(() => readOut(snare, 'Deepest after')).toBeLessThan(slow / 2);
  await expect(snare.locator('.hit-reduction')).toBeVisible();
});

test(
  'a gate that is shut takes what is between the hits out of the sound',
  { tag: '@Gate' },
  async ({ page }) => {
    await listenToOutput(page);
    await page.goto(TIME);
    const gate = await cell(page, /^8\.6 /);
    await gate.getByRole('button', { name: 'Solo Snare' }).click();
    await play(gate);
    const state = gate.locator('.readouts div').filter({ hasText: 'The gate is' }).locator('dd span');
    await expect(state).toHaveText('open', { timeout: 20_000 });
    const open = rmsDb((await recordOutput(page, 1.1)).samples);
    const line = gate.getByRole('slider', { name: 'Threshold, on the picture' });
    await line.focus();
    await line.press('End');
    await expect(line).toHaveAttribute('aria-valuetext', '0.0 decibels');
    await expect(state).toHaveText('closed');
    await expect.poll(async () => rmsDb((await recordOutput(page, 1)).samples)).toBeLessThan(open - 12);
  },
);

test('a de-esser reduces what hisses, and Listen is spelled out', { tag: '@Deesser' }, async ({ page }) => {
  await page.goto(TIME);
  const deesser = await cell(page, /^8\.7 /);
  await play(deesser);
  await deesser.getByRole('button', { name: 'De-esser off' }).click();
  await setFigure(deesser, 'De-esser threshold', '-40');
  await expect.poll(() => readOut(deesser, 'Largest reduction, 6 s'), { timeout: 20_000 }).toBeGreaterThan(3);
  const region = deesser.getByRole('slider', { name: 'Frequency, on the picture' });
  await region.focus();
  await region.press('PageUp');
  await expect(region).toHaveAttribute('aria-valuetext', /8\.19 kilohertz/);
  await deesser.getByRole('button', { name: 'Listen', exact: true }).click();
  await expect(deesser.getByText('Listening to the region only')).toBeVisible();
});

test(
  'a band of the multiband compressor takes more with a lower threshold; crossovers keep their distance',
  { tag: '@Multiband' },
  async ({ page, complaints }) => {
    await page.goto(GLUE);
    const bands = await cell(page, /^16\.6 /);
    await play(bands);
    await setFigure(bands, 'Low band threshold', '-45');
    await expect.poll(() => readOut(bands, 'Low takes'), { timeout: 20_000 }).toBeGreaterThan(6);
    await bands.getByRole('radio', { name: 'High', exact: true }).click();
    await expect(figure(bands, 'High band threshold')).toBeVisible();
    const low = bands.getByRole('slider', { name: 'Low crossover, on the picture' });
    await low.focus();
    await low.press('End');
    await expect(low).toHaveAttribute('aria-valuetext', '500 hertz');
    const middle = bands.getByRole('slider', { name: 'Middle crossover, on the picture' });
    await middle.focus();
    await middle.press('Home');
    // Half an octave above the one below.
    await expect(middle).toHaveAttribute('aria-valuetext', '707 hertz');
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test('one band of the multiband compressor alone is heard, said and left behind', async ({ page }) => {
  await listenToOutput(page);
  await page.goto(GLUE);
  const bands = await cell(page, /^16\.6 /);
  await play(bands);
  const solo = bands.getByRole('button', { name: 'Solo high band' });
  await bands.getByRole('radio', { name: 'High', exact: true }).click();
  await expect(solo).toBeEnabled();
  const whole = rmsDb((await recordOutput(page, 1)).samples);
  // By keyboard.
  await solo.focus();
  await solo.press('Enter');
  await expect(bands.getByText('Solo: high band only')).toBeVisible();
  await page.waitForTimeout(300);
  expect(rmsDb((await recordOutput(page, 1)).samples)).toBeLessThan(whole - 9);
  await solo.press('Enter');
  await expect(bands.getByText('Solo: high band only')).toHaveCount(0);
  await page.waitForTimeout(300);
  expect(rmsDb((await recordOutput(page, 1)).samples)).toBeGreaterThan(whole - 4);
  await expect(bands.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test(
  'one band of an equaliser alone is heard, and nothing of it is in the mix',
  { tag: '@Equaliser' },
  async ({ page }) => {
    await listenToOutput(page);
    await page.goto(EQ);
    const eq = await cell(page, /^6\.2 /);
    await play(eq);
    await expect(eq.getByRole('button', { name: 'Solo band 3' })).toBeEnabled();
    // The verse begins at 4.9 s.
    await expect.poll(() => position(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(6);
    const whole = rmsDb((await recordOutput(page, 1)).samples);
    await setFigure(eq, 'Band 3 q', '10');
    const undo = eq.getByRole('button', { name: 'Undo' });
    await eq.getByRole('button', { name: 'Solo band 3' }).click();
    await expect(eq.getByText('Solo: band 3 only')).toBeVisible();
    await page.waitForTimeout(300);
    expect(rmsDb((await recordOutput(page, 1)).samples)).toBeLessThan(whole - 6);
    await eq.getByRole('button', { name: 'Solo band 3' }).click();
    await page.waitForTimeout(300);
    expect(rmsDb((await recordOutput(page, 1)).samples)).toBeGreaterThan(whole - 6);
    // The one step of undo is the Q's.
    await undo.click();
    await expect(undo).toBeDisabled();
  },
);

test(
  'more drive gives a bass the harmonics that a phone can play',
  { tag: '@Saturation' },
  async ({ page }) => {
    await listenToOutput(page);
    await page.goto(COLOUR);
    const bass = await cell(page, /^12\.4 /);
    await bass.getByRole('button', { name: 'Solo Bass' }).click();
    await play(bass);
    const drive = bass.getByRole('slider', { name: 'Saturation drive' });
    /** The highest of what it adds, against the middle, which all notes have. */
    const overtonesDb = async (): Promise<number> => {
      const { samples, sampleRate } = await recordOutput(page, 1.5);
      const [middle = NaN, high = NaN] = bandLevels(samples, sampleRate, [1000, 4000]);
      return high - middle;
    };
    await drive.focus();
    await drive.press('Home');
    await expect(drive).toHaveAttribute('aria-valuetext', /^minus \d+\.0 decibels$/);
    await expect.poll(() => readOut(bass, 'Third harmonic'), { timeout: 20_000 }).toBeLessThan(-30);
    const third = await readOut(bass, 'Third harmonic');
    const clean = await overtonesDb();
    await drive.press('End');
    await expect(drive).toHaveAttribute('aria-valuetext', 'plus 18.0 decibels');
    await expect.poll(() => readOut(bass, 'Third harmonic')).toBeGreaterThan(third + 15);
    expect((await overtonesDb()) - clean).toBeGreaterThan(8);
  },
);

test(
  'a limiter raises what is heard and holds its peaks at the ceiling',
  { tag: '@Limiter' },
  async ({ page }) => {
    await listenToOutput(page);
    await page.goto(LOUD);
    const limiter = await cell(page, /^17\.1 /);
    await play(limiter);
    const gain = limiter.getByRole('slider', { name: 'Limiter gain' });
    const ceiling = limiter.getByRole('slider', { name: 'Ceiling, on the picture' });
    await setFigure(limiter, 'Limiter gain', '0');
    await expect
      .poll(async () => (await hearSides(page, 0.3)).leftDb, { timeout: 20_000 })
      .toBeGreaterThan(-50);
    const soft = await hearSides(page, 1.5);
    await setFigure(limiter, 'Limiter gain', '10');
    await expect(gain).toHaveAttribute('aria-valuetext', 'plus 10.0 decibels');
    await expect
      .poll(() => readOut(limiter, 'Largest reduction, 6 s'), { timeout: 20_000 })
      .toBeGreaterThan(3);
    const before = await hearSides(page, 1.5);
    expect(before.leftDb).toBeGreaterThan(soft.leftDb + 3);
    await ceiling.focus();
    const from = Number((await ceiling.getAttribute('aria-valuenow'))!);
    await ceiling.press('PageDown');
    await ceiling.press('PageDown');
    const to = Number((await ceiling.getAttribute('aria-valuenow'))!);
    expect(from - to).toBeGreaterThan(3);
    await expect(ceiling).toHaveAttribute('aria-valuetext', `minus ${(-to).toFixed(1)} decibels true peak`);
    await page.waitForTimeout(500);
    const after = await hearSides(page, 1.5);
    // Limited as hard as that, every passage has a peak at the ceiling.
    expect(Math.abs(before.peakDb - after.peakDb - (from - to))).toBeLessThan(0.5);
  },
);
