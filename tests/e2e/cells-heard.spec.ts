/** Cells that change how a mix is heard: each by its main control, and by what comes out of the loudspeaker. */
import type { Page } from '@playwright/test';
import { encodeShared, SHARED_VERSION } from '../../src/session/share.ts';
import {
  bandLevels,
  bar,
  cell,
  expect,
  figure,
  listenToOutput,
  loudness,
  recordOutput,
  setFigure,
  test,
} from './site.ts';

/** Rendering a passage takes as long as the machine takes. */
const MADE_MS = 40_000;

/** Mean level at the output in dB at each frequency, over some seconds. */
async function levels(page: Page, freqsHz: readonly number[], seconds = 3): Promise<number[]> {
  const { samples, sampleRate } = await recordOutput(page, seconds);
  return bandLevels(samples, sampleRate, freqsHz);
}

/** Rms level at the output in dB, over the four seconds that a passage needs to show its level. */
async function rmsDb(page: Page): Promise<number> {
  const { samples } = await recordOutput(page, 4);
  return 10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}

test(
  'Systems: on the phone the lows are gone from the sound, and the cell says what is heard',
  { tag: '@Systems' },
  async ({ page, complaints }) => {
    await listenToOutput(page);
    await page.goto('/lessons/19-travel/');
    const systems = await cell(page, /^19\.1 /);
    await systems.getByRole('button', { name: /^Play/ }).click();
    await expect(systems.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.waitForTimeout(1000);
    const [lowBefore, middleBefore] = await levels(page, [60, 1000]);
    const phone = systems.getByRole('button', { name: /^Phone/ });
    await phone.focus();
    await page.keyboard.press('Enter');
    await expect(phone).toHaveAttribute('aria-pressed', 'true');
    await expect(systems.getByText('Heard as: Phone')).toBeVisible();
    await expect(phone).toContainText(/[+−]\d+\.\d LU/, { timeout: MADE_MS });
    const [lowAfter, middleAfter] = await levels(page, [60, 1000]);
    expect(lowAfter! - middleAfter!).toBeLessThan(lowBefore! - middleBefore! - 20);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Streaming: the loudest master is turned down by what the table says',
  { tag: '@Streaming' },
  async ({ page, complaints }) => {
    test.slow();
    await listenToOutput(page);
    await page.goto('/lessons/18-turned-down/');
    const streaming = await cell(page, /^18\.1 /);
    await streaming.getByRole('radiogroup', { name: 'What you hear' }).getByRole('radio').first().click();
    const loudest = streaming.getByRole('row').nth(1);
    await expect(loudest).toContainText('turned down', { timeout: MADE_MS });
    const gains = (await streaming.getByRole('row').allTextContents())
      .map((text) => /([+−]?)(\d+\.\d) dB (?:turned|left)/.exec(text))
      .flatMap((match) => (match ? [(match[1] === '−' ? -1 : 1) * Number(match[2])] : []));
    expect(gains[0]).toBeLessThan(-4);
    // Nothing is raised here: where a service raises one, all are as much lower.
    const turnedDb = gains[0]! - Math.max(0, ...gains);
    await page.waitForTimeout(500);
    const normalisedDb = await rmsDb(page);
    await streaming.getByRole('radio', { name: 'Switched off' }).click();
    await expect(loudest).not.toContainText('turned down');
    await page.waitForTimeout(500);
    expect(Math.abs(normalisedDb - (await rmsDb(page)) - turnedDb)).toBeLessThan(1.5);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Codec: as loud as before; more bits take less away and make a larger file',
  { tag: '@Codec' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/18-turned-down/');
    const codec = await cell(page, /^18\.5 /);
    await codec.getByRole('radio', { name: 'After the codec' }).click();
    const value = async (name: RegExp) => {
      const text = await codec.locator('.ear-figures > div').filter({ hasText: name }).textContent();
      return Number(/−?\d+\.\d+/.exec(text!.replace(name, ''))?.[0].replace('−', '-') ?? NaN);
    };
    await expect.poll(() => value(/^Size of a minute/), { timeout: MADE_MS }).toBeGreaterThan(0.1);
    const small = await value(/^Size of a minute/);
    const original = await value(/^Original/);
    expect(Math.abs((await value(/^After the codec/)) - original)).toBeLessThan(0.5);
    const lost = await value(/^What was lost/);
    expect(lost).toBeLessThan(original - 3);
    await codec.getByRole('radiogroup', { name: 'Bit rate' }).getByRole('radio').last().click();
    await expect.poll(() => value(/^Size of a minute/), { timeout: MADE_MS }).toBeGreaterThan(1.5 * small);
    expect(await value(/^What was lost/)).toBeLessThan(lost - 3);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Loudness: the cell and the bar measure the same',
  { tag: '@Loudness' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/17-loud/');
    await bar(page);
    const meter = await cell(page, /^17\.3 /);
    await meter.getByRole('button', { name: /^Play/ }).click();
    const integrated = async () => {
      const text = await meter
        .locator('.readouts > div')
        .filter({ hasText: /^Integrated/ })
        .textContent();
      return Number(/−?\d+\.\d/.exec(text!)?.[0].replace('−', '-') ?? NaN);
    };
    await expect.poll(integrated, { timeout: MADE_MS }).toBeGreaterThan(-40);
    await page.waitForTimeout(2500);
    expect(Math.abs((await integrated()) - (await loudness(page)))).toBeLessThan(0.5);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Corridor: the tone that leaves it is said, and mended by the equaliser beside it',
  { tag: '@Corridor' },
  async ({ page, complaints }) => {
    await page.goto('/lessons/15-tone/');
    const corridor = await cell(page, /^15\.2 /);
    await corridor.getByRole('button', { name: /^Play/ }).click();
    const words = corridor.locator('details').filter({ hasText: 'In words' });
    await words.locator('summary').click();
    await expect(words).toContainText(/kHz|Hz/, { timeout: MADE_MS });
    /** Where the treble that is said to be missing ends, in kHz. */
    const missingTo = async () =>
      Number(/to (\d+\.\d) kHz: \d+\.\d dB too little/.exec((await words.textContent())!)?.[1] ?? NaN);
    expect(await missingTo()).toBeGreaterThan(10);
    const equaliser = await cell(page, /^15\.4 /);
    await setFigure(equaliser, 'Band 6 gain', '6');
    await expect(figure(equaliser, 'Band 6 gain')).toHaveAccessibleName(/\+6\.0 dB$/);
    await cell(page, /^15\.2 /);
    await expect.poll(missingTo, { timeout: MADE_MS }).toBeLessThan(8);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Predict and Quiz: what was predicted is kept and shown again; a wrong answer is explained',
  { tag: ['@Predict', '@Quiz'] },
  async ({ page, complaints }) => {
    await page.goto('/lessons/06-eq/');
    await bar(page);
    const prediction = page.getByRole('group', { name: /narrow bell raised by 10\sdB/ });
    await prediction.scrollIntoViewIfNeeded();
    await expect(prediction.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    await prediction.getByRole('radio', { name: 'The whole voice gets louder' }).click();
    await expect(page.getByText(/^Your prediction: The whole voice gets louder/)).toBeVisible();
    const quiz = page.getByRole('group', { name: /^Warm-up, from lesson 2/ });
    await expect(quiz.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
    await quiz.getByRole('radio', { name: 'The quieter one' }).click();
    await expect(quiz.getByText('○ not this one')).toBeVisible();
    await expect(quiz.locator('label').filter({ hasText: 'The louder one' })).toContainText('✓ this one');
    await page.waitForTimeout(500);
    await page.reload();
    await bar(page);
    await prediction.scrollIntoViewIfNeeded();
    await expect(prediction.getByRole('radio', { name: 'The whole voice gets louder' })).toBeChecked();
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);

test(
  'Spectrum: what the table says of each region follows the sound',
  { tag: '@Spectrum' },
  async ({ page, complaints }) => {
    await listenToOutput(page);
    // The voice without anything under 2 kHz, the guitar as it is.
    const patch = { 'vox/eq/highPass.on': true, 'vox/eq/highPass.freqHz': 2000 };
    const state = await encodeShared({ v: SHARED_VERSION, base: 'paper-lanterns/mix@1', patch });
    await page.goto(`/cells/#${new URLSearchParams({ mix: 'seen', state })}`);
    const spectrum = await cell(page, '1 Voice and guitar');
    await spectrum.getByText('In words').click();
    /** What the table says of a line: where it is highest, and its level in each region. */
    const said = async (line: RegExp) => {
      const texts = await spectrum.getByRole('row', { name: line }).getByRole('cell').allTextContents();
      const [highest = '', , body, , , presence] = texts;
      const db = (text = '') => Number(text.replace('−', '-').replace('–', 'NaN'));
      return { highest, bodyDb: db(body), presenceDb: db(presence) };
    };
    expect((await said(/^Vocal/)).highest).toBe('–');
    const play = spectrum.getByRole('button', { name: /^Play/ });
    await play.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await said(/^Vocal/)).presenceDb, { timeout: MADE_MS })
      .toBeGreaterThan(-60);
    expect((await said(/^Vocal/)).highest).toMatch(/^\d+(\.\d+)? kHz$/);
    // Nothing of the voice is left where the guitar has its body.
    const under = async () => {
      const [voice, guitar] = [await said(/^Vocal/), await said(/^Guitar/)];
      return guitar.bodyDb - (Number.isNaN(voice.bodyDb) ? -90 : voice.bodyDb);
    };
    await expect.poll(under).toBeGreaterThan(15);
    expect(complaints).toEqual({ errors: [], violations: [] });
  },
);
