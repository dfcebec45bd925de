/** The ear cells: blind tests, matching, drills, sorting, faults and decisions, each by what is heard and said. */
import type { Locator, Page } from '@playwright/test';
import { bandLevels, cell, expect, hearSides, listenToOutput, position, recordOutput, test } from './site.ts';

const LOUDER = '/lessons/02-louder/';
const BANDS = '/lessons/05-bands/';
const HEARS = '/lessons/14-hears/';

const plays = (within: Locator) =>
  expect(within.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 30_000 });
const pick = (within: Locator, name: string) => within.getByRole('radio', { name, exact: true }).click();

/** Level of the output in dB, from the same place of the loop each time. */
async function levelFrom(page: Page, second: number, seconds = 2): Promise<number> {
  await expect.poll(() => position(page), { intervals: [50] }).not.toBe(second);
  await expect.poll(() => position(page), { intervals: [50] }).toBe(second);
  const { samples } = await recordOutput(page, seconds);
  return 10 * Math.log10(samples.reduce((sum, v) => sum + v * v, 0) / samples.length);
}

test(
  'level-matched, the louder sound is turned down by what the button says',
  { tag: '@Compare' },
  async ({ page, complaints }) => {
    test.setTimeout(90_000);
    await listenToOutput(page);
    await page.goto(LOUDER);
    const compare = await cell(page, /^2\.1 /);
    await pick(compare, 'Version two');
    await plays(compare);
    const asItIs = await levelFrom(page, 24);
    await compare.getByRole('button', { name: /Level-matched/ }).click();
    const matched = compare.getByRole('button', { name: /Version two −2\.5 dB/ });
    await expect(matched).toHaveAttribute('aria-pressed', 'true');
    expect(Math.abs(asItIs - (await levelFrom(page, 24)) - 2.5)).toBeLessThan(0.6);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'a fader without figures moves the sound, and says places, not decibels',
  { tag: '@Match' },
  async ({ page }) => {
    test.setTimeout(90_000);
    await listenToOutput(page);
    await page.goto(LOUDER);
    const match = await cell(page, /^2\.3 /);
    await match.getByRole('button', { name: /^Play/ }).click();
    await plays(match);
    const fader = match.getByRole('slider', { name: 'Level of B' });
    await expect(fader).not.toHaveAttribute('aria-disabled', 'true');
    await fader.press('Home');
    await expect(fader).toHaveAttribute('aria-valuetext', 'place 0 of 100');
    const low = await levelFrom(page, 24);
    await fader.press('End');
    await expect(fader).toHaveAttribute('aria-valuetext', 'place 100 of 100');
    expect((await levelFrom(page, 24)) - low).toBeGreaterThan(10);
    expect(await match.innerText()).not.toMatch(/dB|LUFS/);
    await match.getByRole('button', { name: 'B is as loud as A' }).click();
    await expect(match.getByText(/B was .* than A/)).toBeVisible();
  },
);

test('an ABX test hides X, counts, and goes on after a reload', { tag: '@Compare' }, async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto(LOUDER);
  let abx = await cell(page, /^2\.4 /);
  for (let trial = 1; trial <= 3; trial++) {
    await expect(abx.getByText(`Trial ${trial} of 10`)).toBeVisible();
    await pick(abx, 'X');
    await plays(abx);
    await expect(abx.getByText('Hear X first.')).toHaveCount(0);
    await abx.getByRole('button', { name: 'X is A' }).click();
  }
  // No figure anywhere on the page tells which one X is.
  await expect(page.locator('[data-loudness]')).toHaveText('–');
  await page.reload();
  abx = await cell(page, /^2\.4 /);
  await expect(abx.getByText('Trial 4 of 10')).toBeVisible();
  for (let trial = 4; trial <= 10; trial++) {
    await abx.press('x').catch(() => pick(abx, 'X'));
    await pick(abx, 'X');
    await plays(abx);
    await expect(abx.getByText('Hear X first.')).toHaveCount(0);
    await abx.getByRole('button', { name: 'X is A' }).click();
  }
  // A was X in five of ten: always A is always five right.
  await expect(abx.getByText('5 of 10 right.')).toBeVisible();
  await expect(
    abx.getByText('A difference is not shown. That does not prove that there is none'),
  ).toBeVisible();
  await abx.getByRole('button', { name: 'Take it again' }).click();
  await expect(abx.getByText('Trial 1 of 10')).toBeVisible();
});

