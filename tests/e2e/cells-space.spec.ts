/** Cells of space: a hand moves, the sound is rendered and measured, and what is spoken follows. */
import type { Locator } from '@playwright/test';
import { cell, expect, setFigure, test } from './site.ts';

/** A passage is rendered and measured in a worker; on a machine that is shared with others it may take longer. */
const MEASURED_MS = 30_000;

const number = (text: string | null): number =>
  Number((text ?? '').replace('−', '-').match(/[+-]?\d+(\.\d+)?/)?.[0] ?? NaN);
const readOut = (within: Locator, label: RegExp): Locator =>
  within.locator('dl.readouts > div').filter({ hasText: label }).locator('dd span');
const play = (within: Locator) => within.getByRole('button', { name: /^Play/ }).click();

test(
  'Width: the pad falls apart in mono, and made narrower it does not',
  { tag: '@Width' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/04-panning/');
    const width = await cell(page, /^4\.1 /);
    await play(width);
    const pad = width
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Pad', exact: true }) });
    const loss = async () => number(await pad.locator('.width-loss').textContent());
    await expect.poll(loss, { timeout: MEASURED_MS }).toBeGreaterThan(7);
    await expect(pad.locator('.width-loss')).toContainText('over');
    await setFigure(width, 'Pad width', '40');
    await expect(pad.getByRole('slider', { name: 'Pad width' })).toHaveAttribute(
      'aria-valuetext',
      '40 percent',
    );
    await expect.poll(loss, { timeout: MEASURED_MS }).toBeLessThan(4.5);
    await expect(pad.locator('.width-loss')).not.toContainText('over');
    await width.getByRole('button', { name: 'Listen in mono' }).click();
    await expect(width.getByText('You hear mono')).toBeVisible();
    // What two loudspeakers play of a sum is the same on both: the correlation at the tap is not touched by listening.
    await expect
      .poll(async () => number(await readOut(width, /^Correlation/).textContent()))
      .toBeGreaterThan(0);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Stage: a step back is heard in the send, the fader and the high cut together',
  { tag: '@Stage' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/09-reverb/');
    const stage = await cell(page, /^9\.1 /);
    await play(stage);
    const direct = async () => number(await stage.locator('.stage-direct').first().textContent());
    await expect.poll(direct, { timeout: MEASURED_MS }).toBeLessThan(0);
    const vocal = stage.getByRole('button', { name: /^Vocal: centre, far, 89 percent/ });
    await vocal.focus();
    for (let i = 0; i < 17; i++) await page.keyboard.press('ArrowDown');
    await expect(stage.getByRole('button', { name: /^Vocal: centre, near, 4 percent/ })).toBeVisible();
    await expect(stage.getByRole('slider', { name: 'Vocal distance' })).toHaveAttribute(
      'aria-valuetext',
      '4 percent',
    );
    await expect.poll(direct, { timeout: MEASURED_MS }).toBeGreaterThan(8);
    await stage.getByRole('button', { name: 'More' }).click();
    // From 89 to 4%: the fader has come up by 7.6 dB, the send down to −19.3.
    await expect(stage.locator('.stage-parts').first()).toHaveText(
      /level \+7\.1 dB, room −19\.3 dB, high cut 18\.9 kHz/,
    );
    await stage.getByRole('button', { name: 'Undo' }).click();
    await expect(vocal).toBeVisible();
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test('Masking: parted, next to nothing is covered', { tag: '@Masking' }, async ({ page, complaints }) => {
  await page.goto('/lessons/04-panning/');
  const masking = await cell(page, /^4\.2 /);
  await play(masking);
  const now = async () => number(await readOut(masking, /^Covered now/).textContent());
  await expect.poll(now, { timeout: MEASURED_MS }).toBeGreaterThan(15);
  const before = await now();
  await setFigure(masking, 'Guitar L pan', 'L 100');
  await expect(masking.getByRole('slider', { name: 'Guitar L pan' })).toHaveAttribute(
    'aria-valuetext',
    '100 left',
  );
  await expect.poll(now, { timeout: MEASURED_MS }).toBeLessThan(before / 2);
  expect(number(await readOut(masking, /^Covered as it was/).textContent())).toBe(before);
  await masking.getByText('In words').click();
  await expect(masking.getByText(/at the start it was \d+ percent/)).toBeVisible();
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test(
  'Reverb: more of it is measured as less direct; the curve follows and speaks',
  { tag: '@Reverb' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/09-reverb/');
    const reverb = await cell(page, /^9\.2 /);
    await play(reverb);
    const direct = async () => number(await readOut(reverb, /direct over reverb/).textContent());
    await expect.poll(direct, { timeout: MEASURED_MS }).toBeGreaterThan(8);
    const before = await direct();
    const curve = await reverb.locator('.curve').getAttribute('d');
    const decay = reverb.getByRole('slider', { name: 'Decay, on the curve' });
    await decay.focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('PageUp');
    await expect(decay).toHaveAttribute('aria-valuetext', /^5\.\d+ seconds$/);
    expect(await reverb.locator('.curve').getAttribute('d')).not.toBe(curve);
    await expect.poll(direct, { timeout: MEASURED_MS }).toBeLessThan(before - 2);
    await reverb.getByRole('radio', { name: '1/32' }).click();
    await expect(reverb.getByRole('slider', { name: 'Reverb pre-delay' })).toHaveAttribute(
      'aria-valuetext',
      '67 milliseconds',
    );
    await reverb.getByRole('button', { name: 'Hear only the room' }).click();
    await expect(reverb.getByText('Solo: Room only')).toBeVisible();
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Delay: on the note and with less feedback, the next line is free',
  { tag: '@Delay' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/10-delay/');
    const delay = await cell(page, /^10\.1 /);
    await play(delay);
    const left = async () => number(await readOut(delay, /^Left at the next line/).textContent());
    await expect.poll(left, { timeout: MEASURED_MS }).toBeGreaterThan(-15);
    await expect(delay.getByText('455 ms, 53 ms after 1/8 dotted')).toBeVisible();
    await delay.getByRole('radio', { name: '1/8 dotted' }).click();
    await expect(delay.getByText('402 ms, on 1/8 dotted')).toBeVisible();
    await setFigure(delay, 'Delay feedback', '25');
    await expect(delay.getByRole('slider', { name: 'Delay feedback' })).toHaveAttribute(
      'aria-valuetext',
      '25 percent',
    );
    await expect.poll(left, { timeout: MEASURED_MS }).toBeLessThan(-20);
    await delay.getByRole('button', { name: 'Tap' }).click();
    await page.waitForTimeout(500);
    await delay.getByRole('button', { name: 'Tap again' }).click();
    await expect(delay.getByRole('radio', { name: 'ms' })).toHaveAttribute('aria-checked', 'true');
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);
