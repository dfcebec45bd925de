/** Mixer, routing, automation, a cell for a room, "Ears only". */
import { encodeShared, SHARED_VERSION } from '../../src/session/share.ts';
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

const LESSON = {
  balance: '/lessons/03-balance/',
  buses: '/lessons/11-buses/',
  feeling: '/lessons/12-feeling/',
};

test(
  'levels over 0 dBFS stay whole inside the mixer; the lamp is lit where the converter clips',
  { tag: '@Mixer' },
  async ({ page, complaints }) => {
    await page.goto(LESSON.balance);
    const mixer = await cell(page, /^3\.2 /);
    await mixer.getByRole('button', { name: /^Play/ }).click();
    await mixer.getByRole('button', { name: 'More' }).click();
    await expect(mixer.getByRole('combobox', { name: 'Kick output' })).toHaveValue('band');
    await expect(mixer.getByRole('slider', { name: 'Kick to Room' })).toBeVisible();
    await mixer.locator('.routing-map').scrollIntoViewIfNeeded();
    const peak = mixer.locator('[data-peak="band"]');
    await expect(peak).toHaveText(/^\+\d/, { timeout: 20_000 });
    await expect(mixer.locator('[data-clipped]')).toHaveText('whole');
    await mixer.getByRole('button', { name: 'Simple' }).click();
    const lamp = mixer.getByRole('button', { name: 'No clip' });
    await expect(lamp).toBeVisible();
    await setFigure(mixer, 'Master level', '6');
    await expect(mixer.getByRole('button', { name: 'Clipped' })).toBeVisible();
    await expect(figure(mixer, 'Master level')).toContainText('+6.0 dB');
    await expect(mixer.getByRole('slider', { name: 'Master level' })).toHaveAttribute(
      'aria-valuetext',
      'plus 6.0 decibels',
    );
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'a copy that is late is found in the routing, and muting it by keyboard takes the pipe out of the voice',
  { tag: '@Bus' },
  async ({ page, complaints }) => {
    test.setTimeout(60_000);
    await listenToOutput(page);
    await page.goto(LESSON.buses);
    const routing = await cell(page, /^11\.1 /);
    await expect(routing.getByText('Vocal reaches the master twice')).toBeVisible();
    const pick = async (name: string) => {
      await routing.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    for (const name of ['Vocal, track', 'Vocal copy, track']) {
      await pick(name);
      await routing.getByRole('button', { name: 'Solo' }).click();
    }
    await routing.getByRole('button', { name: /^Play/ }).click();
    await expect.poll(() => position(page)).toBeGreaterThanOrEqual(6);
    // The dip of a copy 1.2 ms late, against where both add up.
    const dip = async (): Promise<number> => {
      const { samples, sampleRate } = await recordOutput(page, 4);
      const [low = NaN, high = NaN] = bandLevels(samples, sampleRate, [417, 833]);
      return low - high;
    };
    const twice = await dip();
    await routing
      .getByRole('group', { name: 'Vocal copy, picked' })
      .getByRole('button', { name: 'Mute' })
      .click();
    await expect(routing.getByText('Every sound reaches the master once.')).toBeVisible();
    await page.waitForTimeout(300);
    expect((await dip()) - twice).toBeGreaterThan(8);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test('buses are made, joined by taps and by dragging, named, and taken away', async ({
  page,
  complaints,
}) => {
  await page.goto(LESSON.buses);
  const routing = await cell(page, /^11\.5 /);
  const node = (name: string) => routing.locator('.route-node', { hasText: name }).first();
  await routing.getByRole('button', { name: 'Group bus' }).click();
  await node('Group 1').click();
  await node('Kick').click();
  await node('Group 1').click();
  // A drag joins as well.
  await node('Snare').scrollIntoViewIfNeeded();
  const from = (await node('Snare').boundingBox())!;
  const to = (await node('Group 1').boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 });
  await page.mouse.up();
  await routing.getByText('In words').click();
  await expect(routing.getByText('Kick and Snare go to Group 1.')).toBeVisible();
  await expect(routing.getByText('Snare reaches the master twice')).toBeVisible();
  // A name makes a second way one that is meant.
  await node('Crush').click();
  const name = routing.getByRole('textbox', { name: 'Name' });
  await name.fill('Parallel crush');
  await name.press('Enter');
  await expect(routing.getByText('Snare has a parallel path, named and in time')).toBeVisible();
  await routing.getByRole('button', { name: 'Remove this bus' }).click();
  await expect(routing.getByText('Snare has a parallel path')).toHaveCount(0);
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test(
  'a section is silenced, points are moved by keyboard and say their value, and it is heard',
  { tag: '@Automation' },
  async ({ page, complaints }) => {
    test.setTimeout(60_000);
    await listenToOutput(page);
    await page.goto(LESSON.feeling);
    const lane = await cell(page, /^12\.1 /);
    await lane.getByRole('button', { name: /^Play/ }).click();
    // Round the verse alone, which begins at 4.9 s; the cell begins near its end.
    await lane.getByRole('combobox', { name: 'Loop' }).selectOption('verse');
    await expect.poll(() => position(page), { timeout: 30_000 }).toBeLessThan(12);
    const words = async (): Promise<number> => {
      const { samples, sampleRate } = await recordOutput(page, 3);
      return bandLevels(samples, sampleRate, [2000])[0] ?? NaN;
    };
    const before = await words();
    await lane.getByRole('combobox', { name: 'Section to set' }).selectOption('verse');
    for (const strip of ['vox', 'guitar-l', 'guitar-r', 'keys']) {
      await lane.getByRole('combobox', { name: 'Strip' }).selectOption(strip);
      await lane.getByRole('button', { name: 'Silence' }).click();
    }
    await page.waitForTimeout(300);
    expect(before - (await words())).toBeGreaterThan(6);

    const point = lane.getByRole('slider', { name: /^Point 2 of/ });
    await expect(point).toHaveAttribute('aria-valuetext', /^silence at 4\.89 seconds$/);
    await lane.getByRole('combobox', { name: 'Strip' }).selectOption('pad');
    await lane.getByRole('button', { name: 'Add at the play head' }).click();
    const only = lane.getByRole('slider', { name: 'Point 1 of 1' });
    await only.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('PageUp');
    await expect(only).toHaveAttribute('aria-valuetext', /^plus 3\.5 decibels at /);
    await page.keyboard.press('Delete');
    await expect(only).toHaveCount(0);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'a place, a width and a control of an insert that move are heard where the line puts them',
  { tag: '@Automation' },
  async ({ page, complaints }) => {
    // The pad alone, as wide as it was recorded.
    const others = [
      'kick',
      'snare',
      'hats',
      'bass',
      'guitar-l',
      'guitar-r',
      'keys',
      'vox',
      'backing',
      'fx',
      'room',
    ];
    const patch = { ...Object.fromEntries(others.map((id) => [`${id}.mute`, true])), 'pad.width': 100 };
    const state = await encodeShared({ v: SHARED_VERSION, base: 'paper-lanterns/mix@1', patch });
    await listenToOutput(page);
    await page.goto(`${LESSON.feeling}#${new URLSearchParams({ mix: 'first', state })}`);
    const lane = await cell(page, /^12\.1 /);
    await lane.getByRole('button', { name: /^Play/ }).click();
    await lane.getByRole('combobox', { name: 'Loop' }).selectOption('verse');
    await lane.getByRole('combobox', { name: 'Section to set' }).selectOption('verse');
    await expect.poll(() => position(page), { timeout: 30_000 }).toBeLessThan(12);
    const choose = (label: string) => lane.getByRole('combobox', { name: 'Lane' }).selectOption({ label });
    const set = async () => {
      await lane.getByRole('button', { name: 'Set', exact: true }).click();
      await page.waitForTimeout(400);
    };
    // After the two where it still stands as it was.
    const point = lane.getByRole('slider', { name: /^Point 3 of/ });
    const wide = await hearSides(page, 1);

    await choose('Width');
    await lane.getByRole('slider', { name: 'Width in the section' }).press('Home');
    await set();
    await expect(point).toHaveAttribute('aria-valuetext', /^0 percent at 4\.\d+ seconds$/);
    expect((await hearSides(page, 1)).differenceDb).toBeLessThan(wide.differenceDb - 20);
    await lane.getByRole('button', { name: 'Clear the lane' }).click();

    await choose('Pan');
    await lane.getByRole('slider', { name: 'Pan in the section' }).press('Home');
    await set();
    await expect(point).toHaveAttribute('aria-valuetext', /^100 left at 4\.\d+ seconds$/);
    await expect(lane.getByText('in the place of Pan')).toBeVisible();
    const left = await hearSides(page, 1);
    expect(left.leftDb - left.rightDb).toBeGreaterThan(20);
    await lane.getByRole('button', { name: 'Clear the lane' }).click();

    await choose('High pass: frequency');
    await lane.getByRole('slider', { name: 'High pass: frequency in the section' }).press('End');
    await set();
    await expect(point).toHaveAttribute('aria-valuetext', /hertz at 4\.\d+ seconds$/);
    expect((await hearSides(page, 1)).leftDb).toBeLessThan(wide.leftDb - 6);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test('a cell fills the screen, keeps the focus, and Escape brings the page back', async ({
  page,
  complaints,
}) => {
  await page.goto(LESSON.balance);
  const mixer = await cell(page, /^3\.1 /);
  const before = await mixer.boundingBox();
  await mixer.getByRole('button', { name: 'Fill the screen' }).click();
  const leave = mixer.getByRole('button', { name: 'Leave the full screen' });
  await expect(leave).toBeFocused();
  await expect.poll(async () => (await mixer.boundingBox())?.width).toBe(1360);
  const title = mixer.getByRole('heading', { level: 3 });
  expect(await title.evaluate((h) => parseFloat(getComputedStyle(h).fontSize))).toBe(24);
  // What is behind cannot be reached.
  await expect(page.locator('.transport-host')).toHaveJSProperty('inert', true);
  await page.keyboard.press('Escape');
  await expect(mixer.getByRole('button', { name: 'Fill the screen' })).toBeFocused();
  await expect(page.locator('[inert]')).toHaveCount(0);
  await expect.poll(async () => (await mixer.boundingBox())?.width).toBe(before?.width);
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test('Ears only hides what is measured, on the next page and after a reload as well', async ({ page }) => {
  await page.goto(LESSON.balance);
  const ears = page.getByRole('button', { name: 'Ears only' });
  const meter = page.locator('.meter').first();
  await cell(page, /^3\.1 /);
  await expect(meter).toBeVisible();
  await ears.click();
  await expect(meter).toBeHidden();
  await expect(page.getByRole('slider', { name: 'Vocal level' })).toBeVisible();
  await page.waitForTimeout(500);
  await page.goto(LESSON.feeling);
  await expect(ears).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.meter').first()).toBeHidden();
  await ears.click();
  await expect(page.locator('.meter').first()).toBeVisible();
});