test(
  'bits are compared blind: what dither adds at 6 bits is in the sound of B and not of A',
  { tag: '@Compare' },
  async ({ page, complaints }) => {
    await listenToOutput(page);
    await page.goto('/cells/');
    const abx = await cell(page, 'Blind: fewer bits');
    const side = (name: RegExp) => abx.getByRole('radio', { name });
    await side(/^A: 24-bit, rounded$/).click();
    await plays(abx);
    /** Of the highest treble, of which music has little. */
    const treble = async () => {
      const { samples, sampleRate } = await recordOutput(page, 1);
      return bandLevels(samples, sampleRate, [18_500])[0]!;
    };
    await page.waitForTimeout(300);
    const fine = await treble();
    await page.keyboard.press('b');
    await expect(side(/^B: 6-bit, TPDF dither$/)).toBeChecked();
    await page.waitForTimeout(300);
    expect((await treble()) - fine).toBeGreaterThan(6);
    await expect(abx.getByText('Hear X first.')).toBeVisible();
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'the band that a drill says was raised is the one that was',
  { tag: '@Drill' },
  async ({ page, complaints }) => {
    test.setTimeout(90_000);
    const bandsHz = [125, 500, 2000, 8000];
    await listenToOutput(page);
    await page.goto(BANDS);
    const drill = await cell(page, /^5\.2 /);
    await drill.getByRole('button', { name: /^Play/ }).click();
    await plays(drill);
    await expect(drill.getByText('4 bands, boosts of 12 dB')).toBeVisible();
    const levels = async () => {
      const { samples, sampleRate } = await recordOutput(page, 4);
      return bandLevels(samples, sampleRate, bandsHz);
    };
    const before = await levels();
    await pick(drill, 'Changed');
    await page.waitForTimeout(300);
    const after = await levels();
    const moved = bandsHz.map((_, i) => after[i]! - before[i]!);
    const raised = bandsHz[moved.indexOf(Math.max(...moved))]!;
    await drill
      .getByRole('button', { name: new RegExp(raised >= 1000 ? `${raised / 1000} kHz` : `${raised} Hz`) })
      .click();
    await expect(drill.getByText(/✓ Right: \+12 dB at/)).toBeVisible();
    await drill.getByRole('button', { name: 'Next question' }).click();
    await expect(drill.getByText('Question 2')).toBeVisible();
    await plays(drill);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'another drill sounds when play is pressed while the last question is still being made',
  { tag: '@Drill' },
  async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto('/ear-training/');
    const drill = await cell(page, 'Ear training');
    await drill.getByRole('button', { name: /^Play/ }).click();
    await plays(drill);
    await drill.getByRole('button', { name: /500 Hz/ }).click();
    await drill.getByRole('button', { name: 'Next question' }).click();
    await drill.getByLabel('What to train').selectOption('Pan');
    await drill.getByRole('button', { name: /^Play/ }).click();
    await plays(drill);
    await expect(drill.getByText('3 positions')).toBeVisible();
    await expect(drill.getByText(/Keys: A and B to switch/)).toBeVisible();
  },
);

test(
  'mixes that arrive are decided on, and a card is sorted by its list',
  { tag: ['@Faults', '@Sort'] },
  async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto(HEARS);
    const faults = await cell(page, /^14\.2 /);
    await faults.getByRole('button', { name: /^Play/ }).click();
    await plays(faults);
    await faults.getByRole('radio', { name: 'Leave it alone: only a level' }).check();
    await faults.getByRole('combobox').selectOption('nothing');
    await faults.getByRole('button', { name: 'Decide' }).click();
    await expect(
      faults.getByText(/Right\.|The right decision, for another reason\.|Not this time\./),
    ).toBeVisible();
    await faults.getByRole('button', { name: 'Next mix' }).click();
    await expect(faults.getByText('Mix 2 of 8')).toBeVisible();

    await page.goto('/lessons/01-two-jobs/');
    const sort = await cell(page, /Whose job is it\?/);
    const list = sort.getByRole('combobox');
    const count = await list.count();
    expect(count).toBe(12);
    for (let i = 0; i < count; i++)
      await sort
        .getByRole('list', { name: 'Not sorted yet' })
        .getByRole('combobox')
        .first()
        .selectOption('mix');
    await sort.getByRole('button', { name: 'Check' }).click();
    await expect(sort.getByText('4 jobs')).toBeVisible();
  },
);

/** A WAV file: ten seconds of noise-like sound at 44.1 kHz, 16 bits, mono. */
function wav(): Buffer {
  const rate = 44_100;
  const frames = 10 * rate;
  const file = Buffer.alloc(44 + 2 * frames);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * frames, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * frames, 40);
  let state = 1;
  for (let i = 0; i < frames; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    file.writeInt16LE(Math.round((state / 2 ** 32 - 0.5) * 8000), 44 + 2 * i);
  }
  return file;
}

test('a file of one’s own is trained on, and stays on the device', async ({ page, complaints }) => {
  test.setTimeout(90_000);
  await listenToOutput(page);
  await page.goto('/ear-training/');
  const drill = await cell(page, 'Ear training');
  await drill.getByLabel(/^On/).selectOption('My own file');
  await expect(drill.getByText('Choose a file first.')).toBeVisible();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || !/^(blob:|http:\/\/127\.0\.0\.1)/.test(request.url()))
      sent.push(`${request.method()} ${request.url()}`);
  });
  await drill
    .getByLabel(/^Sound file/)
    .setInputFiles({ name: 'mine.wav', mimeType: 'audio/wav', buffer: wav() });
  await drill.getByRole('button', { name: /^Play/ }).click();
  await plays(drill);
  await expect(page.getByRole('region', { name: 'Transport' }).getByText('mine.wav')).toBeVisible();
  const { samples } = await recordOutput(page, 1);
  expect(samples.reduce((most, v) => Math.max(most, Math.abs(v)), 0)).toBeGreaterThan(0.005);
  await drill.getByRole('button', { name: /125 Hz/ }).click();
  await expect(drill.getByText(/\+12 dB at (125|500) Hz|\+12 dB at [28] kHz/)).toBeVisible();
  expect(sent).toEqual([]);
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test(
  'marks on finished files are judged, and a case is decided on the tree',
  { tag: ['@Faults', '@Decide'] },
  async ({ page }) => {
    test.setTimeout(90_000);
    await listenToOutput(page);
    await page.goto('/lessons/19-travel/');
    const quality = await cell(page, /Find what is wrong with the file/);
    await quality.getByRole('button', { name: /^Play/ }).click();
    await plays(quality);
    // Marks of whole files: swapped channels can be in one of the three only.
    await quality.getByRole('combobox').selectOption('swapped');
    for (const file of ['File A', 'File B', 'File C']) {
      await pick(quality, file);
      expect((await hearSides(page, 0.3)).leftDb).toBeGreaterThan(-60);
      await quality
        .getByRole('button', { name: `Mark ${file.toLowerCase()}`.replace(/[abc]$/, (l) => l.toUpperCase()) })
        .click();
    }
    await quality.getByRole('button', { name: 'Check my marks' }).click();
    await expect(quality.getByText('1 fault', { exact: true })).toBeVisible();
    await expect(quality.getByText('2 faults', { exact: true })).toBeVisible();

    await page.goto('/lessons/22-who/');
    const decide = await cell(page, /Eight clients/);
    await decide.getByRole('button', { name: 'No', exact: true }).click();
    await decide.getByRole('button', { name: 'No', exact: true }).click();
    await expect(decide.getByText('This leads to: Ask or hire a mixer.')).toBeVisible();
    await decide.getByRole('button', { name: 'That is my advice' }).click();
    await expect(decide.getByText(/^[✓○] Ask or hire a mixer/)).toBeVisible();
    await decide.getByRole('button', { name: 'Next case' }).click();
    await expect(decide.getByText('Case 2 of 8')).toBeVisible();
  },
);
